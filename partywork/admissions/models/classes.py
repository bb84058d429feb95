"""Lists of people sent to the two classes, with their certificates."""

from datetime import date
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.admissions.models.prospect import Prospect
from partywork.admissions.terms import ClassKind
from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type
from partywork.documents.models import IssuedPaper


class PartyClass(OrganisationOwned, Record, Base):
    """A list of people an organisation sends to a class, with the letter that goes with it."""

    __tablename__ = "party_classes"

    kind: Mapped[ClassKind] = mapped_column(term_type(ClassKind))
    host: Mapped[str]
    place: Mapped[str | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    letter_number: Mapped[str | None]
    letter_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    places: Mapped[list["ClassPlace"]] = relationship(
        lazy="raise_on_sql", order_by="ClassPlace.created_at", back_populates="party_class"
    )

    @property
    def in_order(self) -> "list[ClassPlace]":
        """The people of the list in the order of their names, as lists of people are read."""
        return sorted(self.places, key=lambda one: (one.person.name_sort_key, one.id))

    @property
    def is_issued(self) -> bool:
        """Its letter went out with the list: it has its number and day, and names somebody."""
        return bool(self.letter_number and self.letter_on and self.places)


class ClassPlace(Scoped, Record, Base):
    """One person of such a list, and the certificate they came back with."""

    __tablename__ = "class_places"
    __table_args__ = (
        sa.CheckConstraint("(prospect_id IS NULL) <> (member_id IS NULL)", name="is_one_person"),
        sa.UniqueConstraint("class_id", "prospect_id"),
        sa.UniqueConstraint("class_id", "member_id"),
    )

    class_id: Mapped[UUID] = mapped_column(sa.ForeignKey("party_classes.id"), index=True)
    prospect_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("prospects.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    cell_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    certificate_number: Mapped[str | None]
    certified_on: Mapped[date | None]

    party_class: Mapped[PartyClass] = relationship(lazy="raise_on_sql", back_populates="places")
    prospect: Mapped[Prospect | None] = relationship(lazy="raise_on_sql")
    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    cell: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def person(self) -> Prospect | Member:
        """Who is sent: somebody not yet in the Party, or a member on trial; the table holds one."""
        return self.prospect or cast(Member, self.member)


class ClassLetter(Scoped, IssuedPaper, Base):
    """The letter with its list as it was issued, whatever becomes of names and people later."""

    __tablename__ = "class_letters"

    class_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("party_classes.id", ondelete="CASCADE"), unique=True
    )
