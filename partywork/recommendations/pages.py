"""What the paper of the recommendations shows."""

from dataclasses import dataclass
from datetime import date

from partywork.documents.pages import Heading
from partywork.recommendations.terms import Progress


@dataclass(frozen=True, slots=True)
class Asking:
    """One recommendation as a row."""

    text: str
    asked_by: str
    addressee: str
    raised_on: date
    due_on: date | None
    progress: Progress
    answer: str


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Those about one subject."""

    title: str
    rows: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """«Bảng tổng hợp kiến nghị», which the Đảng ủy has on its table."""

    heading: Heading
    summary: str
    groups: tuple[SubjectGroup, ...]
    counts: tuple[tuple[Progress, int], ...]
    printed_on: date
    printed_by: str

    @property
    def total(self) -> int:
        """How many recommendations it lists."""
        return sum(count for _progress, count in self.counts)
