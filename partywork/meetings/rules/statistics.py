"""A year of roll-calls of one person, and what it calls for; a prompt and never an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.membership import must_attend
from partywork.cells.terms import MembershipStatus
from partywork.meetings.rules.attendance import (
    AttendanceCount,
    count_attendance,
    is_expected,
    unexcused_months,
)
from partywork.meetings.terms import REGULAR_KINDS, AbsenceLevel, AttendanceMark, MeetingKind


@dataclass(frozen=True, slots=True)
class RollLine:
    """One roll-call of one person: the day, the kind of meeting, the status on that day, the mark.

    `is_late` is said of who came after the beginning.
    """

    day: date
    kind: MeetingKind
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
    """What a year of roll-calls adds up to for one person.

    `months` are those with an absence without reason, `longest_excused` is how many ordinary
    meetings in a row were missed with one.
    """

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
        longest_excused=max(excused_in_a_row(lines, year), default=0),
    )


def excused_in_a_row(lines: Iterable[RollLine], year: int) -> list[int]:
    """Return after each month how many ordinary meetings in a row were missed with a reason.

    «Vắng có lý do» more than so often running in the year costs a point on one ward's sheet and is
    a flag, no sanction (local). What is counted are the months of a calendar year in which the
    person was to come to the cell's ordinary meeting; a thematic meeting, be it on the same day, a
    tổ đảng or an extraordinary one is not another absence. A month counts when every ordinary
    meeting of it was missed with a reason; one in which nobody expected the person is passed over.
    """
    months: dict[int, bool] = {}
    for line in lines:
        is_ordinary = line.kind in REGULAR_KINDS and line.day.year == year
        if is_ordinary and is_expected(line.status, line.mark):
            is_excused = line.mark is AttendanceMark.EXCUSED
            months[line.day.month] = months.get(line.day.month, True) and is_excused
    running, found = 0, []
    for month in sorted(months):
        running = running + 1 if months[month] else 0
        found.append(running)
    return found


def excused_to_here(rolls: Iterable[Sequence[RollLine]]) -> int:
    """Return how many ordinary meetings in a row somebody missed who misses the last one too.

    Each roll is one person's up to a meeting, that meeting last: only who is away from it with a
    reason counts, so that it answers for no absences that have ended.
    """
    runs = (excused_in_a_row(lines, lines[-1].day.year) for lines in rolls if _is_away(lines))
    return max((run[-1] for run in runs if run), default=0)


def _is_away(lines: Sequence[RollLine]) -> bool:
    return lines[-1].mark is AttendanceMark.EXCUSED and must_attend(lines[-1].status)


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
