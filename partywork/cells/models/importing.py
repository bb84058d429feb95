"""Imports of member lists: what came, what was found in each row, what became of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.terms import ImportMode, ImportStatus, RowStatus
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedBytes, SealedJson


class ColumnMemory(Record, Base):
    """Which field a column header meant the last time, so that nobody maps it twice."""

    __tablename__ = "column_memories"

    folded_header: Mapped[str] = mapped_column(unique=True)
    field: Mapped[str]


class MemberImport(OrganisationOwned, Record, Base):
    """One uploaded list; undone as one action while nothing depends on it.

    The bytes of the file stay only until the list is imported: until then its columns may be
    pointed out anew.
    """

    __tablename__ = "member_imports"

    file_name: Mapped[str]
    mode: Mapped[ImportMode] = mapped_column(term_type(ImportMode), default=ImportMode.ADD)
    list_day: Mapped[date]
    offices_from: Mapped[date | None]
    content = SealedBytes()
    content_sealed: Mapped[bytes | None] = mapped_column(deferred=True)
    mapping: Mapped[dict[str, Any]]
    status: Mapped[ImportStatus] = mapped_column(
        term_type(ImportStatus), default=ImportStatus.PREVIEWED
    )
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    job_id: Mapped[UUID | None]

    rows: Mapped[list["ImportRow"]] = relationship(
        lazy="raise_on_sql", order_by="ImportRow.sheet_row", back_populates="batch"
    )


class ImportRow(OrganisationOwned, Record, Base):
    """One person of an uploaded list, with the messages people read and, sealed, what was typed.

    Of a record that was updated the row keeps the values from before and the version it left, so
    that the update can be taken back while nothing newer rests on it.
    """

    __tablename__ = "import_rows"
    __table_args__ = (sa.UniqueConstraint("batch_id", "sheet_row"),)

    batch_id: Mapped[UUID] = mapped_column(sa.ForeignKey("member_imports.id"), index=True)
    sheet_row: Mapped[int]
    status: Mapped[RowStatus] = mapped_column(term_type(RowStatus), index=True)
    messages = SealedJson()
    messages_sealed: Mapped[bytes | None]
    cells = SealedJson()
    cells_sealed: Mapped[bytes | None]
    before = SealedJson()
    before_sealed: Mapped[bytes | None]
    version_left: Mapped[int | None]
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)

    batch: Mapped[MemberImport] = relationship(lazy="raise_on_sql", back_populates="rows")
