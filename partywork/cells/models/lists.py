"""What people keep about lists of members: filters under a name, requests to take a list out."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import ExportFormat, ExportKind, ExportStatus
from partywork.core import clock
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type
from partywork.core.sealing import SealedBytes, SealedJson


class SavedFilter(Scoped, Record, Base):
    """What one person asks of the list of people again and again; nobody else sees it.

    The words asked may hold a name, so they are sealed.
    """

    __tablename__ = "saved_filters"
    __table_args__ = (sa.UniqueConstraint("user_id", "name"),)

    user_id: Mapped[UUID]
    name: Mapped[str]
    asked = SealedJson()
    asked_sealed: Mapped[bytes | None]


class ExportRequest(OrganisationOwned, Record, Base):
    """A long or unmasked list that leaves the system only when a second person agrees.

    `kind` says whether it is a list of people or a paper that another package makes.
    `organisation_id` is whose people are asked for: one cell or the whole subtree. `grants` are
    the rights of the person who asked, so that the file holds what they may see and no more. The
    file is sealed, may be taken once and is emptied then, or when `valid_until` has passed.
    """

    __tablename__ = "export_requests"

    asked_by_id: Mapped[UUID] = mapped_column(index=True)
    asked_by: Mapped[str]
    grants: Mapped[list[Any]]
    asked = SealedJson()
    asked_sealed: Mapped[bytes | None]
    kind: Mapped[ExportKind] = mapped_column(term_type(ExportKind), default=ExportKind.PEOPLE)
    export_format: Mapped[ExportFormat] = mapped_column(term_type(ExportFormat))
    is_unmasked: Mapped[bool]
    reason: Mapped[str]
    rows: Mapped[int]
    status: Mapped[ExportStatus] = mapped_column(
        term_type(ExportStatus), default=ExportStatus.ASKED, index=True
    )
    decided_by_id: Mapped[UUID | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    refusal: Mapped[str | None]
    valid_until: Mapped[datetime | None]
    content = SealedBytes()
    content_sealed: Mapped[bytes | None] = mapped_column(deferred=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def organisation_name(self) -> str:
        """What it is about was called on the day it was asked for."""
        return self.organisation.name_on(clock.day_of(self.created_at))
