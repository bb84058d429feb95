"""Papers of the archive, their files, their numbers and the clauses of their text."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Organisation, TermOfOffice
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.terms import AccessClass, DocumentKind, DocumentStatus, FileRole, Issuer


class Document(OrganisationOwned, Record, Base):
    """A paper, from draft to archive.

    Three facts decide who reads it: it is the organisation's own; `published_at` opens it to the
    people its access class names; `filed_at` opens it to the committees above. What a body of a few
    prepares (`issuer`) is its own only.
    """

    __tablename__ = "documents"

    kind: Mapped[DocumentKind] = mapped_column(term_type(DocumentKind))
    status: Mapped[DocumentStatus] = mapped_column(
        term_type(DocumentStatus), default=DocumentStatus.DRAFT
    )
    access: Mapped[AccessClass] = mapped_column(
        term_type(AccessClass), default=AccessClass.INTERNAL
    )
    issuer: Mapped[Issuer] = mapped_column(term_type(Issuer), default=Issuer.ORGANISATION)
    summary: Mapped[str] = mapped_column(doc="Trích yếu, without the type name.")
    folded_text: Mapped[str] = mapped_column(default="", doc="What look-ups search.")
    symbol: Mapped[str | None] = mapped_column(doc="«22-NQ/CB», only once issued.")
    issued_on: Mapped[date | None]
    term_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("terms_of_office.id"))
    published_at: Mapped[datetime | None]
    filed_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    term: Mapped[TermOfOffice | None] = relationship(lazy="raise_on_sql")
    files: Mapped[list["DocumentFile"]] = relationship(
        lazy="raise_on_sql", order_by="DocumentFile.created_at", back_populates="document"
    )
    clauses: Mapped[list["Clause"]] = relationship(
        lazy="raise_on_sql", order_by="Clause.position", back_populates="document"
    )

    @property
    def organisation_name(self) -> str:
        """What its organisation was called when it was issued; today's name before that."""
        if self.issued_on is None:
            return self.organisation.name
        return self.organisation.name_on(self.issued_on)


class DocumentFile(OrganisationOwned, Record, Base):
    """A file of a paper; its bytes are found by their SHA-256 and never change."""

    __tablename__ = "document_files"

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    role: Mapped[FileRole] = mapped_column(term_type(FileRole))
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int] = mapped_column(sa.BigInteger())
    media_type: Mapped[str]
    file_name: Mapped[str] = mapped_column(doc="The Vietnamese name people get on download.")
    added_by: Mapped[str] = mapped_column(default="")

    document: Mapped[Document] = relationship(lazy="raise_on_sql", back_populates="files")


class IssuedPaper(Record):
    """What a paper with a number typed by hand keeps: as it was issued, whatever changes later.

    `content` is what it says, frozen with its number. Once the file is laid out, it is found by
    its SHA-256, the content is no longer needed and the paper is never laid out again.
    """

    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sha256: Mapped[str | None]
    file_name: Mapped[str]


class DocumentReader(OrganisationOwned, Record, Base):
    """Somebody to whom a paper with limited access was given, for example with an invitation."""

    __tablename__ = "document_readers"
    __table_args__ = (sa.UniqueConstraint("document_id", "member_id"),)

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)


class Clause(OrganisationOwned, Record, Base):
    """One paragraph of an issued paper that tasks and later meetings may point at."""

    __tablename__ = "clauses"
    __table_args__ = (sa.UniqueConstraint("document_id", "position"),)

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), index=True)
    position: Mapped[int]
    part: Mapped[str] = mapped_column(doc="«I», «II», «III», «IV».")
    text: Mapped[str]
    rows: Mapped[list[Any]] = mapped_column(default=list, doc="The rows of its table, if any.")

    document: Mapped[Document] = relationship(lazy="raise_on_sql", back_populates="clauses")


class NumberSeries(OrganisationOwned, Record, Base):
    """The last number used for one code and issuer in one term of an organisation."""

    __tablename__ = "number_series"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "term_id", "code", "issuer"),)

    term_id: Mapped[UUID] = mapped_column(sa.ForeignKey("terms_of_office.id"))
    code: Mapped[str]
    issuer: Mapped[Issuer] = mapped_column(term_type(Issuer), default=Issuer.ORGANISATION)
    last_number: Mapped[int]


class TakenNumber(OrganisationOwned, Record, Base):
    """A number given to a paper; never given again."""

    __tablename__ = "taken_numbers"
    __table_args__ = (sa.UniqueConstraint("series_id", "number"),)

    series_id: Mapped[UUID] = mapped_column(sa.ForeignKey("number_series.id"), index=True)
    number: Mapped[int]
    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
