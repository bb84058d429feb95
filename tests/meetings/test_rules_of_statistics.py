"""A year of roll-calls of one person, and what it calls for."""

from datetime import date

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.meetings.rules import AbsenceSteps, RollLine, absence_level, person_year
from partywork.meetings.terms import AbsenceLevel, AttendanceMark

OFFICIAL = MembershipStatus.OFFICIAL
STEPS = AbsenceSteps(remind=1, serious=2, review=3)


def line(
    month: int,
    mark: AttendanceMark,
    status: MembershipStatus = OFFICIAL,
    *,
    day: int = 5,
    is_late: bool = False,
) -> RollLine:
    return RollLine(date(2026, month, day), status, mark, is_late)


def test_three_months_without_reason_in_a_year_are_counted_and_excuses_are_not() -> None:
    found = person_year(
        [
            line(2, AttendanceMark.UNEXCUSED),
            line(3, AttendanceMark.EXCUSED),
            line(6, AttendanceMark.UNEXCUSED),
            line(10, AttendanceMark.UNEXCUSED),
        ],
        2026,
    )

    assert found.months == 3
    assert absence_level(found.months, STEPS) is AbsenceLevel.REVIEW
    assert (found.count.excused, found.count.unexcused) == (1, 3)


def test_a_theme_on_the_same_day_is_no_second_month() -> None:
    twice = [line(2, AttendanceMark.UNEXCUSED), line(2, AttendanceMark.UNEXCUSED, day=6)]

    assert person_year(twice, 2026).months == 1


@pytest.mark.parametrize(
    ("months", "level"),
    [
        (0, AbsenceLevel.NONE),
        (1, AbsenceLevel.REMIND),
        (2, AbsenceLevel.SERIOUS),
        (3, AbsenceLevel.REVIEW),
        (7, AbsenceLevel.REVIEW),
    ],
)
def test_each_month_calls_for_more(months: int, level: AbsenceLevel) -> None:
    assert absence_level(months, STEPS) is level


def test_who_need_not_come_is_in_neither_part_of_the_rate() -> None:
    found = person_year(
        [
            line(1, AttendanceMark.PRESENT, is_late=True),
            line(2, AttendanceMark.EXEMPT),
            line(3, AttendanceMark.SPECIAL_DUTY),
            line(4, AttendanceMark.UNEXCUSED, MembershipStatus.EXEMPTED),
            line(5, AttendanceMark.EXCUSED, is_late=True),
        ],
        2026,
    )

    assert (found.count.expected_present, found.count.expected) == (1, 2)
    assert found.late == 1
    assert found.months == 0


def test_excuses_in_a_row_are_counted_to_the_first_presence() -> None:
    marks = [AttendanceMark.EXCUSED] * 4 + [AttendanceMark.PRESENT, AttendanceMark.EXCUSED]

    found = person_year([line(at, mark) for at, mark in enumerate(marks, start=1)], 2026)

    assert found.longest_excused == 4
    assert person_year([], 2026).longest_excused == 0
