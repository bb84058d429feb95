"""The room of a meeting, who came in, which item was on when, who spoke when."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.meetings.models import Meeting, Recording
from partywork.meetings.terms import Place
from partywork.rooms.terms import Way


class Room(OrganisationOwned, Record, Base):
    """Where the meeting is now; `hall_code` stands in the QR code on the wall of the hall.

    `recording` goes on by the decision of the chair; without one nothing is recorded.
    """

    __tablename__ = "rooms"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), unique=True)
    hall_code: Mapped[str]
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    recording_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("recordings.id"))

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    recording: Mapped[Recording | None] = relationship(lazy="raise_on_sql")
    arrivals: Mapped[list["Arrival"]] = relationship(
        primaryjoin="foreign(Arrival.meeting_id) == Room.meeting_id",
        order_by="Arrival.arrived_at, Arrival.id",
        viewonly=True,
        lazy="raise_on_sql",
    )
    spans: Mapped[list["ItemSpan"]] = relationship(
        primaryjoin="foreign(ItemSpan.meeting_id) == Room.meeting_id",
        order_by="ItemSpan.began_at, ItemSpan.id",
        viewonly=True,
        lazy="raise_on_sql",
    )
    turns: Mapped[list["Turn"]] = relationship(
        primaryjoin="and_(foreign(Turn.meeting_id) == Room.meeting_id, "
        "Turn.withdrawn_at.is_(None))",
        order_by="Turn.asked_at, Turn.id",
        viewonly=True,
        lazy="raise_on_sql",
    )


class Arrival(OrganisationOwned, Record, Base):
    """A person who says they are here; it counts once the chair or the taker has confirmed."""

    __tablename__ = "arrivals"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    place: Mapped[Place] = mapped_column(term_type(Place))
    way: Mapped[Way] = mapped_column(term_type(Way))
    arrived_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class ItemSpan(OrganisationOwned, Record, Base):
    """A stretch of the meeting spent on one item."""

    __tablename__ = "item_spans"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agenda_items.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Turn(OrganisationOwned, Record, Base):
    """A request to speak on an item, and when the person was called and had ended."""

    __tablename__ = "turns"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    statement_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("statements.id", ondelete="SET NULL"),
        unique=True,
        doc="What of it stands in the minutes.",
    )

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
