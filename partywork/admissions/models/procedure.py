"""The file of one admission or confirmation: papers, sponsors, votes, decision, alerts."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.admissions.models.prospect import Prospect
from partywork.admissions.terms import (
    Leaving,
    ProcedureKind,
    ProcedureState,
    SponsorKind,
    Step,
    VoteOutcome,
)
from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, Scoped, term_type


class Procedure(OrganisationOwned, Record, Base):
    """One file on its way: of a prospect who becomes a member, or of a probationary member.

    An admission has a prospect, and a member from the decision on; a readmission has besides what
    is known of how they left, and from the beginning the former record if there is one; a
    confirmation has a member.
    `ceremony_on` is the day its twelve months run from. Who votes and signs is in papers; here are
    days, numbers and figures. `part_changes` counts changes of papers, sponsors and votes, so that
    the version moves with them.
    """

    __tablename__ = "procedures"
    __table_args__ = (
        sa.CheckConstraint(
            "prospect_id IS NOT NULL OR member_id IS NOT NULL", name="is_about_somebody"
        ),
    )

    kind: Mapped[ProcedureKind] = mapped_column(term_type(ProcedureKind))
    state: Mapped[ProcedureState] = mapped_column(
        term_type(ProcedureState), default=ProcedureState.PREPARING, index=True
    )
    prospect_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("prospects.id"), index=True)
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    helper_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    opened_on: Mapped[date]
    sent_up_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    return_reason: Mapped[str | None]
    decided_on: Mapped[date | None]
    decision_number: Mapped[str | None]
    deciding_body: Mapped[str | None]
    committee_members: Mapped[int | None]
    committee_in_favour: Mapped[int | None]
    consent_number: Mapped[str | None]
    ceremony_on: Mapped[date | None]
    ceremony_minutes: Mapped[str | None]
    stopped_on: Mapped[date | None]
    stopping_reason: Mapped[str | None]
    part_changes: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    prospect: Mapped[Prospect | None] = relationship(lazy="raise_on_sql")
    member: Mapped[Member | None] = relationship(lazy="raise_on_sql", foreign_keys=[member_id])
    helper: Mapped[Member | None] = relationship(lazy="raise_on_sql", foreign_keys=[helper_id])
    steps: Mapped[list["StepRecord"]] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    sponsors: Mapped[list["Sponsor"]] = relationship(
        lazy="raise_on_sql", order_by="Sponsor.created_at", cascade="all, delete-orphan"
    )
    readmission: Mapped["Readmission | None"] = relationship(
        lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    votes: Mapped[list["CellVote"]] = relationship(lazy="raise_on_sql", order_by="CellVote.attempt")

    @property
    def ended_on(self) -> date | None:
        """The day the file was closed or stopped; nothing while it is under way."""
        is_confirmation = self.kind is ProcedureKind.CONFIRMATION
        return self.stopped_on or (self.decided_on if is_confirmation else self.ceremony_on)

    @property
    def organisation_name(self) -> str:
        """What the cell was called when the file was closed; today's name before that."""
        return self.organisation.name_at(self.ended_on)


class Readmission(Scoped, Record, Base):
    """How somebody left the Party whose readmission a file asks for: the form, not the case.

    `confirmed_on` is the day the cell went through the reasons that bar a readmission and found
    none; which they are is in no field. `admitted_before_on` is known only where there is no
    former record here.
    """

    __tablename__ = "procedure_readmissions"
    __table_args__ = (sa.UniqueConstraint("procedure_id"),)

    procedure_id: Mapped[UUID] = mapped_column(sa.ForeignKey("procedures.id"), index=True)
    left_on: Mapped[date]
    leaving: Mapped[Leaving] = mapped_column(term_type(Leaving))
    leaving_decision: Mapped[str] = mapped_column(default="")
    times_before: Mapped[int] = mapped_column(default=0)
    exception_paper: Mapped[str] = mapped_column(default="")
    admitted_before_on: Mapped[date | None]
    confirmed_on: Mapped[date]


class StepRecord(Scoped, Record, Base):
    """One ticked step of a checklist: that the paper is there, its day, where it is kept."""

    __tablename__ = "procedure_steps"
    __table_args__ = (sa.UniqueConstraint("procedure_id", "step"),)

    procedure_id: Mapped[UUID] = mapped_column(sa.ForeignKey("procedures.id"), index=True)
    step: Mapped[Step] = mapped_column(term_type(Step))
    done_on: Mapped[date]
    number: Mapped[str] = mapped_column(default="")
    kept_at: Mapped[str] = mapped_column(default="")


class Sponsor(Scoped, Record, Base):
    """Who introduces a candidate: an official member, or the committee of a mass union."""

    __tablename__ = "procedure_sponsors"

    procedure_id: Mapped[UUID] = mapped_column(sa.ForeignKey("procedures.id"), index=True)
    kind: Mapped[SponsorKind] = mapped_column(term_type(SponsorKind))
    member_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"), index=True)
    union_name: Mapped[str | None]
    together_since: Mapped[date | None]

    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")


class CellVote(Scoped, Record, Base):
    """One attempt of the cell to decide, with its figures.

    They are those of `vote_id` where the meeting voted in the system, else those of its minutes.
    """

    __tablename__ = "procedure_votes"
    __table_args__ = (sa.UniqueConstraint("procedure_id", "attempt"),)

    procedure_id: Mapped[UUID] = mapped_column(sa.ForeignKey("procedures.id"), index=True)
    attempt: Mapped[int]
    held_on: Mapped[date]
    roll: Mapped[int]
    present: Mapped[int]
    in_favour: Mapped[int]
    against: Mapped[int]
    needed: Mapped[int]
    outcome: Mapped[VoteOutcome] = mapped_column(term_type(VoteOutcome))
    vote_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("votes.id"), unique=True)
    resolution_number: Mapped[str | None]
    is_late: Mapped[bool] = mapped_column(default=False)


class SentAlert(Record, Base):
    """That people were reminded of something about a member, so that it happens once."""

    __tablename__ = "sent_alerts"
    __table_args__ = (sa.UniqueConstraint("member_id", "code", "about_on"),)

    member_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    code: Mapped[str]
    about_on: Mapped[date]
