"""Kill -9 of the server in the middle of saving minutes loses nothing that was acknowledged."""

import http.client
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import time as hour
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from partywork.accounts.models import User
from partywork.accounts.service.passwords import hash_of
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from tests.support.databases import SQLITE, TestDatabase
from tests.support.killable import Server
from tests.support.make import Make
from tests.support.meetings import open_meeting
from tests.support.storm import KILLS, Storm

AT_ONCE = 3
PASSWORD = "Mua-xuan-co-hoa-2026"
LONG = "Ý kiến thảo luận của đảng viên. " * 200


@dataclass
class Browser:
    """The computer of the minutes taker."""

    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def ask(
        self, port: int, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Send one request; returns the status and what it says."""
        connection = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers["Accept"] = "application/json" if path.endswith("/save") else "text/html"
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name] = value
        finally:
            connection.close()
        return answer.status, text

    def sign_in(self, port: int, user_name: str) -> None:
        """Come in through the door."""
        _, text = self.ask(port, "GET", "/sign-in")
        soup = BeautifulSoup(text, "html.parser")
        fields = {one["name"]: one.get("value", "") for one in soup.select("form input[name]")}
        fields |= {"user_name": user_name, "password": PASSWORD}
        status, text = self.ask(port, "POST", "/sign-in", fields)
        assert status == 303, text

    def read(self, port: int, minutes: str) -> dict[str, tuple[str, str, str]]:
        """Read every section as the page shows it: version, content, conclusion."""
        status, text = self.ask(port, "GET", minutes)
        assert status == 200, text[:500]
        found = {}
        for form in BeautifulSoup(text, "html.parser").select("form[data-autosave]"):
            self.token = form.select_one("input[name=csrf_token]")["value"]
            found[form["data-autosave"]] = (
                form.select_one("input[name=version]")["value"],
                # A browser leaves out the line feed that begins a field of several lines.
                form.select_one("textarea[name=notes]").get_text().removeprefix("\r\n"),
                form.select_one("textarea[name=conclusion]").get_text().removeprefix("\r\n"),
            )
        return found


@dataclass
class Section:
    """A section whose text is saved again and again, each save unchanged until acknowledged."""

    browser: Browser
    address: str
    version: str
    acknowledged: int = 0
    sent_again: int = 0
    pending: dict[str, str] | None = None

    def texts(self, number: int) -> tuple[str, str]:
        """Return content and conclusion of a save."""
        return f"{LONG}({number})", f"Kết luận ({number})"

    def save(self, port: int) -> None:
        """Save what is written next, or again what got no answer."""
        if self.pending is None:
            notes, conclusion = self.texts(self.acknowledged + 1)
            self.pending = {
                "csrf_token": self.browser.token,
                "submission_key": str(new_id()),
                "version": self.version,
                "notes": notes,
                "conclusion": conclusion,
            }
        else:
            self.sent_again += 1
        status, text = self.browser.ask(port, "POST", self.address, self.pending)
        assert status == 200, f"{status}: {text[:500]}"
        self.version = str(json.loads(text)["version"])
        self.acknowledged += 1
        self.pending = None

    def is_kept(self, notes: str, conclusion: str) -> bool:
        """Refuse a lost or torn text; says whether the one that got no answer is there too."""
        found = notes, conclusion
        if self.pending is not None and found == self.texts(self.acknowledged + 1):
            return True
        assert not self.acknowledged or found == self.texts(self.acknowledged), (
            f"{self.acknowledged} was acknowledged, found: {notes[-40:]} {conclusion}"
        )
        return False


@pytest.mark.timeout(900)
def test_what_was_acknowledged_outlives_a_hundred_kills(
    folder: TestDatabase,
    start: Callable[[], Server],
    record_property: Callable[[str, str], None],
) -> None:
    user_name, minutes = a_meeting_under_way(folder)
    browser, sections = Browser(), []
    storm = Storm(start, [])
    in_doubt = 0

    for port in storm.calms():
        if not sections:
            browser.sign_in(port, user_name)
            read = list(browser.read(port, minutes).items())[:AT_ONCE]
            sections += [Section(browser, address, version) for address, (version, *_) in read]
            storm.people = [section.save for section in sections]
        found = browser.read(port, minutes)
        for section in sections:
            _, notes, conclusion = found[section.address]
            in_doubt += section.is_kept(notes, conclusion)
    for section in sections:
        section.save(port)
        assert not section.is_kept(*browser.read(port, minutes)[section.address][1:])

    record_property(
        "told",
        f"{storm.kills} kills -9 while minutes were saved ({storm.missed} more between two saves): "
        f"{sum(one.acknowledged for one in sections)} saves acknowledged, all found; "
        f"{sum(one.sent_again for one in sections)} left without an answer and sent again, of "
        f"which {in_doubt} were kept already.",
    )
    assert storm.kills == KILLS
    if folder.kind == SQLITE:
        check_file(folder)


def check_file(folder: TestDatabase) -> None:
    """Refuse a database file that is not sound any more."""
    with closing(sqlite3.connect(folder.data / "test.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def a_meeting_under_way(folder: TestDatabase) -> tuple[str, str]:
    """Open a meeting today; returns who takes its minutes, and where."""
    with folder.app.app_context():
        case = open_meeting(Make(), present=True, on=clock.today(), at=hour(0, 0))
        with transaction():
            query = db.select(User).where(User.id == case.deputy.user_id)
            user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
            user.password_hash = hash_of(PASSWORD)
        found = user.user_name, f"/meetings/{case.id}/minutes"
        db.session.remove()
        db.engine.dispose()
    return found
