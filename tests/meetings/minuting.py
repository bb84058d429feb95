"""Steps of a meeting that several tests of minutes, votes and closing walk through."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from partywork.accounts.models import User
from partywork.accounts.service.passwords import hash_of
from partywork.ballots.models import Vote
from partywork.ballots.rules.counting import Tally
from partywork.ballots.terms import VoteSubject
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import closing, minutes, record, sections, votes
from partywork.meetings.service.sections import Saved
from partywork.notifications.models import Notice
from partywork.notifications.policy import visible
from tests.support.make import Make
from tests.support.meetings import MEETS_ON, Case, confirm, open_meeting

PASSWORD = "con thuyền giấy màu xanh"
ENDED_AT = clock.instant_of(MEETS_ON, time(20, 50))


def item(case: Case, code: str) -> AgendaItem:
    """Return the item of the agenda with that code, read afresh."""
    meeting = record.whole(case.secretary, case.id)
    return next(one for one in meeting.agenda if one.code == code)


def write(
    case: Case,
    code: str,
    notes: str = "",
    conclusion: str = "",
    *,
    actor: Actor | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> Saved:
    """Save one section as the editor does."""
    section = item(case, code)
    return sections.save_section(
        actor or case.deputy,
        case.id,
        section.id,
        version=section.version if version is None else version,
        key=key or new_id(),
        notes=notes,
        conclusion=conclusion,
    )


def ask(case: Case, subject: VoteSubject = VoteSubject.RESOLUTION, code: str = "C4") -> Vote:
    """Put a question on an item."""
    return votes.prepare(
        case.secretary,
        case.id,
        item(case, code).id,
        question="Thông qua nghị quyết sinh hoạt tháng 11",
        subject=subject,
    )


def count(case: Case, vote: Vote, *numbers: int, reserved: Any = ()) -> Vote:
    """Open a vote and record its count."""
    opened = votes.open_vote(case.secretary, case.id, vote.id)
    return votes.close_vote(
        case.secretary,
        case.id,
        vote.id,
        version=opened.version,
        tally=Tally(*numbers),
        reserved=list(reserved),
    )


def adopted(case: Case) -> Meeting:
    """Read the minutes out."""
    minutes.read_out(case.deputy, case.id)
    return record.whole(case.secretary, case.id)


def closed(case: Case, ended_at: datetime = ENDED_AT) -> Meeting:
    """Read the minutes out and end the meeting."""
    meeting = adopted(case)
    return closing.close(case.secretary, case.id, version=meeting.version, ended_at=ended_at)


def confirmed(case: Case) -> Meeting:
    """Let both people confirm the minutes of a closed meeting."""
    for actor in (case.deputy, case.secretary):
        give_password(actor)
        confirm(actor, case.id, PASSWORD)
    return record.whole(case.secretary, case.id)


def give_password(actor: Actor) -> None:
    """Let the actor's account have the password of these tests."""
    with transaction():
        user = db.session.scalars(
            db.select(User).where(User.id == actor.user_id).execution_options(partywork_scoped=True)
        ).one()
        user.password_hash = hash_of(PASSWORD)


def inbox(actor: Actor) -> list[Notice]:
    """Return every notice of the actor."""
    query = visible(actor).order_by(Notice.created_at)
    return list(db.session.scalars(query))


def everybody_there(make: Make, **facts: Any) -> Case:
    """Return an open meeting of a cell where everybody has come."""
    return open_meeting(make, present=True, **facts)
