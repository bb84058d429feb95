"""Which event a record of another package brought about last, to be undone with it."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import MemberEvent
from partywork.core.actor import Actor, system
from partywork.core.db import db


def to_undo(actor: Actor, source_id: UUID) -> UUID | None:
    """Return the newest event of a record that still counts, if the actor may undo it."""
    mended = policy.visible_events(system(actor.day)).where(MemberEvent.corrects_id.is_not(None))
    query = (
        policy.visible_events(actor)
        .where(
            MemberEvent.source_id == source_id,
            MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id)),
        )
        .options(joinedload(MemberEvent.organisation))
        .order_by(MemberEvent.sequence.desc())
        .limit(1)
    )
    newest = db.session.scalar(query)
    if newest is None or not policy.may_mend_events(actor, newest.organisation, newest.member_id):
        return None
    return newest.id
