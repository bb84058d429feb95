from datetime import UTC, date, datetime, time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.meetings.rules import (
    Leaders,
    check_leaders_change,
    check_leaders_open,
    hour_of_meeting,
    leaders_changed,
    may_take_over,
)
from partywork.meetings.terms import AttendanceMark, MeetingStatus

ANH, BINH, CHI, DUNG = (new_id() for _ in range(4))
NAMES = {ANH: "Lê Anh", BINH: "Vũ Bình", CHI: "Hồ Chi", DUNG: "Đỗ Dũng"}
BEFORE = Leaders(ANH, BINH)
DAY = date(2026, 11, 5)
OPENED = clock.instant_of(DAY, time(19, 0))
LATER = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("status", list(MeetingStatus))
def test_the_two_are_changed_only_while_the_meeting_goes_on(status: MeetingStatus) -> None:
    if status is MeetingStatus.OPEN:
        check_leaders_open(status)
    else:
        with pytest.raises(RuleBroken, match="khi đang họp"):
            check_leaders_open(status)


@pytest.mark.parametrize(
    ("status", "mark", "expected"),
    [
        (MembershipStatus.OFFICIAL, AttendanceMark.PRESENT, True),
        (MembershipStatus.PROBATIONARY, AttendanceMark.NOT_CALLED, True),
        (MembershipStatus.OFFICIAL, AttendanceMark.EXCUSED, False),
        (MembershipStatus.OFFICIAL, AttendanceMark.UNEXCUSED, False),
        (MembershipStatus.TEMPORARY_GUEST, AttendanceMark.PRESENT, False),
        (MembershipStatus.SUSPENDED, AttendanceMark.NOT_CALLED, False),
    ],
)
def test_who_is_of_the_body_and_not_away_may_take_over(
    status: MembershipStatus, mark: AttendanceMark, expected: bool
) -> None:
    assert may_take_over(status, mark) is expected


@pytest.mark.parametrize(
    "after", [Leaders(CHI, BINH), Leaders(ANH, CHI), Leaders(BINH, ANH), Leaders(CHI, DUNG)]
)
def test_one_of_the_two_or_both_change(after: Leaders) -> None:
    check_leaders_change(BEFORE, after, {ANH, BINH, CHI, DUNG})


def test_who_stays_in_the_part_is_not_asked_again() -> None:
    check_leaders_change(BEFORE, Leaders(CHI, BINH), {CHI})


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (BEFORE, "đồng chí khác với người đang chủ trì"),
        (Leaders(None, BINH), "đồng chí khác với người đang chủ trì"),
        (Leaders(ANH, None), "đồng chí khác với người đang chủ trì"),
        (Leaders(BINH, BINH), "hai đồng chí khác nhau"),
        (Leaders(DUNG, BINH), "đang dự họp"),
        (Leaders(ANH, DUNG), "đang dự họp"),
    ],
)
def test_a_change_that_is_none_or_to_somebody_away_is_refused(after: Leaders, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        check_leaders_change(BEFORE, after, {ANH, BINH, CHI})


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (time(19, 0), OPENED),
        (time(20, 15), clock.instant_of(DAY, time(20, 15))),
        (time(0, 15), clock.instant_of(date(2026, 11, 6), time(0, 15))),
    ],
)
def test_an_hour_before_that_of_the_opening_is_after_midnight(at: time, expected: datetime) -> None:
    assert hour_of_meeting(OPENED.replace(second=41), at, LATER) == expected


def test_nobody_takes_over_in_the_future() -> None:
    with pytest.raises(RuleBroken, match="tương lai"):
        hour_of_meeting(OPENED, time(20, 1), clock.instant_of(DAY, time(20, 0)))


@pytest.mark.parametrize(
    ("at", "after", "words"),
    [
        (
            clock.instant_of(DAY, time(20, 15)),
            Leaders(CHI, BINH),
            "Từ 20 giờ 15, đồng chí Hồ Chi chủ trì thay đồng chí Lê Anh.",
        ),
        (
            clock.instant_of(date(2026, 11, 6), time(0, 5)),
            Leaders(BINH, ANH),
            "Từ 00 giờ 05 ngày 06/11/2026, đồng chí Vũ Bình chủ trì thay đồng chí Lê Anh; "
            "đồng chí Lê Anh ghi biên bản thay đồng chí Vũ Bình.",
        ),
    ],
)
def test_the_minutes_say_who_took_over_and_when(at: datetime, after: Leaders, words: str) -> None:
    assert leaders_changed(at, OPENED, BEFORE, after, NAMES) == words
