"""A year of roll-calls of one person, and what it calls for."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.terms import MembershipStatus
from partywork.meetings.rules import (
    AbsenceSteps,
    RollLine,
    absence_level,
    excused_in_a_row,
    excused_to_here,
    person_year,
)
from partywork.meetings.terms import REGULAR_KINDS, AbsenceLevel, AttendanceMark, MeetingKind

OFFICIAL = MembershipStatus.OFFICIAL
EXCUSED, PRESENT = AttendanceMark.EXCUSED, AttendanceMark.PRESENT
OTHER_KINDS = [kind for kind in MeetingKind if kind not in REGULAR_KINDS]
STEPS = AbsenceSteps(remind=1, serious=2, review=3)


def line(
    month: int,
    mark: AttendanceMark,
    status: MembershipStatus = OFFICIAL,
    *,
    day: int = 5,
    kind: MeetingKind = MeetingKind.REGULAR,
    year: int = 2026,
    is_late: bool = False,
) -> RollLine:
    return RollLine(date(year, month, day), kind, status, mark, is_late)


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
    marks = [EXCUSED] * 4 + [PRESENT, EXCUSED]

    found = person_year([line(at, mark) for at, mark in enumerate(marks, start=1)], 2026)

    assert found.longest_excused == 4
    assert person_year([], 2026).longest_excused == 0


def test_from_november_to_february_there_are_two_in_either_year() -> None:
    winter = [
        line(11, EXCUSED, year=2025),
        line(12, EXCUSED, year=2025),
        line(1, EXCUSED),
        line(2, EXCUSED),
    ]

    assert (excused_in_a_row(winter, 2025), excused_in_a_row(winter, 2026)) == ([1, 2], [1, 2])
    assert excused_to_here([winter]) == 2


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_a_thematic_or_any_other_meeting_is_no_further_absence(kind: MeetingKind) -> None:
    ordinary = [line(month, EXCUSED) for month in (1, 2, 3)]

    assert excused_in_a_row([*ordinary, line(3, EXCUSED, kind=kind)], 2026) == [1, 2, 3]
    assert excused_in_a_row([*ordinary, line(4, EXCUSED, kind=kind)], 2026) == [1, 2, 3]


def test_a_month_without_a_meeting_or_in_which_nobody_expects_one_is_passed_over() -> None:
    lines = [
        line(1, EXCUSED),
        line(2, AttendanceMark.SPECIAL_DUTY),
        line(3, EXCUSED, MembershipStatus.EXEMPTED),
        line(5, EXCUSED),
        line(6, AttendanceMark.NOT_CALLED),
        line(7, EXCUSED),
    ]

    assert excused_in_a_row(lines, 2026) == [1, 2, 0, 1]


def test_who_came_to_one_ordinary_meeting_of_a_month_was_there_that_month() -> None:
    assert excused_in_a_row([line(1, EXCUSED), line(1, PRESENT, day=25)], 2026) == [0]


LINES = st.builds(
    line,
    month=st.integers(1, 12),
    mark=st.sampled_from(AttendanceMark),
    status=st.sampled_from([OFFICIAL, MembershipStatus.EXEMPTED]),
    day=st.integers(1, 28),
    kind=st.sampled_from(MeetingKind),
    year=st.sampled_from([2025, 2026]),
)


@given(st.lists(LINES), st.randoms())
def test_a_row_is_of_distinct_months_of_one_year_in_whatever_order_they_are_told(
    lines: list[RollLine], chance: Random
) -> None:
    shuffled = [*lines, *lines]
    chance.shuffle(shuffled)
    excused = {
        one.day.month
        for one in lines
        if one.day.year == 2026 and one.kind in REGULAR_KINDS and one.mark is EXCUSED
    }

    found = excused_in_a_row(lines, 2026)

    assert excused_in_a_row(shuffled, 2026) == found
    assert max(found, default=0) <= len(excused)
    assert person_year(lines, 2026).longest_excused == max(found, default=0)
    assert all(after in (0, before + 1) for before, after in pairwise([0, *found]))


def test_a_sheet_answers_for_who_is_away_from_its_meeting() -> None:
    four = [line(month, EXCUSED) for month in (1, 2, 3, 4)]

    assert excused_to_here([four, [line(4, EXCUSED)]]) == 4
    assert excused_to_here([[*four, line(5, PRESENT)], [line(5, EXCUSED)]]) == 1
    assert excused_to_here([[*four, line(5, EXCUSED, MembershipStatus.EXEMPTED)]]) == 0
    assert excused_to_here([[line(5, EXCUSED, kind=MeetingKind.EXTRAORDINARY)]]) == 0
    assert excused_to_here([]) == 0
