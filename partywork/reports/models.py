"""A report of an organisation for a period, its figures, texts and comments."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.core.periods import Month
from partywork.documents.models import Document
from partywork.reports.terms import ReportKind, ReportStatus, SectionKey


class Report(OrganisationOwned, Record, Base):
    """A report with its own period; `filed_at` is the first sending, `sent_at` the last.

    Figures are recounted while it is a draft and frozen when it is sent. `text_hash` is the
    SHA-256 of what was confirmed and sent. `disputes` are notes against figures, by their key;
    like the period they reach the committee with the next sending only.
    """

    __tablename__ = "reports"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "kind", "year", "month"),)

    kind: Mapped[ReportKind] = mapped_column(term_type(ReportKind), default=ReportKind.MONTHLY)
    year: Mapped[int]
    month: Mapped[int]
    period_from: Mapped[date]
    period_to: Mapped[date]
    due_on: Mapped[date]
    disputes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[ReportStatus] = mapped_column(
        term_type(ReportStatus), default=ReportStatus.DRAFT, index=True
    )
    meeting_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("meetings.id"))
    filed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_from: Mapped[date | None] = mapped_column(doc="First day of the period as last sent.")
    sent_to: Mapped[date | None]
    sent_by_name: Mapped[str | None]
    sent_by_office: Mapped[str | None]
    text_hash: Mapped[str | None]
    returned_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_name: Mapped[str | None]
    document_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("documents.id"))

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    document: Mapped[Document | None] = relationship(lazy="raise_on_sql")
    sections: Mapped[list["ReportSection"]] = relationship(
        lazy="raise_on_sql", order_by="ReportSection.position", back_populates="report"
    )
    figures: Mapped[list["FrozenFigure"]] = relationship(
        lazy="raise_on_sql", order_by="FrozenFigure.position", back_populates="report"
    )
    comments: Mapped[list["ReportComment"]] = relationship(
        lazy="raise_on_sql", order_by="ReportComment.created_at", back_populates="report"
    )

    @property
    def organisation_name(self) -> str:
        """What the cell was called at the end of the period."""
        return self.organisation.name_on(self.period_to)

    @property
    def period(self) -> Month:
        """The month the report is about."""
        return Month(self.year, self.month)


class ReportSection(OrganisationOwned, Record, Base):
    """One text section, written by people; drafted from the data.

    The committee reads `sent_text`; `text` is what the cell is writing.
    """

    __tablename__ = "report_sections"
    __table_args__ = (sa.UniqueConstraint("report_id", "key"),)

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reports.id"), index=True)
    position: Mapped[int]
    key: Mapped[SectionKey] = mapped_column(term_type(SectionKey))
    text: Mapped[str] = mapped_column(default="")
    sent_text: Mapped[str] = mapped_column(default="")

    report: Mapped[Report] = relationship(lazy="raise_on_sql", back_populates="sections")


class FrozenFigure(OrganisationOwned, Record, Base):
    """One figure as it was sent, with what it was counted from and the note against it."""

    __tablename__ = "frozen_figures"
    __table_args__ = (sa.UniqueConstraint("report_id", "key"),)

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reports.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    label: Mapped[str]
    value: Mapped[str]
    explanation: Mapped[str] = mapped_column(default="", doc="The rule, for «Vì sao có số này?».")
    rows: Mapped[list[Any]] = mapped_column(doc="The names or days behind the figure.")
    dispute: Mapped[str] = mapped_column(default="", doc="«Số liệu chưa đúng»: the note.")

    report: Mapped[Report] = relationship(lazy="raise_on_sql", back_populates="figures")


class ReportComment(OrganisationOwned, Record, Base):
    """What the office asks to be mended, at a section or for the whole report."""

    __tablename__ = "report_comments"

    report_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reports.id"), index=True)
    section: Mapped[SectionKey | None] = mapped_column(term_type(SectionKey))
    text: Mapped[str]
    author_name: Mapped[str]
    resolved_at: Mapped[datetime | None]

    report: Mapped[Report] = relationship(lazy="raise_on_sql", back_populates="comments")
