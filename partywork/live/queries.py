"""Which changes of channels to read; the hub asks on its own connection, pages on theirs."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from partywork.live.models import LiveEvent


def changes(*conditions: sa.ColumnElement[bool]) -> sa.Select[UUID, int, str]:
    """Channel, number and topic of changes, in the order in which they were committed."""
    query = sa.select(LiveEvent.channel, LiveEvent.id, LiveEvent.topic)
    return query.where(*conditions).order_by(LiveEvent.id)


def newest(channel: UUID | None = None) -> sa.Select[Any]:
    """The number of the last change, of one channel or of all."""
    query = sa.select(sa.func.max(LiveEvent.id))
    return query if channel is None else query.where(LiveEvent.channel == channel)
