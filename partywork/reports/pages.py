"""A report on paper, as frozen values."""

from dataclasses import dataclass
from datetime import date

from partywork.documents.pages import Heading, Recipients, Signature


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
