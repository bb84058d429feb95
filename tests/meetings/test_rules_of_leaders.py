from datetime import date, datetime, time

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.core.ids import new_id
from partywork.meetings.rules import (
    Leaders,
    check_chair_here,
    check_leaders_change,
    check_leaders_open,
    check_slip,
    hour_of_meeting,
    leaders_changed,
    may_take_over,
)
from partywork.meetings.terms import AttendanceMark, MeetingStatus, MinutesStatus

ANH, BINH, CHI, DUNG = (new_id() for _ in range(4))
NAMES = {ANH: "Lê Anh", BINH: "Vũ Bình", CHI: "Hồ Chi", DUNG: "Đỗ Dũng"}
BEFORE = Leaders(ANH, BINH)
DAY = date(2026, 11, 5)
OPENED = clock.instant_of(DAY, time(19, 0))
NEXT_DAY = date(2026, 11, 6)


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


@pytest.mark.parametrize("mark", list(AttendanceMark))
def test_a_chair_is_not_marked_away(mark: AttendanceMark) -> None:
    if mark in (AttendanceMark.PRESENT, AttendanceMark.NOT_CALLED):
        check_chair_here(mark)
    else:
        with pytest.raises(RuleBroken, match="hãy đổi chủ trì trước"):
            check_chair_here(mark)


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
    ("at", "now", "expected"),
    [
        (time(19, 0), (DAY, time(21, 0)), (DAY, time(19, 0))),
        (time(20, 15), (DAY, time(20, 15)), (DAY, time(20, 15))),
        (time(20, 15), (NEXT_DAY, time(0, 30)), (DAY, time(20, 15))),
        (time(0, 15), (NEXT_DAY, time(0, 30)), (NEXT_DAY, time(0, 15))),
        (time(19, 30), (NEXT_DAY, time(19, 40)), (NEXT_DAY, time(19, 30))),
        (time(19, 50), (NEXT_DAY, time(19, 40)), (DAY, time(19, 50))),
    ],
)
def test_an_hour_is_the_last_one_before_now_on_a_second_day_too(
    at: time, now: tuple[date, time], expected: tuple[date, time]
) -> None:
    found = hour_of_meeting(OPENED.replace(second=41), at, clock.instant_of(*now))

    assert found == clock.instant_of(*expected)


@pytest.mark.parametrize("at", [time(20, 1), time(18, 59)])
def test_nobody_takes_over_in_the_future_or_before_the_opening(at: time) -> None:
    with pytest.raises(RuleBroken, match="tương lai"):
        hour_of_meeting(OPENED, at, clock.instant_of(DAY, time(20, 0)))


def test_a_slip_is_put_right_while_nothing_rests_on_it() -> None:
    check_slip(has_voted=False, minutes=MinutesStatus.DRAFT)


@pytest.mark.parametrize(
    ("has_voted", "minutes"), [(True, MinutesStatus.DRAFT), (False, MinutesStatus.ADOPTED)]
)
def test_after_a_vote_or_the_reading_a_slip_is_told_as_a_change(
    has_voted: bool, minutes: MinutesStatus
) -> None:
    with pytest.raises(RuleBroken, match="không sửa từ đầu được nữa"):
        check_slip(has_voted=has_voted, minutes=minutes)


@pytest.mark.parametrize(
    ("at", "after", "words"),
    [
        (
            clock.instant_of(DAY, time(20, 15)),
            Leaders(CHI, BINH),
            "Từ 20 giờ 15, đồng chí Hồ Chi chủ trì thay đồng chí Lê Anh.",
        ),
        (
            clock.instant_of(NEXT_DAY, time(0, 5)),
            Leaders(BINH, ANH),
            "Từ 00 giờ 05 ngày 06/11/2026, đồng chí Vũ Bình chủ trì thay đồng chí Lê Anh; "
            "đồng chí Lê Anh ghi biên bản thay đồng chí Vũ Bình.",
        ),
    ],
)
def test_the_minutes_say_who_took_over_and_when(at: datetime, after: Leaders, words: str) -> None:
    assert leaders_changed(at, OPENED, BEFORE, after, NAMES) == words
