"""A report on paper and the board of cells on screen, as frozen values."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.core.db import canonical_json
from partywork.core.periods import Month
from partywork.documents.pages import (
    Heading,
    Recipients,
    Signature,
    numbered_heading_of,
    paragraphs,
    recipients,
)
from partywork.documents.rules import draft_symbol
from partywork.documents.terms import CODES, DocumentKind
from partywork.reports.models import Report
from partywork.reports.terms import BoardMark, FigureKey


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted figure; the note is what the cell says against it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section written by people."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report of a cell for its own period: figures, sections, recipients, signature."""

    heading: Heading
    summary: str
    period_from: date
    period_to: date
    figures: tuple[Figure, ...]
    sections: tuple[SectionText, ...]
    recipients: Recipients
    signature: Signature


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure on screen: its value, the rule it follows, the rows behind it, the note against."""

    key: FigureKey
    value: str
    explanation: str
    rows: tuple[str, ...] = ()
    dispute: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that people read together."""

    title: str
    figures: tuple[CountedFigure, ...]


_GROUPS = (
    ("Đảng viên", FigureKey.MEMBERS_AT_START, FigureKey.TEMPORARY_GUESTS),
    ("Sinh hoạt chi bộ", FigureKey.MEETINGS, FigureKey.RESULTS),
    ("Dự sinh hoạt và phát biểu", FigureKey.EXPECTED, FigureKey.SPEAKERS),
    ("Nghị quyết và nhiệm vụ", FigureKey.RESOLUTIONS, FigureKey.TASKS_RATE),
    ("Phát triển đảng viên", FigureKey.PROSPECTS, FigureKey.PROBATION_ENDING),
    ("Đảng phí", FigureKey.DUES_DUE, FigureKey.DUES_PASSED_UP),
)


def groups_of(figures: list[CountedFigure]) -> list[FigureGroup]:
    """Put the figures under the headings people know, in the order of the report.

    A report sent before a heading was counted has none of its figures, so the heading is left out.
    """
    order = list(FigureKey)
    groups = []
    for title, first, last in _GROUPS:
        keys = order[order.index(first) : order.index(last) + 1]
        groups.append(FigureGroup(title, tuple(one for one in figures if one.key in keys)))
    return [group for group in groups if group.figures]


def report_page(
    report: Report,
    figures: list[CountedFigure],
    *,
    period_from: date,
    period_to: date,
    texts: list[tuple[str, str]],
    recipients_text: str,
    signature: Signature,
    day: date | None,
) -> ReportPage:
    """Fill the paper: what was counted, what was written, who signs on which day.

    The number stays open: it is written by hand where the cell keeps a register of reports.
    """
    organisation = report.organisation
    return ReportPage(
        heading=numbered_heading_of(
            organisation,
            symbol=draft_symbol(CODES[DocumentKind.REPORT], organisation.symbol_code),
            day=day,
        ),
        summary=f"công tác {report.period.label}",
        period_from=period_from,
        period_to=period_to,
        figures=tuple(Figure(one.key.label, one.value, one.dispute) for one in figures),
        sections=tuple(SectionText(title, paragraphs(text)) for title, text in texts),
        recipients=recipients(recipients_text),
        signature=signature,
    )


def seal_of(page: ReportPage) -> str:
    """Return the SHA-256 of what the report says: period, figures with their notes, sections."""
    said = {
        "summary": page.summary,
        "period": [page.period_from.isoformat(), page.period_to.isoformat()],
        "figures": [[one.label, one.value, one.note] for one in page.figures],
        "sections": [[one.title, list(one.paragraphs)] for one in page.sections],
    }
    return hashlib.sha256(canonical_json(said).encode()).hexdigest()


def short_seal(seal: str | None) -> str:
    """Return the code people compare by eye: «1A2B 3C4D 5E6F 7A8B»."""
    start = (seal or "")[:16].upper()
    return " ".join(start[place : place + 4] for place in range(0, len(start), 4))


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the board: a cell in a month."""

    month: Month
    mark: BoardMark
    report_id: UUID | None
    words: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One cell through the year."""

    organisation_id: UUID
    name: str
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All cells through a year, with the counts of one month on top."""

    year: int
    month: Month
    due_on: date
    rows: tuple[BoardRow, ...]
    accepted: int
    waiting: int
    returned: int
    missing: int
    is_due: bool
