"""One line in somebody's inbox."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, Record, Scoped, term_type
from partywork.notifications.terms import NoticeKind


class Notice(Scoped, Record, Base):
    """What one person is told; the address leads to the page where they can act.

    `recipient_id` is a member's id (a user's id for an administrator): people, not records of a
    lower package, are addressed.
    """

    __tablename__ = "notices"

    recipient_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[NoticeKind] = mapped_column(term_type(NoticeKind))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    path: Mapped[str | None]
    read_at: Mapped[datetime | None]
