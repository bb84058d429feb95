"""The clocks around a meeting and the names of what is uploaded."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.handbook.rules import (
    IDLE,
    Clocks,
    check_posted_at,
    countdown,
    file_name,
    papers_clock,
    plain,
    results_clock,
    waits_for_results,
    worst,
)
from partywork.handbook.terms import Standing
from partywork.meetings.terms import MeetingStatus

CALENDAR = Clocks(days_before=1, by_calendar_day=True, days_after=2)
FULL_DAY = Clocks(days_before=1, by_calendar_day=False, days_after=2)


def at(day: int, hour: int) -> datetime:
    return clock.instant_of(date(2026, 11, day), time(hour))


MEETS = at(10, 8)


@pytest.mark.parametrize(
    ("clocks", "standing", "days_late"),
    [(CALENDAR, Standing.KEPT, 0), (FULL_DAY, Standing.LATE, 1)],
)
def test_papers_of_the_evening_before_are_in_time_by_days_and_not_by_hours(
    clocks: Clocks, standing: Standing, days_late: int
) -> None:
    reading = papers_clock(MEETS, at(9, 20), at(10, 7), clocks)

    assert (reading.standing, reading.days_late) == (standing, days_late)


@pytest.mark.parametrize(
    ("now", "clocks", "standing", "words"),
    [
        (at(7, 8), CALENDAR, Standing.RUNNING, "Còn 2 ngày 15 giờ."),
        (at(9, 23), CALENDAR, Standing.RUNNING, "Còn dưới 1 giờ."),
        (at(10, 0), CALENDAR, Standing.OVERDUE, "Quá hạn 1 ngày."),
        (at(9, 9), FULL_DAY, Standing.OVERDUE, "Quá hạn 1 ngày."),
        (at(12, 9), CALENDAR, Standing.OVERDUE, "Quá hạn 3 ngày."),
    ],
)
def test_the_clock_of_papers_runs_down_and_then_over(
    now: datetime, clocks: Clocks, standing: Standing, words: str
) -> None:
    reading = papers_clock(MEETS, None, now, clocks)

    assert (reading.standing, reading.words) == (standing, words)


@pytest.mark.parametrize(
    ("done", "now", "standing", "late"),
    [
        (date(2026, 11, 12), at(20, 8), Standing.KEPT, 0),
        (date(2026, 11, 13), at(20, 8), Standing.LATE, 1),
        (None, at(12, 20), Standing.RUNNING, 0),
        (None, at(13, 0), Standing.OVERDUE, 1),
    ],
)
def test_a_result_of_10_11_is_due_on_12_11(
    done: date | None, now: datetime, standing: Standing, late: int
) -> None:
    reading = results_clock(date(2026, 11, 10), done, now, CALENDAR)

    assert (reading.standing, reading.days_late) == (standing, late)
    assert reading.due == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=5, hours=3), "Còn 5 ngày."),
        (timedelta(days=2), "Còn 2 ngày."),
        (timedelta(hours=3, minutes=30), "Còn 3 giờ."),
        (timedelta(minutes=20), "Còn dưới 1 giờ."),
    ],
)
def test_what_is_left_is_told_as_people_count(left: timedelta, words: str) -> None:
    assert countdown(left) == words


def test_papers_are_noted_after_they_were_sent_and_not_beforehand() -> None:
    check_posted_at(at(9, 8), at(9, 9), at(8, 8))

    with pytest.raises(RuleBroken, match="chưa mời"):
        check_posted_at(at(9, 8), at(9, 9), None)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_posted_at(at(9, 10), at(9, 9), at(8, 8))


def test_what_wants_a_look_comes_first() -> None:
    kept = papers_clock(MEETS, at(8, 8), at(10, 7), CALENDAR)
    over = results_clock(date(2026, 11, 10), None, at(20, 8), CALENDAR)
    longer = results_clock(date(2026, 11, 9), None, at(20, 8), CALENDAR)

    assert worst([kept, over, longer]) is longer
    assert worst([IDLE, kept]) is kept
    assert worst([]) is IDLE


def test_a_file_is_named_so_that_any_device_keeps_it() -> None:
    name = file_name(1, "Chi bộ Hội Cơ học", "Biên bản", date(2026, 11, 5), "pdf")

    assert name == "01_Chi-bo-Hoi-Co-hoc_Bien-ban_05-11-2026.pdf"
    assert plain("Đề án «Ứng dụng»") == "De-an-Ung-dung"
    assert plain("«»") == "Tai-lieu"
    assert plain("x" * 90) == "x" * 60
    assert plain("một hai " * 20).endswith(("mot", "hai"))


@given(st.text(max_size=200))
def test_a_name_never_carries_more_than_letters_digits_and_hyphens(words: str) -> None:
    found = plain(words)

    assert found
    assert len(found) <= 60
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in found)


@pytest.mark.parametrize(
    ("status", "closed_at", "now", "expected"),
    [
        (MeetingStatus.CLOSED, at(10, 10), at(10, 11), True),
        (MeetingStatus.INVITED, None, at(10, 7), False),
        (MeetingStatus.INVITED, None, at(10, 8), True),
        (MeetingStatus.OPEN, None, at(12, 8), True),
        (MeetingStatus.PLANNED, None, at(12, 8), False),
        (MeetingStatus.CANCELLED, None, at(12, 8), False),
    ],
)
def test_the_result_is_waited_for_from_the_day_of_the_meeting(
    status: MeetingStatus, closed_at: datetime | None, now: datetime, expected: bool
) -> None:
    assert waits_for_results(status, MEETS, closed_at, now) is expected
