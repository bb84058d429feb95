"""Who holds which office where, by which decision; and who is to, once two people agree."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.member import Member
from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import DecisionKind, NominationKind, NominationStatus, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import Base, OrganisationOwned, Record, term_type


class Appointment(OrganisationOwned, Record, Base):
    """A member in an office of an organisation; roles come from here and end with it.

    A post that stands vacant is looked after by somebody «phụ trách», an office of its own: they
    run the cell and sign as a phó bí thư may, under the words «Phụ trách chi bộ».
    `decision_number` is empty for offices taken over from a list until the office enters it. The
    relief fields name the decision that ended the office. An office that was written down wrongly
    is withdrawn: it stays as it was and counts nowhere.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    office: Mapped[OfficeTitle] = mapped_column(term_type(OfficeTitle))
    desk: Mapped[Desk | None] = mapped_column(term_type(Desk))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    decision_kind: Mapped[DecisionKind | None] = mapped_column(term_type(DecisionKind))
    relief_number: Mapped[str | None]
    relief_decided_on: Mapped[date | None]
    follows_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("appointments.id"),
        doc="The office that ended in the same action, if one did.",
    )
    withdrawn_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    follows: Mapped["Appointment | None"] = relationship(
        lazy="raise_on_sql", remote_side="Appointment.id"
    )


class OfficeWithdrawal(OrganisationOwned, Record, Base):
    """What was written down of an office, and was taken back because it was wrong; never changed.

    `follower_id` is who had followed by the same entry. `starts_on` is the day from which the entry
    should have counted, `ended_on` the last day it gave to who held the office before.
    """

    __tablename__ = "office_withdrawals"

    appointment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("appointments.id"), index=True)
    follower_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("appointments.id"), index=True)
    starts_on: Mapped[date]
    ended_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    reason: Mapped[str]
    paper_number: Mapped[str]
    paper_decided_on: Mapped[date]
    proposed_by: Mapped[str]
    confirmed_by: Mapped[str | None]

    appointment: Mapped[Appointment] = relationship(
        lazy="raise_on_sql", foreign_keys=[appointment_id]
    )
    follower: Mapped[Appointment | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[follower_id]
    )

    @property
    def kind(self) -> NominationKind:
        """What the entry that was taken back had done."""
        if self.follower_id is not None:
            return NominationKind.HANDED_OVER
        return NominationKind.GIVEN if self.ended_on is None else NominationKind.RELIEVED


class Nomination(OrganisationOwned, Record, Base):
    """A decision on an office that takes effect when a second person has confirmed it.

    `starts_on` is the first day of the new order: of who gets the office, or without who had it.
    Where an office only ends, the member is its holder; where an entry is withdrawn, who got the
    office by it or lost it, and the day is the one written there. Names are kept as they were: who
    proposed and who confirmed must be told long after.
    """

    __tablename__ = "nominations"

    kind: Mapped[NominationKind] = mapped_column(
        term_type(NominationKind), default=NominationKind.GIVEN
    )
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    office: Mapped[OfficeTitle] = mapped_column(term_type(OfficeTitle))
    desk: Mapped[Desk | None] = mapped_column(term_type(Desk))
    starts_on: Mapped[date]
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    decision_kind: Mapped[DecisionKind | None] = mapped_column(term_type(DecisionKind))
    follows_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("appointments.id"),
        doc="The office that ends the day before, or whose last entry is withdrawn.",
    )
    status: Mapped[NominationStatus] = mapped_column(
        term_type(NominationStatus), default=NominationStatus.WAITING, index=True
    )
    proposed_by_id: Mapped[UUID | None]
    proposed_by: Mapped[str]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(doc="Why it was not confirmed.")
    grounds: Mapped[str | None] = mapped_column(doc="Why an entry is to be withdrawn.")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    follows: Mapped[Appointment | None] = relationship(lazy="raise_on_sql")

    @property
    def only_ends(self) -> bool:
        """Say whether nobody follows who has the office."""
        return self.kind in (NominationKind.VACATED, NominationKind.RELIEVED)

    @property
    def withdraws(self) -> bool:
        """Say whether it takes back what was written down wrongly."""
        return self.kind is NominationKind.WITHDRAWN

    @property
    def restores(self) -> Member | None:
        """Who has the office again once a wrong entry is withdrawn."""
        if not self.withdraws or self.follows is None:
            return None
        only_ended = self.starts_on != self.follows.starts_on
        back = self.follows if only_ended else self.follows.follows
        return back.member if back is not None else None
