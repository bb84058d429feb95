"""Where events come from: the record that brought one about, the cell it happens in."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import MemberEvent, Organisation
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import RuleBroken


def _counting(actor: Actor) -> Select[MemberEvent]:
    mended = policy.visible_events(system(actor.day)).where(MemberEvent.corrects_id.is_not(None))
    return policy.visible_events(actor).where(
        MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id))
    )


def to_undo(actor: Actor, source_id: UUID) -> UUID | None:
    """Return the newest event of a record that still counts, if the actor may undo it."""
    query = (
        _counting(actor)
        .where(MemberEvent.source_id == source_id)
        .options(joinedload(MemberEvent.organisation))
        .order_by(MemberEvent.sequence.desc())
        .limit(1)
    )
    newest = db.session.scalar(query)
    if newest is None or not policy.may_mend_events(actor, newest.organisation, newest.member_id):
        return None
    return newest.id


def of_record(actor: Actor, source_id: UUID, kinds: Collection[EventKind]) -> UUID | None:
    """Return the event of these kinds that a record brought about and that still counts."""
    return db.session.scalar(
        _counting(actor)
        .where(MemberEvent.source_id == source_id, MemberEvent.kind.in_(kinds))
        .with_only_columns(MemberEvent.id)
    )


def check_still_there(actor: Actor, cell_ids: Collection[UUID | None], day: date) -> None:
    """Refuse an event in, or a move to, a cell that had ended by its day."""
    query = policy.visible_organisations(actor).where(
        Organisation.id.in_(cell_ids), Organisation.dissolved_on < day
    )
    ended = db.session.scalar(query.limit(1))
    if ended is not None:
        raise RuleBroken(
            f"«{ended.name}» đã kết thúc hoạt động ngày {display.day(ended.dissolved_on)}.",
            "happened_on",
        )
