"""What changed in a channel, in the order in which it was committed."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core import clock
from partywork.core.db import Base


class LiveEvent(Base):
    """One change; its number in the channel lets a page that was cut off ask for what it missed.

    Pages never hear of `id`: its gaps would tell that something happens in other meetings.
    """

    __tablename__ = "live_events"
    # Without the counter SQLite would give the ids of destroyed changes a second time.
    __table_args__ = (sa.UniqueConstraint("channel", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    channel: Mapped[UUID]
    number: Mapped[int]
    topic: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
