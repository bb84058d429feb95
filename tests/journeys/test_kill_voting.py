"""Kill -9 of the server while people cast: register and box agree, nobody's ballot is lost."""

import http.client
import json
import random
import re
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
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
from tests.support.databases import POSTGRESQL, TestDatabase
from tests.support.killable import Server
from tests.support.make import Make
from tests.support.storm import KILLS, Storm

# Between two kills one or two ballots come through; whoever is left over does not vote.
VOTERS, AT_ONCE = 3 * KILLS, 3
QUESTIONS = ("Đồng ý với phương án 1", "Đồng ý với phương án 2")


@dataclass
class Paper:
    """What one voter's browser sends: sealed answers, sent again unchanged until acknowledged."""

    address: str
    cookie: str
    fields: dict[str, str]
    tracker: str

    def cast(self, port: int) -> None:
        """Send it; the answer must name what the voter can find in the list of trackers."""
        connection = http.client.HTTPConnection("127.0.0.1", port)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html",
        }
        try:
            connection.request("POST", self.address, urlencode(self.fields), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        assert answer.status == 200, f"{answer.status}: {text[:500]}"
        assert self.tracker in re.sub(r"<[^>]*>|\s", "", text), text[:3000]


@dataclass
class Queue:
    """The voters who wait to cast; whoever got no answer is again the first."""

    waiting: deque[Paper]
    acknowledged: list[Paper] = field(default_factory=list)
    sent_again: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def cast_next(self, port: int) -> None:
        """Let the next one cast."""
        with self._lock:
            paper = self.waiting.popleft()
        try:
            paper.cast(port)
        except (OSError, http.client.HTTPException):
            with self._lock:
                self.waiting.appendleft(paper)
                self.sent_again += 1
            raise
        with self._lock:
            self.acknowledged.append(paper)

    def trackers(self) -> set[str]:
        """Return whose ballots were acknowledged."""
        return {paper.tracker for paper in self.acknowledged}


@pytest.mark.timeout(900)
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
    queue = Queue(deque(papers))
    storm = Storm(start, [queue.cast_next] * AT_ONCE)
    in_doubt: set[str] = set()

    for port in storm.calms():
        found = in_the_box(folder, key)
        assert queue.trackers() <= found, "an acknowledged ballot is lost"
        in_doubt |= found - queue.trackers()
        if queue.acknowledged:
            # Sent once more by a voter who goes back: told the same, and in the box once.
            random.choice(queue.acknowledged).cast(port)
    for _ in range(AT_ONCE):
        queue.cast_next(port)

    told = queue.trackers()
    assert in_the_box(folder, key) == told
    assert in_doubt <= told
    with folder.app.app_context():
        ballot.ballot = queries.ballot_of(system(clock.today()), key)
        closed = boxes.closed(ballot)
        assert closed.status is BallotStatus.CLOSED, "register and box do not agree"
        counted = boxes.counted(ballot)
        assert [vote.in_favour for vote in counted.votes] == [len(told)] * len(QUESTIONS)
        db.session.remove()
        db.engine.dispose()
    record_property(
        "told",
        f"{storm.kills} kills -9 while ballots were cast ({storm.missed} more between two casts): "
        f"{len(told)} acknowledged and register and box agree after each kill; {queue.sent_again} "
        f"left without an answer and sent again, of which {len(in_doubt)} were in the box already.",
    )


def in_the_box(folder: TestDatabase, key: UUID) -> set[str]:
    """Return whose envelopes are in the box; register, envelopes and trackers must be as many.

    All is read as it stood at one moment: PostgreSQL may still commit for a server just killed.
    """
    with folder.app.app_context():
        if folder.kind == POSTGRESQL:
            db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        actor = system(clock.today())
        one = queries.ballot_of(actor, key)
        voted = sum(line.has_voted for line in queries.register_of(actor, one))
        lying = queries.count_of(queries.envelopes_of(actor, one), one)
        trackers = queries.trackers_of(actor, one)
        db.session.remove()
        db.engine.dispose()
    assert set(lying.values()) == {voted}, f"{voted} have voted, in the box: {lying.values()}"
    assert len(trackers) == len(set(trackers)) == voted
    return set(trackers)


def everybody_ready(folder: TestDatabase) -> tuple[Evening, list[Paper]]:
    """Open a ballot with a long queue of voters, all papers filled in."""
    ballot = boxes.opened(Make(), people=VOTERS, questions=QUESTIONS)
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
