"""Nobody who waits for a row keeps the trail from the one who holds it (PostgreSQL).

SQLite has one writer at a time: there nobody waits in a circle.
"""

import time as clocks
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from partywork.ballots.models import Ballot
from partywork.ballots.rules.counting import Tally
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import VoteStatus, VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core.db import db
from partywork.meetings.service import ballots, closing, record, votes
from partywork.rooms.service import leading, writing
from tests.meetings.minuting import MEETS_ON, closed, everybody_there, item
from tests.support.bodies import asked_on_paper, cast_on_paper, counted_on_paper
from tests.support.make import Make
from tests.support.meetings import Case

_HOLD = "SELECT id FROM {} WHERE id = :key FOR UPDATE"
_IS_WAITED_FOR = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
_TRAIL_IS_FREE = "SELECT pg_try_advisory_xact_lock(hashtextextended('audit', 0))"

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(22, 0))


def leaves_the_trail(app: Flask, table: str, key: UUID, act: Callable[[], object]) -> bool:
    """Say whether an act that waits for a row lets the holder of that row write its trail."""

    def at_another_device() -> None:
        with app.app_context():
            act()
            db.session.remove()

    db.session.commit()
    with db.engine.connect() as holder, ThreadPoolExecutor(1) as devices:
        holder.execute(sa.text(_HOLD.format(table)), {"key": key}).one()
        waiting = devices.submit(at_another_device)
        while not holder.scalar(sa.text(_IS_WAITED_FOR)):
            assert not waiting.done(), "it never asked for the row"
            clocks.sleep(0.01)
        is_free = bool(holder.scalar(sa.text(_TRAIL_IS_FREE)))
        holder.rollback()
        waiting.result()
    return is_free


def on_paper(case: Case) -> Ballot:
    return asked_on_paper(case, item(case, "B6"), Question("Đồng chí A", VoteSubject.TRUST))


def test_naming_tellers_waits_for_one_who_takes_a_share_without_the_trail(
    app: Flask, make: Make
) -> None:
    case = everybody_there(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    prepared = on_paper(case)
    first, second = (member.id for member in case.members)
    named = ballots.name_tellers(
        case.secretary, case.id, prepared.id, version=prepared.version, tellers=[first]
    )

    assert leaves_the_trail(
        app,
        "tellers",
        named.tellers[0].id,
        lambda: ballots.name_tellers(
            case.secretary, case.id, named.id, version=named.version, tellers=[second]
        ),
    )
    found = ballots.setting(case.secretary, case.id, named.id).ballot
    assert [one.member_id for one in found.tellers] == [second]


def test_counting_papers_waits_for_a_question_without_the_trail(app: Flask, make: Make) -> None:
    case = everybody_there(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    closed_one = cast_on_paper(case, on_paper(case), case.members[0].id)
    question = closed_one.votes[0].id

    assert leaves_the_trail(
        app, "votes", question, lambda: counted_on_paper(case, closed_one, Tally(3, 1, 0))
    )
    db.session.expire_all()
    assert votes.get(case.secretary, case.id, question).vote.status is VoteStatus.PASSED


def test_noting_the_day_of_posting_waits_for_a_report_upwards_without_the_trail(
    app: Flask, make: Make
) -> None:
    case = everybody_there(make)
    meeting = closed(case)
    version = meeting.version

    assert leaves_the_trail(
        app,
        "meetings",
        case.id,
        lambda: closing.mark_posted(case.secretary, case.id, version=version, posted_on=MEETS_ON),
    )
    assert record.whole(case.secretary, case.id).posted_on == MEETS_ON


def test_taking_a_ballot_back_waits_for_its_row_without_the_trail(app: Flask, make: Make) -> None:
    case = everybody_there(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    prepared = on_paper(case)

    assert leaves_the_trail(
        app,
        "ballots",
        prepared.id,
        lambda: ballots.withdraw(case.secretary, case.id, prepared.id, version=prepared.version),
    )


def test_writing_a_speaker_down_waits_for_who_ends_the_turn_without_the_trail(
    app: Flask, make: Make
) -> None:
    case = everybody_there(make)
    member = case.members[0].id
    leading.go_to(case.secretary, case.id, item(case, "B3").id)
    turn = leading.call(case.secretary, case.id, member)

    assert leaves_the_trail(
        app, "turns", turn.id, lambda: writing.write_down(case.deputy, case.id, turn.id, "Nhất trí")
    )
    assert [one.text for one in item(case, "B3").statements] == ["Nhất trí"]
