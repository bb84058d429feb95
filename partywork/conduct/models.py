"""The registers of residence duty and of the yearly commitment, which reminders were sent."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member
from partywork.core.db import Base, OrganisationOwned, Record
from partywork.core.sealing import SealedText


class ResidenceDuty(OrganisationOwned, Record, Base):
    """A member's residence duty in a year: introduced, remark asked for, received (213-QĐ/TW).

    `ward` tells where somebody lives, so it is sealed; `remark` is the level in the words of the
    form, `kept_at` says where the form lies.
    """

    __tablename__ = "residence_duties"
    __table_args__ = (sa.UniqueConstraint("member_id", "year"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    year: Mapped[int]
    introduced_on: Mapped[date | None]
    ward = SealedText()
    ward_sealed: Mapped[bytes | None]
    asked_on: Mapped[date | None]
    received_on: Mapped[date | None]
    remark: Mapped[str] = mapped_column(default="")
    kept_at: Mapped[str] = mapped_column(default="")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class YearlyCommitment(OrganisationOwned, Record, Base):
    """The commitment (bản cam kết tu dưỡng, rèn luyện) a member signed for a year, on paper."""

    __tablename__ = "yearly_commitments"
    __table_args__ = (sa.UniqueConstraint("member_id", "year"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    year: Mapped[int]
    signed_on: Mapped[date]
    kept_at: Mapped[str] = mapped_column(default="")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class DisciplineReminder(Record, Base):
    """A discipline of which people were told that its cell may recognise progress, once."""

    __tablename__ = "discipline_reminders"
    __table_args__ = (sa.UniqueConstraint("event_id"),)

    event_id: Mapped[UUID] = mapped_column(sa.ForeignKey("member_events.id", ondelete="CASCADE"))
