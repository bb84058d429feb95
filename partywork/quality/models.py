"""Versions of the quality sheet, and the sheets of meetings with their lines."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.meetings.models import Meeting
from partywork.provisions.terms import ConfirmationRoute
from partywork.quality.rules.marking import Band, Criterion
from partywork.quality.terms import (
    Measure,
    QualityGroup,
    QualityLevel,
    SheetStatus,
)


class QualityTemplate(Record, Base):
    """The sheet as the Đảng ủy wants it from a day on; older versions stay for their meetings."""

    __tablename__ = "quality_templates"

    valid_from: Mapped[date] = mapped_column(unique=True)
    basis: Mapped[str] = mapped_column(doc="The paper it rests on, in words.")
    criteria: Mapped[list[Any]]


class QualitySheet(OrganisationOwned, Record, Base):
    """What a meeting gave itself, what became official, and who confirmed it.

    `tenths` and `level` are those of the meeting, the official ones follow once the clock of
    posting has run. `template_from` says by which version it was marked.
    """

    __tablename__ = "quality_sheets"

    meeting_id: Mapped[UUID] = mapped_column(sa.ForeignKey("meetings.id"), unique=True)
    template_from: Mapped[date]
    status: Mapped[SheetStatus] = mapped_column(
        term_type(SheetStatus), default=SheetStatus.PROVISIONAL
    )
    tenths: Mapped[int]
    level: Mapped[QualityLevel] = mapped_column(term_type(QualityLevel))
    official_tenths: Mapped[int | None]
    official_level: Mapped[QualityLevel | None] = mapped_column(
        term_type(QualityLevel, named="official_level")
    )
    official_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str | None]
    confirmed_as: Mapped[ConfirmationRoute | None] = mapped_column(term_type(ConfirmationRoute))
    confirmation_note: Mapped[str] = mapped_column(default="")
    marked_at: Mapped[datetime]
    reminded_on: Mapped[date | None] = mapped_column(doc="When the officers were reminded.")

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    lines: Mapped[list["QualityLine"]] = relationship(
        lazy="raise_on_sql", order_by="QualityLine.position", back_populates="sheet"
    )

    @property
    def final_level(self) -> QualityLevel:
        """What the meeting is called: officially, else as it called itself."""
        return self.official_level or self.level

    @property
    def final_tenths(self) -> int:
        """What the meeting has: officially, else as it gave itself."""
        return self.tenths if self.official_tenths is None else self.official_tenths


class QualityLine(OrganisationOwned, Record, Base):
    """One line of a sheet: what the figures say with their origin, and what people decided.

    The words and limits of the template are kept here, so that a sheet never changes with it.
    `judged` is what people gave; over a computed line it needs a reason.
    """

    __tablename__ = "quality_lines"
    __table_args__ = (sa.UniqueConstraint("sheet_id", "code"),)

    sheet_id: Mapped[UUID] = mapped_column(sa.ForeignKey("quality_sheets.id"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    group: Mapped[QualityGroup] = mapped_column("quality_group", term_type(QualityGroup))
    title: Mapped[str]
    most: Mapped[int]
    measure: Mapped[Measure] = mapped_column(term_type(Measure))
    bands: Mapped[list[Any]]
    theme_only: Mapped[bool]
    is_applicable: Mapped[bool]
    computed: Mapped[int | None]
    origin: Mapped[str]
    judged: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")

    sheet: Mapped[QualitySheet] = relationship(lazy="raise_on_sql", back_populates="lines")

    @property
    def tenths(self) -> int | None:
        """What the line earns: people's decision, else the figure's."""
        return self.computed if self.judged is None else self.judged

    @property
    def criterion(self) -> Criterion:
        """The line of the template as the rules take it."""
        return Criterion(
            code=self.code,
            group=self.group,
            most=self.most,
            measure=self.measure,
            bands=tuple(Band(*step) for step in self.bands),
            theme_only=self.theme_only,
        )
