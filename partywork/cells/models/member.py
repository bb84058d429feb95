"""Members and where they belong between which days."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import LeavingReason, MembershipStatus, Sex
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, SortText, term_type


class Member(Scoped, Record, Base):
    """A đảng viên. Sensitive fields are shown masked."""

    __tablename__ = "members"

    full_name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(index=True)
    name_sort_key: Mapped[str] = mapped_column(SortText(), index=True)
    born_on: Mapped[date]
    sex: Mapped[Sex] = mapped_column(term_type(Sex))
    ethnicity: Mapped[str | None]
    religion: Mapped[str | None]
    native_place: Mapped[str | None]
    residence: Mapped[str | None]
    citizen_id: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None]
    admitted_on: Mapped[date | None]
    official_on: Mapped[date | None]
    card_number: Mapped[str | None] = mapped_column(unique=True)
    file_number: Mapped[str | None]
    qualification: Mapped[str | None]
    political_theory: Mapped[str | None]
    occupation: Mapped[str | None]
    notes: Mapped[str | None]

    def __repr__(self) -> str:
        """Show the key only: names do not belong in logs."""
        return f"<Member {self.id}>"


class Membership(OrganisationOwned, Record, Base):
    """A member's standing in one cell, both days included; an open end means until now.

    A member has one row on a day, besides temporary-guest rows in other cells; a change of
    status or cell ends one row and begins the next.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(term_type(MembershipStatus))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    leaving_reason: Mapped[LeavingReason | None] = mapped_column(term_type(LeavingReason))
    document_number: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
