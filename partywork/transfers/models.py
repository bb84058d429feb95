"""A transfer with its papers, and which reminders were sent."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type
from partywork.documents.models import IssuedPaper
from partywork.transfers.terms import PaperKind, TransferKind, TransferState


class Transfer(OrganisationOwned, Record, Base):
    """The way of one member from a Party organisation to another, or back after a time.

    `organisation_id` is our cell: the one left, for who comes the one entered. The other end is
    `other_organisation_id` within the Đảng bộ, else `other_place`. From `effective_on` the clock
    runs; a temporary stay lasts to `until_on`, and `extensions` tells how that day moved.
    `dues_paid_to` is the last day of the month paid for. The letter is ours for who leaves and
    theirs for who comes, the slip the other way round.
    """

    __tablename__ = "transfers"
    __table_args__ = (
        sa.CheckConstraint("until_on IS NULL OR until_on >= effective_on", name="days_in_order"),
        sa.CheckConstraint(
            "other_organisation_id IS NULL OR other_organisation_id <> organisation_id",
            name="two_cells",
        ),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    kind: Mapped[TransferKind] = mapped_column(term_type(TransferKind))
    state: Mapped[TransferState] = mapped_column(term_type(TransferState))
    other_organisation_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("organisations.id"), index=True
    )
    other_place: Mapped[str | None]
    effective_on: Mapped[date] = mapped_column(index=True)
    until_on: Mapped[date | None]
    is_study: Mapped[bool] = mapped_column(default=False)
    extensions: Mapped[list[Any]] = mapped_column(default=list)
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    dues_paid_to: Mapped[date | None]
    has_self_review: Mapped[bool] = mapped_column(default=False)
    letter_number: Mapped[str | None]
    letter_on: Mapped[date | None]
    addressed_to: Mapped[str | None]
    slip_number: Mapped[str | None]
    slip_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    reason: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(
        lazy="raise_on_sql", foreign_keys="Transfer.organisation_id"
    )
    other_organisation: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[other_organisation_id]
    )

    @property
    def host(self) -> Organisation | None:
        """Our cell that takes in who comes for good or for a time and gives the return slip."""
        if self.kind in (TransferKind.IN, TransferKind.GUEST):
            return self.organisation
        return self.other_organisation if self.kind is TransferKind.AWAY else None

    @property
    def other_end(self) -> str:
        """The name of the other end then, one of our cells or a Party organisation outside."""
        if self.other_organisation is not None:
            return self.other_organisation.name_on(self.effective_on)
        return self.other_place or ""


class TransferPaper(Scoped, IssuedPaper, Base):
    """A letter or slip as it was issued: names, signers and card numbers change, it does not."""

    __tablename__ = "transfer_papers"
    __table_args__ = (sa.UniqueConstraint("transfer_id", "kind"),)

    transfer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("transfers.id", ondelete="CASCADE"))
    kind: Mapped[PaperKind] = mapped_column(term_type(PaperKind))


class TransferReminder(Scoped, Record, Base):
    """That people were reminded of a transfer, so that it happens once."""

    __tablename__ = "transfer_reminders"
    __table_args__ = (sa.UniqueConstraint("transfer_id", "code"),)

    transfer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("transfers.id", ondelete="CASCADE"))
    code: Mapped[str]
