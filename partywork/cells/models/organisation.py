"""The tree of organisations, their bodies and their terms of office."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.rules.naming import FormerName, former_on
from partywork.cells.terms import BodyKind, ConsentCase, OrganisationKind
from partywork.core.columns import SortText
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type


class Organisation(Scoped, Record, Base):
    """A node of the tree: the upper Đảng bộ, the Đảng bộ, a chi bộ.

    `path` is the materialised place, codes joined by slashes and ended by one («TREN/DU/CB11/»),
    so a subtree is a prefix. Heading lines keep the breaks the paper must have, one per line.
    `party_code` is the mã tổ chức đảng, `kind_label` the words for its type where they differ.
    A dissolved organisation keeps everything filed before; `dissolved_on` is its last day.
    `earlier_names` stand in the row itself, so that wherever an organisation is named its name of
    that time is at hand; they are written by renaming only.
    """

    __tablename__ = "organisations"

    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(term_type(OrganisationKind))
    name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(index=True)
    path: Mapped[str] = mapped_column(SortText(), unique=True)
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    heading_lines: Mapped[str] = mapped_column(default="")
    heading_lines_as_superior: Mapped[str] = mapped_column(default="")
    symbol_code: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    party_code: Mapped[str | None]
    kind_label: Mapped[str] = mapped_column(default="")
    established_on: Mapped[date | None]
    dissolved_on: Mapped[date | None]
    earlier_names: Mapped[list[Any]] = mapped_column(default=list)
    succeeded_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))

    parent: Mapped["Organisation | None"] = relationship(
        remote_side="Organisation.id", lazy="raise_on_sql", foreign_keys=[parent_id]
    )

    @property
    def former_names(self) -> tuple[FormerName, ...]:
        """The names it had before the present one, the oldest first."""
        return tuple(FormerName.read(told) for told in self.earlier_names)

    def name_on(self, day: date) -> str:
        """Return the name it had on a day."""
        former = former_on(self.former_names, day)
        return former.name if former else self.name

    def name_at(self, end: date | None) -> str:
        """Return the name at the end of something; today's while it lasts."""
        return self.name if end is None else self.name_on(end)

    def heading_lines_on(self, day: date) -> str:
        """Return the heading its papers had on a day."""
        former = former_on(self.former_names, day)
        return former.heading_lines if former else self.heading_lines

    def has_ended_by(self, day: date) -> bool:
        """Say whether its last day lies before that day."""
        return self.dissolved_on is not None and self.dissolved_on < day

    @classmethod
    def existed(cls, first: date, last: date) -> sa.ColumnElement[bool]:
        """Return the condition «it was there on some day from `first` to `last`»."""
        return sa.and_(
            sa.or_(cls.established_on.is_(None), cls.established_on <= last),
            sa.or_(cls.dissolved_on.is_(None), cls.dissolved_on >= first),
        )

    def __repr__(self) -> str:
        """Show the code, which is not personal."""
        return f"<Organisation {self.code}>"


class UpperConsent(OrganisationOwned, Record, Base):
    """The paper by which the committee above agrees to what an organisation is.

    It counts until the organisation is no longer such a case; a later such time takes another.
    """

    __tablename__ = "upper_consents"

    case: Mapped[ConsentCase] = mapped_column(term_type(ConsentCase))
    number: Mapped[str]
    decided_on: Mapped[date]
    deciding_body: Mapped[str]
    ends_on: Mapped[date | None]


class Body(OrganisationOwned, Record, Base):
    """What meets, votes and issues papers: a chi bộ, its chi ủy, the Đảng ủy, its ban thường vụ."""

    __tablename__ = "bodies"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "kind"),)

    kind: Mapped[BodyKind] = mapped_column(term_type(BodyKind))
    name: Mapped[str]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class TermOfOffice(OrganisationOwned, Record, Base):
    """A nhiệm kỳ: numbers of papers restart with it; its end is recorded, never computed.

    `warned_of` is the end people were reminded of, so that each end is told once.
    """

    __tablename__ = "terms_of_office"

    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    warned_of: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class TermExtension(OrganisationOwned, Record, Base):
    """One paper that moved the end of a term; each is kept, the last one counts.

    Papers taken over from the time when only the last was kept do not say what the end had been
    nor whose they are.
    """

    __tablename__ = "term_extensions"

    term_id: Mapped[UUID] = mapped_column(sa.ForeignKey("terms_of_office.id"), index=True)
    had_ended_on: Mapped[date | None]
    ends_on: Mapped[date]
    number: Mapped[str]
    decided_on: Mapped[date]
    deciding_body: Mapped[str | None]
