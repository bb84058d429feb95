"""A meeting, its agenda, its papers and the tasks it is about to give."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.ballots.models import Vote
from partywork.cells.models import Body, Member, Organisation
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.periods import Month
from partywork.documents.models import Document
from partywork.meetings.models.attendance import Attendance, Guest, Invitation
from partywork.meetings.models.minutes import Minutes, Statement
from partywork.meetings.models.recording import Recording
from partywork.meetings.terms import PARTIAL_KINDS, MeetingKind, MeetingMode, MeetingStatus
from partywork.resolutions.models import Resolution


class Meeting(OrganisationOwned, Record, Base):
    """A meeting of a body of an organisation, for a month of its work.

    The expected chair and minutes taker are proposals; the meeting itself confirms `chair_id`
    and `minutes_taker_id`. `prepared_on` is the day chi ủy met, or bí thư and phó conferred.
    `theme` and its presenter belong to a meeting with a thematic part, `group_id` to that of a tổ.
    """

    __tablename__ = "meetings"

    body_id: Mapped[UUID] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    kind: Mapped[MeetingKind] = mapped_column(term_type(MeetingKind))
    year: Mapped[int]
    month: Mapped[int]
    title: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    theme_presenter_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    group_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("cell_groups.id"))
    starts_at: Mapped[datetime] = mapped_column(index=True, doc="As planned.")
    place: Mapped[str]
    mode: Mapped[MeetingMode] = mapped_column(term_type(MeetingMode), default=MeetingMode.IN_PERSON)
    link: Mapped[str | None] = mapped_column(doc="The video room, for those who join from afar.")
    permission_by: Mapped[str | None] = mapped_column(doc="Who allowed an online meeting.")
    permission_on: Mapped[date | None]
    permission_document: Mapped[str | None]
    permission_reason: Mapped[str | None]
    status: Mapped[MeetingStatus] = mapped_column(
        term_type(MeetingStatus), default=MeetingStatus.PLANNED, index=True
    )
    prepared_on: Mapped[date | None]
    expected_chair_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    expected_minutes_taker_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    chair_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    minutes_taker_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    invited_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    filed_at: Mapped[datetime | None]
    posted_on: Mapped[date | None] = mapped_column(doc="Results posted on the national handbook.")
    cancel_reason: Mapped[str | None]
    calendar_sequence: Mapped[int] = mapped_column(
        default=0, doc="How often it was moved or called off after people were told (RFC 5545)."
    )
    dues_paid: Mapped[int | None] = mapped_column(doc="How many have paid this month's dues.")
    dues_note: Mapped[str] = mapped_column(default="")
    quality_points: Mapped[int | None] = mapped_column(doc="Of 100, where the meeting gave one.")
    quality_level: Mapped[str | None]
    is_marked_on_sheet: Mapped[bool] = mapped_column(default=False)
    resolution_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("resolutions.id"))

    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    expected_chair: Mapped[Member | None] = relationship(
        foreign_keys=[expected_chair_id], lazy="raise_on_sql"
    )
    expected_minutes_taker: Mapped[Member | None] = relationship(
        foreign_keys=[expected_minutes_taker_id], lazy="raise_on_sql"
    )
    chair: Mapped[Member | None] = relationship(foreign_keys=[chair_id], lazy="raise_on_sql")
    minutes_taker: Mapped[Member | None] = relationship(
        foreign_keys=[minutes_taker_id], lazy="raise_on_sql"
    )
    resolution: Mapped[Resolution | None] = relationship(lazy="raise_on_sql")
    agenda: Mapped[list["AgendaItem"]] = relationship(
        lazy="raise_on_sql", order_by="AgendaItem.position", back_populates="meeting"
    )
    invitations: Mapped[list[Invitation]] = relationship(
        lazy="raise_on_sql", back_populates="meeting"
    )
    attendances: Mapped[list[Attendance]] = relationship(
        lazy="raise_on_sql", back_populates="meeting"
    )
    guests: Mapped[list[Guest]] = relationship(
        lazy="raise_on_sql", order_by="Guest.created_at, Guest.id", back_populates="meeting"
    )
    papers: Mapped[list["MeetingPaper"]] = relationship(
        lazy="raise_on_sql", order_by="MeetingPaper.created_at", back_populates="meeting"
    )
    recordings: Mapped[list[Recording]] = relationship(
        lazy="raise_on_sql", order_by="Recording.began_at, Recording.id"
    )
    assignments: Mapped[list["Assignment"]] = relationship(
        lazy="raise_on_sql", order_by="Assignment.created_at", back_populates="meeting"
    )
    minutes: Mapped[Minutes | None] = relationship(
        lazy="raise_on_sql", back_populates="meeting", uselist=False
    )

    @property
    def starts_on(self) -> date:
        """The Vietnamese day for which the meeting is called; statuses are those of this day."""
        return clock.day_of(self.starts_at)

    @property
    def organisation_name(self) -> str:
        """What the organisation was called on the day of the meeting."""
        return self.organisation.name_on(self.starts_on)

    @property
    def body_name(self) -> str:
        """What the body was called that day: a cell's own bears the name of the cell."""
        return self.organisation_name if self.body.kind is BodyKind.CELL else self.body.name

    @property
    def decides(self) -> bool:
        """Say whether the body itself meets and votes, and not a part of it."""
        return self.kind not in PARTIAL_KINDS

    @property
    def newest_papers(self) -> list["MeetingPaper"]:
        """The papers to read now: of each its newest version, those of the whole meeting first."""
        return newest_of(self.papers)

    def earlier_versions(self, paper: "MeetingPaper") -> list["MeetingPaper"]:
        """The versions a paper replaced, the newest of them first."""
        known = {one.id: one for one in self.papers}
        found = []
        while paper.replaces_id is not None:
            paper = known[paper.replaces_id]
            found.append(paper)
        return found

    @property
    def period(self) -> Month:
        """The month of work the meeting belongs to."""
        return Month(self.year, self.month)


class AgendaItem(OrganisationOwned, Record, Base):
    """One item of the agenda and, during the meeting, its notes and its conclusion.

    Notes and conclusion are the section of the minutes for this item; `version` guards each
    section by itself, so two people may write two sections at once.
    """

    __tablename__ = "agenda_items"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(doc="«A1» … «C6» of the template, empty for added items.")
    title: Mapped[str]
    presenter_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("members.id"))
    minutes_planned: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    conclusion: Mapped[str] = mapped_column(default="")
    vote_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("votes.id"))

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql", back_populates="agenda")
    presenter: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    vote: Mapped[Vote | None] = relationship(lazy="raise_on_sql")
    statements: Mapped[list[Statement]] = relationship(
        lazy="raise_on_sql", order_by="Statement.created_at", back_populates="item"
    )


class MeetingPaper(OrganisationOwned, Record, Base):
    """A paper of the meeting, or of one item of its agenda; a new version replaces an earlier one.

    `number` counts the versions of one paper from 1; the earlier ones stay and stay readable.
    """

    __tablename__ = "meeting_papers"
    __table_args__ = (sa.UniqueConstraint("replaces_id"),)

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(sa.ForeignKey("documents.id"))
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agenda_items.id"), index=True)
    replaces_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meeting_papers.id"))
    number: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql", back_populates="papers")
    document: Mapped[Document] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")


def newest_of(papers: Sequence[MeetingPaper]) -> list[MeetingPaper]:
    """Leave out what a later version replaced; papers of an item follow those of the meeting."""
    replaced = {one.replaces_id for one in papers}
    return sorted(
        (one for one in papers if one.id not in replaced), key=lambda one: one.item_id is not None
    )


class Assignment(OrganisationOwned, Record, Base):
    """A task as the meeting gave it (item C2); it becomes a Task when the meeting closes."""

    __tablename__ = "assignments"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    lead_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"))
    title: Mapped[str]
    due_on: Mapped[date]

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql", back_populates="assignments")
    lead: Mapped[Member] = relationship(lazy="raise_on_sql")
