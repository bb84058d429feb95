"""Tổ đảng: the groups of a large cell and who belongs to them between which days."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.member import Member
from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import GroupPost
from partywork.core.db import Base, OrganisationOwned, Record, term_type


class CellGroup(OrganisationOwned, Record, Base):
    """A tổ đảng of a cell between two days; it works under the cell and issues nothing itself."""

    __tablename__ = "cell_groups"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    fillings: Mapped[int] = mapped_column(default=0, doc="How often its people were named.")

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    places: Mapped[list["GroupPlace"]] = relationship(
        lazy="raise_on_sql", order_by="GroupPlace.starts_on", back_populates="group"
    )


class GroupPlace(OrganisationOwned, Record, Base):
    """A member's place in a tổ đảng, both days included; a change of post is another place."""

    __tablename__ = "group_places"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cell_groups.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    post: Mapped[GroupPost] = mapped_column(term_type(GroupPost), default=GroupPost.MEMBER)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    group: Mapped[CellGroup] = relationship(lazy="raise_on_sql", back_populates="places")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
