"""One line in somebody's inbox."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, Record, Scoped, term_type
from partywork.notifications.terms import NoticeKind


class Notice(Scoped, Record, Base):
    """What one person is told; the address leads to the page where they can act.

    `recipient_id` is a member's id (a user's id for an administrator): people, not records of a
    lower package, are addressed. Reminders of one `topic` and day are gathered: the notice then
    leads to the list of its `lines`, each of which leads on.
    """

    __tablename__ = "notices"
    __table_args__ = (sa.Index("ix_notices_recipient_id_topic", "recipient_id", "topic"),)

    recipient_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[NoticeKind] = mapped_column(term_type(NoticeKind))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    path: Mapped[str | None]
    read_at: Mapped[datetime | None]
    topic: Mapped[str | None]
    told_on: Mapped[date | None]
    lines: Mapped[list[Any]] = mapped_column(default=list)

    def gather(self, *, title: str, text: str, path: str | None) -> None:
        """Take another reminder of the same topic and day in."""
        before = self.lines or [{"title": self.title, "text": self.text, "path": self.path}]
        self.lines = [*before, {"title": title, "text": text, "path": path}]
        self.title, self.text = f"{self.topic}: {len(self.lines)} việc", ""
        self.path = f"/inbox/{self.id}"
