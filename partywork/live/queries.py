"""Which changes of channels to read; the hub asks on its own connection, pages on theirs."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from partywork.live.models import LiveEvent

_TOPIC = LiveEvent.__table__.c.topic.type


def changes(*conditions: sa.ColumnElement[bool]) -> sa.Select[int, UUID, int, str]:
    """Id, channel, number and topic of changes, in the order in which they were committed."""
    query = sa.select(LiveEvent.id, LiveEvent.channel, LiveEvent.number, LiveEvent.topic)
    return query.where(*conditions).order_by(LiveEvent.id)


def newest(channel: UUID) -> sa.Select[Any]:
    """The number of a channel's last change."""
    return sa.select(sa.func.max(LiveEvent.number)).where(LiveEvent.channel == channel)


def append(channel: UUID, topic: str) -> sa.Insert:
    """Write one more change of a channel, numbered after its last, in one statement.

    Writers of every room queue behind it, so the number is not asked for first.
    """
    number = sa.func.coalesce(newest(channel).scalar_subquery(), 0) + 1
    row = sa.select(sa.literal(channel, sa.Uuid()), number, sa.literal(topic, _TOPIC))
    return sa.insert(LiveEvent).from_select(["channel", "number", "topic"], row)


def last_id() -> sa.Select[Any]:
    """The id of the last change of all."""
    return sa.select(sa.func.max(LiveEvent.id))


def last_ids() -> sa.Select[Any]:
    """The id of the last change of each channel."""
    return sa.select(sa.func.max(LiveEvent.id)).group_by(LiveEvent.channel)
