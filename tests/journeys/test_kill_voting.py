"""Kill -9 of the server while people cast: register and box agree, nobody's ballot is lost."""

import http.client
import json
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode
from uuid import UUID

import pytest
from itsdangerous import URLSafeTimedSerializer

from partywork.accounts.models import User
from partywork.accounts.service.sessions import open_session
from partywork.ballots import queries
from partywork.ballots.service import secret
from partywork.ballots.terms import BallotStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from tests.ballots import boxes
from tests.ballots.boxes import Evening
from tests.support.databases import POSTGRESQL, SQLITE, TestDatabase, prepare
from tests.support.killable import Server
from tests.support.make import Make

KILLS, TOTAL_EVERY = 100, 20
# Seconds of the first cast, before any was measured.
_A_CAST = 0.04
QUESTIONS = ("Đồng ý với phương án 1", "Đồng ý với phương án 2")


@dataclass
class Paper:
    """What one voter's browser sends: sealed answers, sent again unchanged until acknowledged."""

    address: str
    cookie: str
    fields: dict[str, str]
    tracker: str
    took: float = 0

    def cast(self, port: int) -> bool:
        """Send it; says whether an answer came back."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html",
        }
        began = time.monotonic()
        try:
            connection.request("POST", self.address, urlencode(self.fields), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        self.took = time.monotonic() - began
        assert answer.status == 200, f"{answer.status}: {text[:500]}"
        assert self.tracker in re.sub(r"<[^>]*>|\s", "", text), text[:3000]
        return True


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def folder(request: pytest.FixtureRequest) -> TestDatabase:
    """An installation in a folder and a database of its own."""
    return prepare(request.param, "killed_voting")


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
def test_register_and_box_agree_after_a_hundred_kills(
    folder: TestDatabase,
    start: Callable[[], Server],
    record_property: Callable[[str, str], None],
) -> None:
    with folder.app.app_context():
        ballot, papers = everybody_ready(folder)
        key = ballot.id
        db.session.remove()
        db.engine.dispose()
    server = start().wait()
    acknowledged: set[str] = set()
    in_doubt, took = 0, [_A_CAST]

    for round_number, paper in enumerate(papers):
        is_total = round_number % TOTAL_EVERY == 0
        successor = start() if is_total else server
        kill = server.kill if is_total else server.kill_worker
        # A random point of a cast, or soon after it, as long as casts take here and now.
        killer = threading.Timer(random.uniform(0, 1.5 * median(took[-9:])), kill)
        killer.start()
        is_told = paper.cast(server.port)
        killer.join()
        if is_told:
            acknowledged.add(paper.tracker)
        found = in_the_box(folder, key)
        in_doubt += not is_told and paper.tracker in found
        assert acknowledged <= found, "an acknowledged ballot is lost"
        server = successor.wait()
        if not is_told:
            # Sent again unchanged: in the box once, whether it was there or not.
            while not paper.cast(server.port):
                pass
            acknowledged.add(paper.tracker)
        took.append(paper.took)

    assert in_the_box(folder, key) == acknowledged == {one.tracker for one in papers}
    with folder.app.app_context():
        ballot.ballot = queries.ballot_of(system(clock.today()), key)
        closed = boxes.closed(ballot)
        assert closed.status is BallotStatus.CLOSED, "register and box do not agree"
        counted = boxes.counted(ballot)
        assert [vote.in_favour for vote in counted.votes] == [KILLS, KILLS]
        db.session.remove()
        db.engine.dispose()
    record_property(
        "told",
        f"{KILLS} kills -9 while ballots were cast: register and box agree after each; "
        f"{in_doubt} were in the box though the answer was lost.",
    )


def in_the_box(folder: TestDatabase, key: UUID) -> set[str]:
    """Return whose envelopes are in the box; register, envelopes and trackers must be as many."""
    with folder.app.app_context():
        actor = system(clock.today())
        one = queries.ballot_of(actor, key)
        voted = sum(line.has_voted for line in queries.register_of(actor, one))
        lying = queries.count_of(queries.envelopes_of(actor, one), one)
        trackers = queries.trackers_of(actor, one)
        db.session.remove()
        db.engine.dispose()
    assert set(lying.values()) == {voted}, f"{voted} have voted, in the box: {lying.values()}"
    assert len(trackers) == voted
    return set(trackers)


def everybody_ready(folder: TestDatabase) -> tuple[Evening, list[Paper]]:
    """Open a ballot on which as many may vote as there will be kills, all papers filled in."""
    ballot = boxes.opened(Make(), people=KILLS, questions=QUESTIONS)
    papers = []
    for voter in ballot.people:
        sealed = secret.review(voter, ballot.id, ballot.options(0))
        cookie, token = signed_in(folder, voter)
        envelopes = {str(one): text for one, text in sealed.envelopes.items()}
        fields = {
            "csrf_token": token,
            "envelopes": json.dumps(envelopes),
            "proof": sealed.proof,
        }
        papers.append(Paper(f"/ballots/{ballot.id}/cast", cookie, fields, sealed.tracker))
    return ballot, papers


def signed_in(folder: TestDatabase, actor: Actor) -> tuple[str, str]:
    """Return the cookie of a signed-in browser and the token its forms carry."""
    with transaction():
        query = db.select(User).where(User.id == actor.user_id)
        user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
        key = open_session(user)
    raw = secrets.token_hex()
    client = folder.app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = key
        session["_fresh"] = True
        session["csrf_token"] = raw
    cookie = client.get_cookie("partywork")
    assert cookie is not None
    signer = URLSafeTimedSerializer(folder.app.secret_key, salt="wtf-csrf-token")
    return f"partywork={cookie.value}", str(signer.dumps(raw))
