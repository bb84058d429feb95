"""Who was invited, what they answered, who came."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedText
from partywork.meetings.terms import AttendanceMark, DelegateBasis, InvitationAnswer, Place

if TYPE_CHECKING:
    from partywork.meetings.models.meeting import Meeting


class Delegate(OrganisationOwned, Record, Base):
    """One delegate to a congress of the Đảng bộ; all of them together are its body."""

    __tablename__ = "congress_delegates"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    basis: Mapped[DelegateBasis] = mapped_column(term_type(DelegateBasis))

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Invitation(OrganisationOwned, Record, Base):
    """One person's invitation and answer; `online_reason` allows that person to join from afar.

    Why somebody stays away or joins from afar may tell of an illness: such words are sealed.
    """

    __tablename__ = "invitations"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    online_reason = SealedText()
    online_reason_sealed: Mapped[bytes | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[InvitationAnswer] = mapped_column(
        term_type(InvitationAnswer), default=InvitationAnswer.NONE
    )
    answered_at: Mapped[datetime | None]
    absence_reason = SealedText()
    absence_reason_sealed: Mapped[bytes | None]
    absence_accepted_at: Mapped[datetime | None]
    absence_accepted_by: Mapped[str | None] = mapped_column(doc="Name of the officer who agreed.")

    meeting: Mapped["Meeting"] = relationship(lazy="raise_on_sql", back_populates="invitations")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Attendance(OrganisationOwned, Record, Base):
    """One line of the roll-call; status and office are as they were on the day.

    The mark is plain, for it is counted; the reason beside it is sealed.
    """

    __tablename__ = "attendances"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(term_type(MembershipStatus))
    office: Mapped[OfficeTitle | None] = mapped_column(term_type(OfficeTitle))
    mark: Mapped[AttendanceMark] = mapped_column(
        term_type(AttendanceMark), default=AttendanceMark.NOT_CALLED
    )
    place: Mapped[Place] = mapped_column(term_type(Place), default=Place.HALL)
    late_at: Mapped[datetime | None]
    reason = SealedText()
    reason_sealed: Mapped[bytes | None]

    meeting: Mapped["Meeting"] = relationship(lazy="raise_on_sql", back_populates="attendances")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class Guest(OrganisationOwned, Record, Base):
    """A guest or a representative of the level above; `member_id` where it is one of ours.

    Who was only asked to come is not there before the roll-call says so (`is_present`); who is
    written down at the meeting is.
    """

    __tablename__ = "guests"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    full_name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    is_present: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped["Meeting"] = relationship(lazy="raise_on_sql", back_populates="guests")
