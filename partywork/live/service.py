"""Telling a channel that something changed, and reading what changed since."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from partywork.core import bulk
from partywork.core.db import db, lock_for_update, transaction
from partywork.live import queries
from partywork.live.models import LiveEvent

# The name under which PostgreSQL tells listeners which channel changed.
NOTICE = "partywork_live"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a channel as a page hears of it: the first of a channel is number 1."""

    number: int
    topic: str


def publish(channel: UUID, *topics: str) -> None:
    """Say inside the running transaction that topics of a channel changed.

    Whoever listens hears it once the transaction is committed, and never when it is not. Numbers
    are given under the lock of the trail: in the order of the commits, so that a page that has
    heard number 8 is never told 7 later. As for the trail, what the use case has to write is
    written before its turn; publish last, since who asks for a row while all others queue may
    wait for one of them.
    """
    db.session.flush()
    lock_for_update("audit")
    for topic in dict.fromkeys(topics):
        db.session.execute(queries.append(channel, topic))
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.select(sa.func.pg_notify(NOTICE, str(channel))))


def since(channel: UUID, number: int, *, most: int = 200) -> list[Change]:
    """Return what changed in a channel after an event, oldest first."""
    query = queries.changes(LiveEvent.channel == channel, LiveEvent.number > number).limit(most)
    return [Change(row.number, row.topic) for row in db.session.execute(query)]


def newest(channel: UUID) -> int:
    """Return the number of the channel's last event, 0 where nothing has happened."""
    return db.session.scalar(queries.newest(channel)) or 0


def forget_before(moment: datetime) -> None:
    """Destroy changes older than a moment; they hold nothing but «this part is old».

    The last of each channel stays, so that its numbers go on.
    """
    with transaction():
        bulk.destroy(
            LiveEvent, LiveEvent.created_at < moment, LiveEvent.id.not_in(queries.last_ids())
        )
