"""Lists of another source beside the register, until they are dealt with and deleted."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member
from partywork.checks.terms import DifferenceStatus
from partywork.core.columns import SortText
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.sealing import SealedBytes, SealedJson, SealedText


class DifferenceList(OrganisationOwned, Record, Base):
    """One list loaded to be compared, for example what the national member database gave out.

    `source` says whose list it is. Everything loaded is deleted with the list when it is done.
    """

    __tablename__ = "difference_lists"

    file_name: Mapped[str]
    source: Mapped[str]
    list_day: Mapped[date]
    content = SealedBytes()
    content_sealed: Mapped[bytes | None] = mapped_column(deferred=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[DifferenceStatus] = mapped_column(
        term_type(DifferenceStatus), default=DifferenceStatus.COLUMNS
    )

    rows: Mapped[list["DifferenceRow"]] = relationship(
        lazy="raise_on_sql",
        back_populates="compared",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class DifferenceRow(OrganisationOwned, Record, Base):
    """A person of such a list: sealed, what it says; who that is; who is right about what.

    Without `member_id` only the other list has the person; without `sheet_row` only ours, and
    something was decided about it. `decisions` names fields and who is right, or what is to become
    of a name only one list has; `bases`, sealed, on what paper that rests.
    """

    __tablename__ = "difference_rows"
    __table_args__ = (sa.UniqueConstraint("list_id", "sheet_row"),)

    list_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("difference_lists.id", ondelete="CASCADE"), index=True
    )
    sheet_row: Mapped[int | None]
    name_sort_key: Mapped[str] = mapped_column(SortText())
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    theirs = SealedJson()
    theirs_sealed: Mapped[bytes | None]
    messages = SealedJson()
    messages_sealed: Mapped[bytes | None]
    decisions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    bases = SealedJson()
    bases_sealed: Mapped[bytes | None]

    compared: Mapped[DifferenceList] = relationship(lazy="raise_on_sql", back_populates="rows")


class NamesakePair(OrganisationOwned, Record, Base):
    """Two members of one name and birthday who were found to be two persons, and why, sealed."""

    __tablename__ = "namesake_pairs"
    __table_args__ = (sa.UniqueConstraint("member_id", "other_id"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    other_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    reason = SealedText()
    reason_sealed: Mapped[bytes | None]
    decided_on: Mapped[date]
    decided_by: Mapped[str]

    member: Mapped[Member] = relationship(lazy="raise_on_sql", foreign_keys=[member_id])
    other: Mapped[Member] = relationship(lazy="raise_on_sql", foreign_keys=[other_id])
