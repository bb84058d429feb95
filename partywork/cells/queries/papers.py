"""The decisions by which people came into the Party and were recognised as official."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import MemberEvent
from partywork.cells.rules.importing.papers import PAPER_COLUMNS
from partywork.core.actor import Actor
from partywork.core.db import db


def way_into_the_party(actor: Actor, member_ids: Collection[UUID]) -> dict[UUID, list[MemberEvent]]:
    """Return the decisions of these people that still count, the oldest first, in one statement."""
    seen = policy.visible_events(actor)
    mended = seen.where(MemberEvent.corrects_id.is_not(None))
    query = seen.where(
        MemberEvent.member_id.in_(member_ids),
        MemberEvent.kind.in_(PAPER_COLUMNS),
        MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id)),
    ).options(joinedload(MemberEvent.organisation))
    events: dict[UUID, list[MemberEvent]] = {}
    for event in db.session.scalars(query.order_by(MemberEvent.happened_on, MemberEvent.sequence)):
        events.setdefault(event.member_id, []).append(event)
    return events
