"""One line in somebody's inbox, and the mail that tells of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core.db import Base, Record, Scoped, term_type
from partywork.notifications.rules import CalendarEvent
from partywork.notifications.terms import MailKind, MailProblem, MailState, NoticeKind


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


class Mail(Scoped, Record, Base):
    """A mail on its way to one person: never the address, never a word of content.

    `due_at` is when to try (again); while it is being sent, when to take the sender for dead.
    `doubts` counts how often nobody can say whether it went out; the second doubt ends it, so
    that a mail arrives twice at most.
    """

    __tablename__ = "mails"
    __table_args__ = (sa.Index("ix_mails_state_due_at", "state", "due_at"),)

    recipient_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[MailKind] = mapped_column(term_type(MailKind))
    path: Mapped[str]
    event_uid: Mapped[str | None]
    event_sequence: Mapped[int | None]
    event_starts_at: Mapped[datetime | None]
    event_ends_at: Mapped[datetime | None]
    state: Mapped[MailState] = mapped_column(term_type(MailState), default=MailState.WAITING)
    problem: Mapped[MailProblem | None] = mapped_column(term_type(MailProblem))
    tries: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    @property
    def event(self) -> CalendarEvent | None:
        """The hours to put into a calendar, if it is about a meeting."""
        if self.event_uid is None or self.event_starts_at is None or self.event_ends_at is None:
            return None
        return CalendarEvent(
            self.event_uid, self.event_sequence or 0, self.event_starts_at, self.event_ends_at
        )


class MailWish(Scoped, Record, Base):
    """Whether one person wants mail; without a wish they get it."""

    __tablename__ = "mail_wishes"

    recipient_id: Mapped[UUID] = mapped_column(unique=True)
    wants_mail: Mapped[bool]
