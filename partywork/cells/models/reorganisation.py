"""Decisions that rename, split, merge or dissolve a cell, and what a cell was last seen to be."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models.organisation import Organisation
from partywork.cells.terms import ConsentCase, ReorganisationKind, ReorganisationStatus
from partywork.core.db import Base, OrganisationOwned, Record, term_type


class Reorganisation(OrganisationOwned, Record, Base):
    """One decision on one cell, prepared, looked over and then carried out as one action.

    `effective_on` is the first day of the new order. `target_id` is the cell people go to, an
    existing one or the one this decision founded. `wanted` holds the facts of a new name or a new
    cell, `people` the keys of those who move with a split, `outcome` what moved in the end.
    """

    __tablename__ = "reorganisations"

    kind: Mapped[ReorganisationKind] = mapped_column(term_type(ReorganisationKind))
    status: Mapped[ReorganisationStatus] = mapped_column(
        term_type(ReorganisationStatus), default=ReorganisationStatus.PREPARED
    )
    effective_on: Mapped[date]
    decision_number: Mapped[str]
    decided_on: Mapped[date]
    deciding_body: Mapped[str]
    target_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisations.id"))
    wanted: Mapped[dict[str, Any]] = mapped_column(default=dict)
    people: Mapped[list[Any]] = mapped_column(default=list)
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None]

    organisation: Mapped[Organisation] = relationship(
        lazy="raise_on_sql", foreign_keys="Reorganisation.organisation_id"
    )
    target: Mapped[Organisation | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[target_id]
    )


class CellWatch(OrganisationOwned, Record, Base):
    """What was last told of the size and bí thư of an organisation: one crossing is one notice.

    Above the cells only the case that takes the consent of the committee above is followed.
    """

    __tablename__ = "cell_watches"
    __table_args__ = (sa.UniqueConstraint("organisation_id"),)

    has_minimum: Mapped[bool]
    may_elect_committee: Mapped[bool]
    may_become_committee: Mapped[bool]
    has_secretary: Mapped[bool]
    consent_case: Mapped[ConsentCase | None] = mapped_column(term_type(ConsentCase))
