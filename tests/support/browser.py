"""A browser for tests: asks for endpoints or paths, expects a status, inspects every page."""

import re
from html import unescape
from typing import Any
from unicodedata import is_normalized

from bs4 import BeautifulSoup
from flask import Flask, g
from werkzeug.test import TestResponse

from partywork.accounts.models import User
from partywork.accounts.service.sessions import open_session
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.web.messages import FORM_MESSAGES

_ENGLISH = [
    re.compile(re.escape(m).replace(r"%\(", r"\(").split("%")[0])
    for m in FORM_MESSAGES
    if not m.startswith("'")
]
# What a form carries unseen. To read them alone a page need not be parsed.
_CARRIED = re.compile(r'(<input\b[^>]*\sname="(csrf_token|submission_key|version|digest)"[^>]*>)')
_VALUE = re.compile(r'\svalue="([^"]*)"')


class Browser:
    """One person's browser; every HTML page it gets must be a sound Vietnamese page."""

    def __init__(self, app: Flask, actor: Actor | None) -> None:
        """Open a session for the actor, if there is one."""
        self.client = app.test_client()
        if actor is not None and actor.user_id is not None:
            with transaction():
                user = db.session.scalars(
                    db.select(User)
                    .where(User.id == actor.user_id)
                    .execution_options(partywork_scoped=True)
                ).one()
                token = open_session(user)
            with self.client.session_transaction() as session:
                session["_user_id"] = token
                session["_fresh"] = True

    def get(
        self, path: str, expect: int = 200, *, fragment: bool = False, **kwargs: Any
    ) -> "PageSeen":
        """Fetch a page and inspect it; a `fragment` is a part of one and has no frame."""
        kwargs.setdefault("headers", {"Accept": "text/html"})
        return self._seen(self._ask("GET", path, **kwargs), expect, fragment=fragment)

    def _ask(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        """Send a request that knows nothing of the one before.

        The test's own application context spans all requests, so what one of them noted there
        (who is signed in, the form token) would be taken for the next one's.
        """
        vars(g._get_current_object()).clear()
        return self.client.open(path, method=method, **kwargs)

    def post(
        self,
        path: str,
        data: dict[str, Any] | None = None,
        expect: int = 303,
        page: str | None = None,
    ) -> "PageSeen":
        """Send a form with the token and the key of the page that shows it.

        `page` is where the form stands, the path itself unless said otherwise.
        """
        fields = dict(data or {})
        shown = self._ask("GET", page or path, headers={"Accept": "text/html"})
        if shown.status_code == 405 or shown.mimetype != "text/html":
            shown = self._ask("GET", "/", headers={"Accept": "text/html"})
        for field, name in _CARRIED.findall(shown.get_data(as_text=True)):
            value = _VALUE.search(field)
            fields.setdefault(name, unescape(value[1]) if value else "")
        answer = self._ask(
            "POST",
            path,
            data=fields,
            headers={"Accept": "text/html"},
            content_type="multipart/form-data",
        )
        return self._seen(answer, expect)

    def _seen(self, answer: TestResponse, expect: int, *, fragment: bool = False) -> "PageSeen":
        text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        seen = PageSeen(answer, BeautifulSoup(text, "html.parser"))
        assert answer.status_code == expect, f"{answer.status}: {seen.words[:800]}"
        if text and not fragment and not 300 <= answer.status_code < 400:
            inspect(seen.soup, text)
        return seen


class PageSeen:
    """An answer and, when it is a page, its parsed form."""

    def __init__(self, answer: TestResponse, soup: BeautifulSoup) -> None:
        """Keep both."""
        self.answer = answer
        self.soup = soup

    @property
    def words(self) -> str:
        """The text people read, white space folded."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.answer.headers["Location"]

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.answer.status_code


def inspect(soup: BeautifulSoup, text: str) -> None:
    """Refuse a page that a reader, a screen reader or the strict policy would trip over."""
    assert is_normalized("NFC", text), "the page is not in NFC"
    assert soup.html is not None
    assert soup.html.get("lang") == "vi"
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    title = soup.title.get_text(strip=True) if soup.title else ""
    heading = " ".join(headings[0].get_text(" ").split())
    assert " ".join(title.split()).startswith(heading), f"title «{title}» heading «{heading}»"
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    assert not soup.find_all(style=True), "inline style"
    assert not [s for s in soup.find_all("script") if not s.get("src")], "inline script"
    labelled = {label.get("for") for label in soup.find_all("label")}
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.get("type") in ("hidden", "submit", "button"):
            continue
        has_label = (
            field.get("id") in labelled or field.get("aria-label") or field.find_parent("label")
        )
        assert has_label, f"no label: {field}"
    for form in soup.find_all("form"):
        assert form.get("action") is not None, f"a form without action: {form}"
        if form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"}), f"no token: {form['action']}"
    words = soup.get_text(" ")
    for english in _ENGLISH:
        assert not english.search(words), f"English: {english.pattern}"
