"""The door: signed in unless listed, and who is acting."""

from flask import Flask, g, request
from flask_login import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.web.login import ask_to_sign_in

PUBLIC_ENDPOINTS = frozenset(
    {"accounts.sign_in", "accounts.sign_in_again", "accounts.activate", "health", "static"}
)


def guard(app: Flask) -> None:
    """Refuse everything but the public endpoints to people who are not signed in."""

    @app.before_request
    def no_unkeepable_words() -> None:
        # PostgreSQL keeps no NUL; in an address it is never a person's doing.
        if any("\x00" in words for words in request.args.values()):
            raise BadRequest()

    @app.before_request
    def signed_in_by_default() -> Response | None:
        if request.endpoint in PUBLIC_ENDPOINTS or request.endpoint is None:
            return None
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        return None


def current_actor() -> Actor:
    """Return who is acting in this request; nobody is an actor without any right."""
    if current_user.is_authenticated:
        return current_user.actor
    if "nobody" not in g:
        g.nobody = Actor(user_id=None, member_id=None, name="", day=clock.today())
    return g.nobody
