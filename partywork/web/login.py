"""Flask-Login glue; how a person is found from a session is injected by the application."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, redirect, request, url_for
from flask_login import LoginManager, UserMixin
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from partywork.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person as pages show them: who acts, with which office, where."""

    actor: Actor
    office_label: str
    place_label: str


class SignedIn(UserMixin):
    """What Flask-Login keeps: the session token and the person it stands for."""

    def __init__(self, token: str, person: Person) -> None:
        """Hold the person for the length of one request."""
        self.token = token
        self.person = person

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return self.token

    @property
    def actor(self) -> Actor:
        """Who is acting."""
        return self.person.actor


def use_sessions(app: Flask, find: Callable[[str], Person | None]) -> None:
    """Let `find` turn a session token into a person on each request."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader
    def load(token: str) -> SignedIn | None:
        person = find(token)
        return SignedIn(token, person) if person else None


def ask_to_sign_in() -> Response:
    """Lead a reader to the sign-in page and back; answer anything else with 401."""
    if request.method in ("GET", "HEAD") and request.accept_mimetypes.accept_html:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    raise Unauthorized("Phiên làm việc đã hết. Hãy đăng nhập lại.")


def is_local_path(path: str) -> bool:
    """Say whether `path` stays on this site: one slash first, no scheme, no control characters."""
    return (
        path.startswith("/")
        and not path.startswith(("//", "/\\"))
        and "\\" not in path
        and path.isprintable()
    )
