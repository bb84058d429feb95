"""Bulletins of the office and the texts they name."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.bulletins import rules
from partywork.bulletins.terms import BulletinKind
from partywork.cells.models import Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.periods import Month
from partywork.documents.models import Document


class Bulletin(OrganisationOwned, Record, Base):
    """What an office sends the cells below for one month; a draft until `issued_at`."""

    __tablename__ = "bulletins"
    __table_args__ = (sa.Index("ix_bulletins_year_month", "year", "month"),)

    kind: Mapped[BulletinKind] = mapped_column(term_type(BulletinKind))
    year: Mapped[int]
    month: Mapped[int]
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime | None]
    issued_by: Mapped[str | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    lines: Mapped[list["BulletinLine"]] = relationship(
        lazy="raise_on_sql",
        order_by="BulletinLine.created_at, BulletinLine.id",
        back_populates="bulletin",
    )

    @property
    def period(self) -> Month:
        """The month whose meetings read it."""
        return Month(self.year, self.month)


class BulletinLine(OrganisationOwned, Record, Base):
    """One text to be studied; `document` holds its file where the office attached one."""

    __tablename__ = "bulletin_lines"

    bulletin_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bulletins.id"), index=True)
    symbol: Mapped[str]
    dated_on: Mapped[date | None]
    issuer: Mapped[str]
    about: Mapped[str]
    document_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("documents.id"))

    bulletin: Mapped[Bulletin] = relationship(lazy="raise_on_sql", back_populates="lines")
    document: Mapped[Document | None] = relationship(lazy="raise_on_sql")

    @property
    def words(self) -> str:
        """The text as minutes name it."""
        return rules.words_of(self.symbol, self.dated_on, self.issuer, self.about)
