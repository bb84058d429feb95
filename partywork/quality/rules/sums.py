"""What a sheet adds up to, what that is called, and a year of meetings in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from partywork.provisions.terms import NotApplicable
from partywork.quality.rules.marking import Criterion, Mark
from partywork.quality.terms import QualityGroup, QualityLevel

TENTHS = 10
WHOLE = 100 * TENTHS


def total(
    marks: Iterable[tuple[Criterion, Mark]], *, not_applicable: NotApplicable
) -> tuple[int, int]:
    """Return what a sheet adds up to and out of how many tenths it was marked.

    Points that the month could not earn are given in full or left out and the rest brought back
    to 100 (a decision of the Đảng ủy, provision `quality.not_applicable`); a rest is cut off, so
    nothing is rounded up into a better level. Lines nobody has marked earn nothing yet.
    """
    earned, possible = 0, 0
    for criterion, one in marks:
        if one.is_applicable:
            earned += one.tenths or 0
            possible += criterion.most
        elif not_applicable is NotApplicable.FULL:
            earned += criterion.most
            possible += criterion.most
    return (earned * WHOLE // possible if possible else 0), possible


def by_group(marks: Iterable[tuple[Criterion, Mark]]) -> dict[QualityGroup, int]:
    """Return what each of the seven groups earned, in tenths."""
    order = list(QualityGroup)
    lines = sorted(marks, key=lambda one: order.index(one[0].group))
    return {
        group: sum(mark.tenths or 0 for _, mark in found)
        for group, found in groupby(lines, key=lambda one: one[0].group)
    }


def level_of(tenths: int, *, good: int, fair: int, average: int) -> QualityLevel:
    """Return what a sum is called: Tốt from 90, Khá from 70, Trung bình from 50, else Kém.

    The three limits are provisions, in whole points; 89,9 stays Khá.
    """
    if tenths >= good * TENTHS:
        return QualityLevel.GOOD
    if tenths >= fair * TENTHS:
        return QualityLevel.FAIR
    return QualityLevel.AVERAGE if tenths >= average * TENTHS else QualityLevel.POOR


def year_in_words(levels: Sequence[QualityLevel]) -> str:
    """Say what a year of meetings was like, in words and never as a place among cells."""
    if not levels:
        return "Chưa có buổi sinh hoạt nào được chấm điểm."
    counted = [
        f"{levels.count(level)} buổi {level.label.lower()}"
        for level in QualityLevel
        if level in levels
    ]
    return f"{len(levels)} buổi sinh hoạt được chấm điểm: {', '.join(counted)}."
