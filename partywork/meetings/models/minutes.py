"""The minutes of a meeting: statements, the record itself, every version of every section."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member
from partywork.core import display
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.models import Document
from partywork.meetings.terms import MinutesStatus

if TYPE_CHECKING:
    from partywork.meetings.models.meeting import AgendaItem, Meeting


class Statement(OrganisationOwned, Record, Base):
    """What one person said on one item."""

    __tablename__ = "statements"

    item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agenda_items.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    text: Mapped[str]
    said_at: Mapped[datetime | None] = mapped_column(doc="When the person was given the floor.")

    item: Mapped["AgendaItem"] = relationship(lazy="raise_on_sql", back_populates="statements")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def speaker(self) -> str:
        """Who spoke, with the hour where the room knows it."""
        if self.said_at is None:
            return self.member.full_name
        return f"{self.member.full_name} ({display.time_of_day(self.said_at)})"


class Minutes(OrganisationOwned, Record, Base):
    """The record of a meeting; the text lives in its agenda items until two people confirm it.

    `text_hash` is the SHA-256 of `confirmed_text`, kept so that anybody can compute it again.
    Confirmation is not a digital signature.
    """

    __tablename__ = "minutes"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), unique=True)
    status: Mapped[MinutesStatus] = mapped_column(
        term_type(MinutesStatus), default=MinutesStatus.DRAFT
    )
    read_out_at: Mapped[datetime | None]
    recommendations: Mapped[list[Any]] = mapped_column(
        default=list, doc="What was asked and answered at the meeting, as it was read out."
    )
    confirmed_text: Mapped[str | None]
    text_hash: Mapped[str | None]
    taker_confirmed_at: Mapped[datetime | None]
    taker_name: Mapped[str | None]
    chair_confirmed_at: Mapped[datetime | None]
    chair_name: Mapped[str | None]
    document_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("documents.id"))

    meeting: Mapped["Meeting"] = relationship(lazy="raise_on_sql", back_populates="minutes")
    document: Mapped[Document | None] = relationship(lazy="raise_on_sql")
    addenda: Mapped[list["Addendum"]] = relationship(
        lazy="raise_on_sql", order_by="Addendum.created_at", back_populates="minutes"
    )


class MinutesRevision(OrganisationOwned, Record, Base):
    """One saved text of one section; append-only, also for the text that lost a conflict.

    `base_version` is the section the author had before them, `saved_version` the one this text
    became (none for a text that lost). `key` is the form's, so that a retry is known as one.
    """

    __tablename__ = "minutes_revisions"

    item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agenda_items.id"), index=True)
    author_name: Mapped[str]
    notes: Mapped[str]
    conclusion: Mapped[str]
    base_version: Mapped[int]
    saved_version: Mapped[int | None]
    key: Mapped[UUID | None]
    is_conflict: Mapped[bool] = mapped_column(default=False)


class Addendum(OrganisationOwned, Record, Base):
    """A correction of confirmed minutes; the minutes themselves stay as they are."""

    __tablename__ = "addenda"

    minutes_id: Mapped[UUID] = mapped_column(sa.ForeignKey("minutes.id"), index=True)
    text: Mapped[str]
    author_name: Mapped[str]

    minutes: Mapped[Minutes] = relationship(lazy="raise_on_sql", back_populates="addenda")
