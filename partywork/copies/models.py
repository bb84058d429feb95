"""Copies of papers, and the books into which the minutes of a year are bound."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Body, Member
from partywork.copies.terms import CopyKind
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.models import Document


class Copy(OrganisationOwned, Record, Base):
    """A copy of a paper; its number, readers and files are those of its own document.

    `chosen` are the numbers of the parts an extract shows.
    """

    __tablename__ = "copies"

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
    source_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    body_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bodies.id"))
    kind: Mapped[CopyKind] = mapped_column(term_type(CopyKind))
    chosen: Mapped[list[Any]] = mapped_column(default=list)
    recipients: Mapped[str] = mapped_column(default="", doc="One line each.")
    signer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    signer_office: Mapped[str]
    signed_on: Mapped[date | None]

    document: Mapped[Document] = relationship(lazy="raise_on_sql", foreign_keys=[document_id])
    source: Mapped[Document] = relationship(lazy="raise_on_sql", foreign_keys=[source_id])
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    signer: Mapped[Member] = relationship(lazy="raise_on_sql")


class MinutesBook(OrganisationOwned, Record, Base):
    """The book of the minutes of a year: each binding is one more file of its document."""

    __tablename__ = "minutes_books"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "year"),)

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
    year: Mapped[int]
    bound_on: Mapped[date]
    meetings: Mapped[int] = mapped_column(doc="How many minutes it holds.")
    sheets: Mapped[int] = mapped_column(doc="How many pages it has.")

    document: Mapped[Document] = relationship(lazy="raise_on_sql")
