"""A resolution on paper, as frozen values."""

from dataclasses import dataclass

from partywork.core import display
from partywork.documents.pages import Heading, Recipients, Signature


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the month before: who led it and what came of it."""

    task: str
    leads: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered paragraph, with the table of tasks where it reports on them."""

    text: str
    rows: tuple[TaskRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionPart:
    """«I», «Đánh giá kết quả thực hiện nhiệm vụ tháng 10», its numbered paragraphs."""

    numeral: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ResolutionPage:
    """A resolution: opening, parts, the line with the vote, recipients, signature."""

    heading: Heading
    summary: str
    opening: tuple[str, ...]
    parts: tuple[ResolutionPart, ...]
    closing: str
    recipients: Recipients
    signature: Signature


def closing_line(*, in_favour: int, roll: int) -> str:
    """«Nghị quyết được 11/13 đồng chí tán thành, đạt tỷ lệ 84,6%.»"""
    share = display.percent(in_favour, roll)
    return f"Nghị quyết được {in_favour:02d}/{roll:02d} đồng chí tán thành, đạt tỷ lệ {share}."
