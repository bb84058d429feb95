"""Nominations for badges with their dossiers, tờ trình of a batch, which reminders were sent."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.badges.terms import Ground, NominationStatus, PostponementReason
from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.models import Document


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
    submission_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("badge_submissions.id"))
    submission_number: Mapped[str | None]
    submitted_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    deciding_body: Mapped[str | None]
    awarded_on: Mapped[date | None]
    badge_number: Mapped[str | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    submission: Mapped["BadgeSubmission | None"] = relationship(lazy="raise_on_sql")

    @property
    def organisation_name(self) -> str:
        """What the cell was called when the badge was awarded; today's name before that."""
        return self.organisation.name_at(self.awarded_on)


class BadgeSubmission(OrganisationOwned, Record, Base):
    """An issued tờ trình of a batch: its document, and what the paper says, frozen at issue.

    `content` holds whom it is addressed to, who signed and the list, so that the paper can be
    laid out after the number is safe and says what was submitted whatever changes later.
    """

    __tablename__ = "badge_submissions"

    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"), unique=True)
    batch_on: Mapped[date] = mapped_column(index=True)
    content: Mapped[dict[str, Any]]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    document: Mapped[Document] = relationship(lazy="raise_on_sql")

    @property
    def nomination_ids(self) -> frozenset[str]:
        """The keys of the nominations on its list."""
        return frozenset(one["nomination_id"] for one in self.content["people"])


class BadgeReminder(Record, Base):
    """A step before a batch of which people were told; none is told twice."""

    __tablename__ = "badge_reminders"
    __table_args__ = (sa.UniqueConstraint("batch_on", "step"),)

    batch_on: Mapped[date]
    step: Mapped[str]
