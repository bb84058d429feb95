"""Legal texts, the values that rest on them, and the days nobody works."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.core.db import Base, Record, term_type
from partywork.provisions.terms import Certainty, ProvisionKey


class LegalText(Record, Base):
    """A rule document, known by symbol, day and issuer because symbols repeat every term."""

    __tablename__ = "legal_texts"
    __table_args__ = (sa.UniqueConstraint("symbol", "issued_on", "issuer"),)

    symbol: Mapped[str]
    issued_on: Mapped[date]
    issuer: Mapped[str]
    title: Mapped[str]
    replaced_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("legal_texts.id"))

    @property
    def citation(self) -> str:
        """«24-QĐ/TW, 30/07/2021»."""
        return f"{self.symbol}, {self.issued_on:%d/%m/%Y}"


class Provision(Record, Base):
    """One value of one key from one day on; older values stay for the records of their time."""

    __tablename__ = "provisions"
    __table_args__ = (sa.UniqueConstraint("key", "valid_from"),)

    key: Mapped[ProvisionKey] = mapped_column(term_type(ProvisionKey))
    valid_from: Mapped[date]
    value: Mapped[Any] = mapped_column(sa.JSON())
    legal_text_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("legal_texts.id"))
    article: Mapped[str] = mapped_column(default="")
    certainty: Mapped[Certainty] = mapped_column(term_type(Certainty))
    note: Mapped[str] = mapped_column(default="")

    legal_text: Mapped[LegalText | None] = relationship(lazy="raise_on_sql")


class Holiday(Record, Base):
    """A day that is not a working day; the table is data because Tết moves."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]
