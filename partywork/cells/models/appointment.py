"""Who holds which office where, between which days, by which decision."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.member import Member
from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import Base, OrganisationOwned, Record, term_type


class Appointment(OrganisationOwned, Record, Base):
    """A member in an office of an organisation; roles come from here and end with it.

    `is_acting` marks a «phụ trách» while the post stands vacant. `decision_number` is empty for
    offices taken over from a list until the office enters it.
    The relief fields name the decision that ended the office.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    office: Mapped[OfficeTitle] = mapped_column(term_type(OfficeTitle))
    desk: Mapped[Desk | None] = mapped_column(term_type(Desk))
    is_acting: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    relief_number: Mapped[str | None]
    relief_decided_on: Mapped[date | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
