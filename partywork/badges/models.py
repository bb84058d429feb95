"""Nominations for badges with their dossiers, and which reminders were sent."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.badges.terms import Ground, NominationStatus, PostponementReason
from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type


class BadgeNomination(OrganisationOwned, Record, Base):
    """A member proposed for the badge of some years in a batch, up to the award.

    `papers` names the papers of the dossier that are there, with the day each was received;
    `kept_at` says where they lie. Papers themselves stay on paper.
    """

    __tablename__ = "badge_nominations"
    __table_args__ = (sa.UniqueConstraint("member_id", "years"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    years: Mapped[int]
    ground: Mapped[Ground] = mapped_column(term_type(Ground))
    status: Mapped[NominationStatus] = mapped_column(
        term_type(NominationStatus), default=NominationStatus.PROPOSED
    )
    batch_on: Mapped[date] = mapped_column(index=True)
    asked_on: Mapped[date | None]
    postponed_for: Mapped[PostponementReason | None] = mapped_column(term_type(PostponementReason))
    papers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    kept_at: Mapped[str] = mapped_column(default="")
    submission_number: Mapped[str | None]
    submitted_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    deciding_body: Mapped[str | None]
    awarded_on: Mapped[date | None]
    badge_number: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class BadgeReminder(Record, Base):
    """A step before a batch of which people were told; none is told twice."""

    __tablename__ = "badge_reminders"
    __table_args__ = (sa.UniqueConstraint("batch_on", "step"),)

    batch_on: Mapped[date]
    step: Mapped[str]
