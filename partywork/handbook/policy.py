"""Who prepares what is uploaded, and who sees which cell is late."""

from typing import Any

from sqlalchemy import Select, select

from partywork.cells.models import Body
from partywork.cells.policy import OVERSEERS, within
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.core.db import SCOPED
from partywork.handbook.models import PapersPosting
from partywork.meetings.models import Meeting
from partywork.meetings.policy import may_run
from partywork.meetings.policy import visible as visible_meetings
from partywork.meetings.terms import PARTIAL_KINDS

_DAYS: tuple[Any, ...] = (
    Meeting.id,
    Meeting.organisation_id,
    Meeting.year,
    Meeting.month,
    Meeting.kind,
    Meeting.status,
    Meeting.starts_at,
    Meeting.closed_at,
    Meeting.posted_on,
    Meeting.filed_at,
    PapersPosting.posted_at,
)


def visible(actor: Actor) -> Select[PapersPosting]:
    """The notes on the meetings the actor may read."""
    query = select(PapersPosting).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = visible_meetings(actor).with_only_columns(Meeting.id)
    return query.where(PapersPosting.meeting_id.in_(readable))


def clocks_below(actor: Actor) -> Select[Any]:
    """The days of the meetings of the cells below those who oversee them, and no word more.

    Filed or not: who is late has not filed.
    """
    cells_own = select(Body.id).where(Body.kind == BodyKind.CELL)
    query = (
        select(*_DAYS)
        .join(PapersPosting, PapersPosting.meeting_id == Meeting.id, isouter=True)
        .where(Meeting.body_id.in_(cells_own), Meeting.kind.not_in(PARTIAL_KINDS))
        .execution_options(**{SCOPED: True})
    )
    return query.where(within(actor.paths_as(*OVERSEERS), Meeting.organisation_id))


def may_prepare(actor: Actor, meeting: Meeting) -> bool:
    """The officers of the body upload, note it and report."""
    return may_run(actor, meeting)


def may_follow(actor: Actor) -> bool:
    """The board of all cells is for office, committee and inspection; no cell sees another."""
    return actor.has(*OVERSEERS)
