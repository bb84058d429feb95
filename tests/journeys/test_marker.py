"""What a voter answered stands nowhere on the disk: database, journal, logs, backup (T-BALLOT 5).

A cell votes through the product as it is served. Then every byte that was kept is searched for
the answers in each form in which they are ever written down: the text under the seal, raw, in hex
and in base64, the fields of the page, and the tellers' shares, which would open the box.
"""

import base64
import http.client
import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from click.testing import CliRunner
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from partywork.ballots.engine import envelopes, shares
from partywork.ballots.terms import BallotStatus
from partywork.cli.backup import backup
from partywork.core.db import db
from tests.ballots import boxes
from tests.ballots.boxes import Evening
from tests.support.databases import POSTGRESQL, TestDatabase
from tests.support.killable import Server
from tests.support.live import cookie_of
from tests.support.make import Make
from tests.support.postgres import programs

QUESTIONS = ("Đồng ý với phương án 1", "Đồng ý với phương án 2")


class Device:
    """A voter's browser, as far as it matters: a cookie, and forms filled in and sent."""

    def __init__(self, port: int, cookie: str) -> None:
        """Hold the cookie of somebody who is signed in."""
        self._port, self._cookie = port, cookie

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> BeautifulSoup:
        """Send a request and read the page that comes back."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port)
        headers = {
            "Cookie": f"partywork={self._cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html",
        }
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status == 200, f"{answer.status}: {text[:500]}"
        given = re.search(r"partywork=([^;]+)", answer.headers.get("Set-Cookie", ""))
        if given:
            self._cookie = given.group(1)
        return BeautifulSoup(text, "html.parser")

    def vote(self, address: str, options: dict[str, str]) -> None:
        """Fill in the paper, look at it once more, cast it."""
        paper = self.ask("GET", address)
        review = self.ask("POST", f"{address}/review", {**_hidden(paper), **options})
        self.ask("POST", f"{address}/cast", _hidden(review))


def _hidden(page: BeautifulSoup) -> dict[str, str]:
    names = ("csrf_token", "envelopes", "proof")
    found = {name: page.find("input", attrs={"name": name}) for name in names}
    return {name: str(one["value"]) for name, one in found.items() if one is not None}


Markers = dict[str, re.Pattern[bytes]]


def of_answers(questions: Sequence[UUID]) -> Markers:
    """Return what an answer would look like if it had been kept."""
    said: Markers = {}
    for number, question in enumerate(questions):
        raw, code = question.bytes, str(question).encode()
        for option in range(3):
            head = bytes([1, option])
            plain = re.escape(head) + b".{5}" + re.escape(raw)
            in_hex = head.hex().encode() + b"[0-9a-f]{10}" + raw.hex().encode()
            said[f"text of {number}={option}"] = re.compile(plain, re.DOTALL)
            said[f"hex of {number}={option}"] = re.compile(in_hex)
        for shift in range(3):
            # Four letters for three bytes: the ones at either end hold strangers' bits too.
            coded = base64.b64encode(bytes(shift) + raw)[4:20]
            said[f"base64 of {number}, {shift}"] = re.compile(re.escape(coded))
        field = rb"question_%d\W{1,4}[012]" % number
        # Afterwards the sorted answers stand in a list, which is published: «[» begins it.
        pair = re.escape(code) + rb"[^\w[]{1,4}[012]\b"
        said[f"field of {number}"] = re.compile(field)
        said[f"pair of {number}"] = re.compile(pair)
    return said


def of_shares(evening: Evening) -> Markers:
    """Return what a share of the key would look like if it had been kept."""
    said: Markers = {}
    for number, share in enumerate(evening.shares.values()):
        printed, raw = share.encode(), shares.read_share(share)
        forms = (printed, printed.replace(b"-", b""), raw, raw.hex().encode())
        said[f"share {number}"] = re.compile(b"|".join(re.escape(one) for one in forms))
    return said


def kept(database: TestDatabase, aside: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every byte that the installation keeps, by place; a backup is made for it as well."""
    for path in sorted(database.data.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
    if database.kind == POSTGRESQL:
        with db.engine.connect() as connection:
            connection.execute(sa.text("CHECKPOINT"))
            own = connection.scalar(
                sa.text("SELECT oid FROM pg_database WHERE datname = current_database()")
            )
            cluster = Path(connection.scalar(sa.text("SHOW data_directory")) or "")
        for part in (cluster / "base" / str(own), cluster / "pg_wal"):
            for path in sorted(part.iterdir()):
                if path.is_file():
                    yield part.name, path.read_bytes()
    yield from _backed_up(database, aside)


def _backed_up(database: TestDatabase, aside: Path) -> Iterator[tuple[str, bytes]]:
    archive = aside / f"{len(list(aside.iterdir()))}.tar.gz"
    made = CliRunner().invoke(backup, [str(archive)])
    assert made.exit_code == 0, made.output
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            file = tar.extractfile(member)
            if file is not None and member.name.endswith("database"):
                copy = aside / "database"
                copy.write_bytes(file.read())
                yield "backup", copy.read_bytes()
                if database.kind == POSTGRESQL:
                    command = [programs() / "pg_restore", "--file=-", copy]
                    yield "backup", subprocess.run(command, check=True, capture_output=True).stdout
            elif file is not None:
                yield "backup", file.read()


def found_in(database: TestDatabase, aside: Path, said: Markers) -> set[tuple[str, str]]:
    """Return which markers stand where."""
    return {
        (place, name)
        for place, content in kept(database, aside)
        for name, pattern in said.items()
        if pattern.search(content)
    }


@pytest.fixture
def installation(folder: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestDatabase]:
    """The folder, as the commands of the product find it."""
    settings = folder.app.config["PARTYWORK"]
    monkeypatch.setenv("PARTYWORK_DATA", str(settings.data))
    monkeypatch.setenv("PARTYWORK_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("PARTYWORK_PUBLIC_URL", "http://127.0.0.1")
    monkeypatch.setenv("PATH", f"{programs()}:/usr/bin:/bin")
    with folder.app.app_context():
        yield folder
        db.session.remove()
        db.engine.dispose()


def let_everybody_vote(port: int, evening: Evening, cookies: Sequence[str]) -> None:
    address = f"/ballots/{evening.id}"
    for number, cookie in enumerate(cookies):
        options = {"question_0": str(number % 3), "question_1": str((number + 1) % 3)}
        Device(port, cookie).vote(address, options)


def keep_it_carelessly(database: TestDatabase, evening: Evening) -> None:
    """Write an answer down as a build without care would: in a row, in the log, in the trail."""
    question: UUID = evening.question()
    plain = bytes([1, 2]) + bytes(range(5)) + question.bytes
    with db.engine.begin() as connection:
        kind = "BYTEA" if database.kind == POSTGRESQL else "BLOB"
        connection.execute(sa.text(f"CREATE TABLE careless (answer {kind}, said TEXT)"))
        connection.execute(
            sa.text("INSERT INTO careless VALUES (:answer, :said)"),
            {"answer": plain, "said": f'{{"{question}": 2}}'},
        )
    with (database.data / "server.log").open("ab") as log:
        log.write(b"POST /ballots/1/review question_0=2\n")


@pytest.mark.timeout(600)
def test_no_answer_and_no_share_stands_in_any_file_while_people_vote_or_afterwards(
    installation: TestDatabase, start: Callable[[], Server], tmp_path: Path
) -> None:
    evening = boxes.opened(Make(), people=6, questions=QUESTIONS)
    cookies = [cookie_of(installation.app, one) for one in evening.people]
    said = of_answers([one.id for one in evening.ballot.votes]) | of_shares(evening)
    db.session.commit()
    server = start().wait()

    let_everybody_vote(server.port, evening, cookies)

    assert found_in(installation, tmp_path, said) == set()
    log = (installation.data / "server.log").read_text()
    assert str(evening.id) not in log, "who asked for the ballot, and when, is not logged"
    assert boxes.closed(evening).status is BallotStatus.CLOSED
    counted = boxes.counted(evening)
    db.session.commit()
    assert [one.in_favour for one in counted.votes] == [2, 2]
    assert found_in(installation, tmp_path, said) == set()

    keep_it_carelessly(installation, evening)

    caught = found_in(installation, tmp_path, said)
    assert ("server.log", "field of 0") in caught
    assert {("backup", "pair of 0")} <= caught
    rows = {place for place, name in caught if name == "text of 0=2"} - {"backup", "server.log"}
    assert rows, "the search reaches what the database keeps in its files"


def test_the_markers_are_what_lies_under_the_seal() -> None:
    """Seal an answer as the product does and look at it before the seal closes."""
    question = UUID("0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")
    own = [shares.read_share(shares.new_share()) for _ in range(3)]
    public_key, wraps = envelopes.new_key(
        "ballot", [shares.public_key_of(one, "ballot") for one in own]
    )
    sealed = envelopes.seal(envelopes.new_answer(question, 2), "ballot", public_key)
    key = envelopes.unwrap_key("ballot", wraps, {0: own[0], 1: own[1]})
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    plain = suite.decrypt(sealed, key, f"partywork envelope 1|ballot|{question}".encode())
    said = of_answers([question])

    assert said["text of 0=2"].search(plain)
    assert not said["text of 0=1"].search(plain)
    assert said["hex of 0=2"].search(plain.hex().encode())
    for shift in range(3):
        coded = base64.b64encode(bytes(shift) + plain)
        assert any(said[f"base64 of 0, {n}"].search(coded) for n in range(3))
