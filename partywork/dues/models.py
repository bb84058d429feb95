"""The register of đảng phí; every amount from which an income could be told is sealed."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.periods import Month, Quarter
from partywork.core.sealing import SealedJson, SealedText
from partywork.dues.rules.amounts import Declared, Lowered
from partywork.dues.rules.entries import Decided, Piece
from partywork.dues.terms import (
    DuesGroup,
    PayingPlace,
    PaymentWay,
    ReliefGround,
    ReliefPercent,
)


class DuesDeclaration(OrganisationOwned, Record, Base):
    """What a member declared from a month on; the next declaration takes its place."""

    __tablename__ = "dues_declarations"
    __table_args__ = (sa.UniqueConstraint("member_id", "from_month"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    from_month: Mapped[date]
    group: Mapped[DuesGroup] = mapped_column(term_type(DuesGroup))
    base = SealedJson()
    base_sealed: Mapped[bytes | None]
    higher = SealedJson()
    higher_sealed: Mapped[bytes | None]
    higher_decision: Mapped[str] = mapped_column(default="")
    place: Mapped[PayingPlace] = mapped_column(term_type(PayingPlace))
    letter_number: Mapped[str] = mapped_column(default="")
    is_own: Mapped[bool] = mapped_column(doc="Whether the member typed it themself.")
    recorded_by: Mapped[str]

    @property
    def month(self) -> Month:
        """The first month it counts in."""
        return Month.of(self.from_month)

    @property
    def declared(self) -> Declared:
        """The declaration as the rules read it."""
        return Declared(self.group, self.base or 0, self.higher, self.place)


class DuesRelief(OrganisationOwned, Record, Base):
    """A decision that exempts a member or lowers their dues; why is sealed."""

    __tablename__ = "dues_reliefs"

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    ground = SealedText()
    ground_sealed: Mapped[bytes | None]
    percent: Mapped[ReliefPercent] = mapped_column(term_type(ReliefPercent))
    from_month: Mapped[date]
    to_month: Mapped[date | None]
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    recorded_by: Mapped[str]
    told_on: Mapped[date | None] = mapped_column(doc="When people were told that it ends.")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def reason(self) -> ReliefGround:
        """Why the dues were lowered."""
        return ReliefGround(self.ground or "")

    @property
    def lowered(self) -> Lowered:
        """The decision as the rules read it."""
        last = Month.of(self.to_month) if self.to_month else None
        return Lowered(int(self.percent.value), Month.of(self.from_month), last)

    @property
    def decided(self) -> Decided:
        """The decision and its months, by which it is told from another."""
        lowered = self.lowered
        return Decided(self.decision_number, lowered.from_month, lowered.to_month)


class DuesLine(OrganisationOwned, Record, Base):
    """One month of one member in the cell that collects it: what was due, what was brought.

    It is written when money comes and, for everybody, when the month is closed; from then on what
    was due stays. Who moved stands on the lists of two cells, but pays a month once, in one cell.
    Where the rest came after the month was closed, `pieces` keeps each time money came, `paid` is
    their sum, `paid_on` and `way` are those of the last.
    """

    __tablename__ = "dues_lines"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "member_id", "month"),
        sa.Index(
            "uq_dues_lines_paid_once",
            "member_id",
            "month",
            unique=True,
            sqlite_where=sa.column("paid_on").is_not(None),
            postgresql_where=sa.column("paid_on").is_not(None),
        ),
        sa.Index("ix_dues_lines_organisation_id_month", "organisation_id", "month"),
    )

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    month: Mapped[date]
    due = SealedJson()
    due_sealed: Mapped[bytes | None]
    paid = SealedJson()
    paid_sealed: Mapped[bytes | None]
    paid_on: Mapped[date | None] = mapped_column(index=True)
    way: Mapped[PaymentWay | None] = mapped_column(term_type(PaymentWay))
    pieces = SealedJson()
    pieces_sealed: Mapped[bytes | None]
    is_excused: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[str] = mapped_column(default="")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def brought(self) -> tuple[Piece, ...]:
        """The money of the month, each time it came."""
        if self.pieces:
            return tuple(
                Piece(amount, date.fromisoformat(day), PaymentWay(way))
                for amount, day, way in self.pieces
            )
        if self.paid is None or self.paid_on is None or self.way is None:
            return ()
        return (Piece(self.paid, self.paid_on, self.way),)

    def bring(self, pieces: tuple[Piece, ...]) -> None:
        """Write down the money of the month, each time it came, oldest first."""
        last = pieces[-1]
        self.paid = sum(one.amount for one in pieces)
        self.paid_on, self.way = last.paid_on, last.way
        several = [(one.amount, one.paid_on.isoformat(), one.way.value) for one in pieces]
        self.pieces = several if len(pieces) > 1 else None
        self.is_excused = False


class DuesRegister(OrganisationOwned, Record, Base):
    """From which month on a cell keeps its dues here; what was before is in its paper book."""

    __tablename__ = "dues_registers"
    __table_args__ = (sa.UniqueConstraint("organisation_id"),)

    from_month: Mapped[date]
    begun_by: Mapped[str]


class DuesClosing(OrganisationOwned, Record, Base):
    """The collection of a cell for a month, closed by its secretary."""

    __tablename__ = "dues_closings"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "month"),)

    month: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str]
    payers: Mapped[int]
    have_paid: Mapped[int]


class DuesSettlement(OrganisationOwned, Record, Base):
    """A quarter of a cell: what came in, what is passed up, what stays; whole đồng."""

    __tablename__ = "dues_settlements"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "number"),
        sa.CheckConstraint("collected = passed_up + kept", name="adds_up"),
        sa.CheckConstraint("by_portal <= collected", name="portal_within"),
    )

    year: Mapped[int]
    number: Mapped[int]
    collected: Mapped[int] = mapped_column(sa.BigInteger())
    by_portal: Mapped[int] = mapped_column(sa.BigInteger())
    passed_up: Mapped[int] = mapped_column(sa.BigInteger())
    kept: Mapped[int] = mapped_column(sa.BigInteger())
    percent: Mapped[int]
    settled_on: Mapped[date]
    settled_by: Mapped[str]
    receipt_number: Mapped[str] = mapped_column(default="")
    handed_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def quarter(self) -> Quarter:
        """The quarter it is about."""
        return Quarter(self.year, self.number)
