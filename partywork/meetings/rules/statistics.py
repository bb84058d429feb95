"""A year of roll-calls of one person, and what it calls for; a prompt and never an act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.membership import must_attend
from partywork.cells.terms import MembershipStatus
from partywork.meetings.rules.attendance import (
    AttendanceCount,
    count_attendance,
    unexcused_months,
)
from partywork.meetings.terms import AbsenceLevel, AttendanceMark


@dataclass(frozen=True, slots=True)
class RollLine:
    """One roll-call of one person: the day, the status on that day, the mark, late or not."""

    day: date
    status: MembershipStatus
    mark: AttendanceMark
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class AbsenceSteps:
    """From how many months with an absence without reason each level begins."""

    remind: int
    serious: int
    review: int


@dataclass(frozen=True, slots=True)
class PersonYear:
    """What a year of roll-calls adds up to for one person."""

    count: AttendanceCount
    late: int
    months: int
    longest_excused: int


def person_year(lines: Sequence[RollLine], year: int) -> PersonYear:
    """Add up the roll-calls of one person, which come in the order of their days.

    The rate is that of one meeting (Hướng dẫn 42-HD/BTCTW as sheets apply it): who is exempt, on
    special duty or temporarily away is in neither part of it.
    """
    expected = [line for line in lines if must_attend(line.status)]
    return PersonYear(
        count=count_attendance((line.status, line.mark) for line in lines),
        late=sum(line.is_late and line.mark is AttendanceMark.PRESENT for line in lines),
        months=unexcused_months(
            (line.day for line in expected if line.mark is AttendanceMark.UNEXCUSED), year
        ),
        longest_excused=_longest([line.mark is AttendanceMark.EXCUSED for line in expected]),
    )


def _longest(marks: Sequence[bool]) -> int:
    longest = running = 0
    for is_excused in marks:
        running = running + 1 if is_excused else 0
        longest = max(longest, running)
    return longest


def absence_level(months: int, steps: AbsenceSteps) -> AbsenceLevel:
    """Return what the months with an absence without reason call for.

    The third level is that of the rules («xem xét xóa tên», Điều lệ Đảng, Điều 8, as quoted: three
    months in the year without good reason); the first two are proposals that the office may
    change. Nothing follows by itself.
    """
    if months >= steps.review:
        return AbsenceLevel.REVIEW
    if months >= steps.serious:
        return AbsenceLevel.SERIOUS
    if months >= steps.remind:
        return AbsenceLevel.REMIND
    return AbsenceLevel.NONE
