"""A room with everything its page shows, in a number of questions that does not grow."""

from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.rooms import policy
from partywork.rooms.models import Arrival, ItemSpan, Room, Turn


def room_of(actor: Actor, meeting_id: UUID) -> Room | None:
    """Return the room of a meeting, if anybody has entered yet."""
    return db.session.scalar(policy.visible(actor).where(Room.meeting_id == meeting_id))


# Everything the page of a room shows of it.
_WHOLE = (
    selectinload(Room.arrivals).joinedload(Arrival.member),
    selectinload(Room.spans),
    selectinload(Room.turns).joinedload(Turn.member),
)


def whole_room(actor: Actor, meeting_id: UUID) -> Room | None:
    """Return the room with who came in, which items were on, who asked to speak."""
    query = policy.visible(actor).where(Room.meeting_id == meeting_id).options(*_WHOLE)
    return db.session.scalar(query.execution_options(populate_existing=True))


def arrivals_of(actor: Actor, meeting_id: UUID) -> list[Arrival]:
    """Return who came in, in the order in which they came."""
    query = policy.visible_arrivals(actor).where(Arrival.meeting_id == meeting_id)
    return list(
        db.session.scalars(
            query.options(joinedload(Arrival.member)).order_by(Arrival.arrived_at, Arrival.id)
        )
    )


def spans_of(actor: Actor, meeting_id: UUID) -> list[ItemSpan]:
    """Return which items were on when."""
    query = policy.visible_spans(actor).where(ItemSpan.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(ItemSpan.began_at, ItemSpan.id)))


def turns_of(actor: Actor, meeting_id: UUID) -> list[Turn]:
    """Return who asked to speak and was not taken back, in the order of asking."""
    query = policy.visible_turns(actor).where(
        Turn.meeting_id == meeting_id, Turn.withdrawn_at.is_(None)
    )
    return list(
        db.session.scalars(query.options(joinedload(Turn.member)).order_by(Turn.asked_at, Turn.id))
    )
