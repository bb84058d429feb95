"""Kill -9 of the server in the middle of saving minutes loses nothing that was acknowledged."""

import http.client
import json
import random
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import time as hour
from statistics import median
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup

from partywork.accounts.models import User
from partywork.accounts.service.passwords import hash_of
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from tests.support.databases import POSTGRESQL, SQLITE, TestDatabase, prepare
from tests.support.killable import Server
from tests.support.make import Make
from tests.support.meetings import open_meeting

KILLS, TOTAL_EVERY = 100, 20
PASSWORD = "Mua-xuan-co-hoa-2026"
LONG = "Ý kiến thảo luận của đảng viên. " * 200


@dataclass
class Saving:
    """One save of one section, sent again unchanged until it is acknowledged."""

    address: str
    fields: dict[str, str]
    number: int


@dataclass
class Writer:
    """A minutes taker whose program saves one section after the other."""

    meeting: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    saved: dict[str, int] = field(default_factory=dict)
    pending: Saving | None = None
    acknowledged: int = 0
    sent_again: int = 0
    took: list[float] = field(default_factory=list)

    def ask(
        self, port: int, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """Send one request; returns the status and what it says."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
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

    def read(self, port: int) -> dict[str, tuple[str, str, str]]:
        """Read every section as the page shows it: version, content, conclusion."""
        status, text = self.ask(port, "GET", f"/meetings/{self.meeting}/minutes")
        assert status == 200, text[:500]
        found = {}
        for form in BeautifulSoup(text, "html.parser").select("form[data-autosave]"):
            self.token = form.select_one("input[name=csrf_token]")["value"]
            found[form["data-autosave"]] = (
                form.select_one("input[name=version]")["value"],
                form.select_one("textarea[name=notes]").get_text(),
                form.select_one("textarea[name=conclusion]").get_text(),
            )
        return found

    def save(self, port: int) -> None:
        """Save the next section, or again the one that got no answer."""
        if self.pending is None:
            number = self.acknowledged + 1
            address = list(self.versions)[number % len(self.versions)]
            fields = {
                "csrf_token": self.token,
                "submission_key": str(new_id()),
                "version": self.versions[address],
                "notes": f"{LONG}({number})",
                "conclusion": f"Kết luận ({number})",
            }
            self.pending = Saving(address, fields, number)
        else:
            self.sent_again += 1
        one, began = self.pending, time.monotonic()
        status, text = self.ask(port, "POST", one.address, one.fields)
        assert status == 200, f"{status}: {text[:500]}"
        self.versions[one.address] = str(json.loads(text)["version"])
        self.saved[one.address] = one.number
        self.acknowledged += 1
        self.pending = None
        self.took.append(time.monotonic() - began)

    def some_moment(self) -> float:
        """Return a random point of a save, or soon after it, as long as saves take here and now."""
        return random.uniform(0, 1.5 * median(self.took[-9:]))


def number_in(text: str) -> int:
    """Return which save a text comes from; 0 before the first."""
    found = re.search(r"\((\d+)\)\s*$", text)
    return int(found[1]) if found else 0


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def folder(request: pytest.FixtureRequest) -> TestDatabase:
    """An installation in a folder and a database of its own."""
    return prepare(request.param, "killed_writing")


@pytest.fixture
def start(folder: TestDatabase) -> Iterator[Callable[[], Server]]:
    """Start servers over the folder; none is left behind."""
    started: list[Server] = []

    def one() -> Server:
        started.append(Server(folder))
        return started[-1]

    yield one
    for server in started:
        server.bury()


@pytest.mark.timeout(1500)
def test_what_was_acknowledged_outlives_a_hundred_kills(
    folder: TestDatabase,
    start: Callable[[], Server],
    record_property: Callable[[str, str], None],
) -> None:
    user_name, writer = a_meeting_under_way(folder)
    server = start().wait()
    writer.sign_in(server.port, user_name)
    sections = list(writer.read(server.port).items())[:3]
    writer.versions = {address: version for address, (version, _, _) in sections}
    in_doubt = 0

    for round_number in range(KILLS):
        is_total = round_number % TOTAL_EVERY == 0
        successor = start() if is_total else server
        kill = server.kill if is_total else server.kill_worker
        writer.save(server.port)
        killer = threading.Timer(writer.some_moment(), kill)
        killer.start()
        keep_saving(writer, server.port, until=killer.finished)
        killer.join()
        server = successor.wait()
        found = writer.read(server.port)
        for address, number in writer.saved.items():
            _, notes, conclusion = found[address]
            assert number_in(notes) == number_in(conclusion), "half a save"
            is_unanswered = writer.pending is not None and writer.pending.address == address
            if is_unanswered and number_in(notes) == writer.pending.number:
                in_doubt += 1
            else:
                assert number_in(notes) == number, "an acknowledged save is lost"
    writer.save(server.port)

    record_property(
        "told",
        f"{KILLS} kills -9 while minutes were saved: {writer.acknowledged} saves acknowledged, "
        f"all found; {in_doubt} kept though the answer was lost, {writer.sent_again} sent again.",
    )
    assert writer.acknowledged > KILLS
    if folder.kind == SQLITE:
        check_file(folder)


def check_file(folder: TestDatabase) -> None:
    """Refuse a database file that is not sound any more."""
    with closing(sqlite3.connect(folder.data / "test.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def a_meeting_under_way(folder: TestDatabase) -> tuple[str, Writer]:
    """Open a meeting today; returns the user name of its minutes taker and the program."""
    with folder.app.app_context():
        case = open_meeting(Make(), present=True, on=clock.today(), at=hour(0, 0))
        with transaction():
            query = db.select(User).where(User.id == case.deputy.user_id)
            user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
            user.password_hash = hash_of(PASSWORD)
        found = user.user_name, Writer(str(case.id))
        db.session.remove()
        db.engine.dispose()
    return found


def keep_saving(writer: Writer, port: int, *, until: threading.Event) -> None:
    """Save without a pause until the server has been killed, perhaps between two requests."""
    try:
        while not until.is_set():
            writer.save(port)
    except (OSError, http.client.HTTPException):
        return
