from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.terms import MembershipStatus
from partywork.core import clock, display
from partywork.core.errors import RuleBroken
from partywork.meetings.rules import (
    OnlinePermission,
    OnlinePerson,
    after_the_roll,
    calls_for_striking_off_review,
    check_cancellation,
    check_confirmation,
    check_duration,
    check_mark,
    check_minutes_editable,
    check_minutes_step,
    check_mode,
    check_roll_call_complete,
    check_step,
    check_two_people,
    count_attendance,
    duration_minutes,
    is_fully_confirmed,
    late_arrival,
    late_minutes,
    least_minutes,
    minimum_minutes,
    papers_in_time,
    results_due_on,
    unexcused_months,
)
from partywork.meetings.terms import (
    AttendanceMark,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    MinutesStatus,
)

TAKER, CHAIR, SOMEBODY = (UUID(int=n) for n in range(1, 4))
MEETS_ON = date(2026, 11, 10)
EIGHT_IN_THE_MORNING = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
NOT_CALLED = AttendanceMark.NOT_CALLED
PRESENT = AttendanceMark.PRESENT
EXCUSED = AttendanceMark.EXCUSED
UNEXCUSED = AttendanceMark.UNEXCUSED
OFFICIAL = MembershipStatus.OFFICIAL
PROBATIONARY = MembershipStatus.PROBATIONARY
EXEMPTED = MembershipStatus.EXEMPTED
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))

Roll = list[tuple[MembershipStatus, AttendanceMark]]


# Steps


@pytest.mark.parametrize("current", list(MeetingStatus))
@pytest.mark.parametrize("following", list(MeetingStatus))
def test_a_meeting_goes_from_planned_to_filed_or_is_cancelled_before_it_begins(
    current: MeetingStatus, following: MeetingStatus
) -> None:
    allowed = {
        (MeetingStatus.PLANNED, MeetingStatus.INVITED),
        (MeetingStatus.PLANNED, MeetingStatus.CANCELLED),
        (MeetingStatus.INVITED, MeetingStatus.OPEN),
        (MeetingStatus.INVITED, MeetingStatus.CANCELLED),
        (MeetingStatus.OPEN, MeetingStatus.CLOSED),
        (MeetingStatus.CLOSED, MeetingStatus.FILED),
    }

    if (current, following) in allowed:
        check_step(current, following)
    else:
        with pytest.raises(RuleBroken, match=current.label):
            check_step(current, following)


def test_a_cancelled_meeting_needs_a_reason() -> None:
    check_cancellation(MeetingStatus.INVITED, "Bão số 12")

    with pytest.raises(RuleBroken, match="lý do không họp"):
        check_cancellation(MeetingStatus.PLANNED, "  ")
    with pytest.raises(RuleBroken, match="Đang họp"):
        check_cancellation(MeetingStatus.OPEN, "Bão số 12")


# Where people are

PERMISSION = OnlinePermission(
    "Ban Thường vụ Đảng ủy", date(2026, 11, 1), "12-CV/ĐU", "Đảng viên công tác ở nhiều tỉnh"
)


def test_a_meeting_in_person_needs_nothing_more() -> None:
    check_mode(MeetingMode.IN_PERSON, held_on=MEETS_ON, online_allowed=False)


def test_a_hybrid_meeting_names_who_joins_from_elsewhere_and_why() -> None:
    people = [OnlinePerson(SOMEBODY, "Điều trị dài ngày")]

    check_mode(MeetingMode.HYBRID, held_on=MEETS_ON, online_people=people, online_allowed=False)

    with pytest.raises(RuleBroken, match="nêu tên"):
        check_mode(MeetingMode.HYBRID, held_on=MEETS_ON, online_allowed=True)
    with pytest.raises(RuleBroken, match="lý do của từng đồng chí"):
        check_mode(
            MeetingMode.HYBRID,
            held_on=MEETS_ON,
            online_people=[*people, OnlinePerson(TAKER, " ")],
            online_allowed=True,
        )


@pytest.mark.parametrize("mode", [MeetingMode.IN_PERSON, MeetingMode.ONLINE])
def test_people_are_named_for_a_hybrid_meeting_only(mode: MeetingMode) -> None:
    with pytest.raises(RuleBroken, match="họp kết hợp"):
        check_mode(
            mode,
            held_on=MEETS_ON,
            online_people=[OnlinePerson(SOMEBODY, "Ở xa")],
            permission=PERMISSION,
            online_allowed=True,
        )


def test_an_online_meeting_with_a_recorded_permission_is_accepted() -> None:
    check_mode(MeetingMode.ONLINE, held_on=MEETS_ON, permission=PERMISSION, online_allowed=True)


def test_an_online_meeting_is_refused_while_the_office_does_not_allow_it() -> None:
    with pytest.raises(RuleBroken, match="chưa cho phép"):
        check_mode(
            MeetingMode.ONLINE, held_on=MEETS_ON, permission=PERMISSION, online_allowed=False
        )


@pytest.mark.parametrize(
    "permission",
    [
        None,
        OnlinePermission("", date(2026, 11, 1), "12-CV/ĐU", "Ở xa"),
        OnlinePermission("Đảng ủy", None, "12-CV/ĐU", "Ở xa"),
        OnlinePermission("Đảng ủy", date(2026, 11, 1), " ", "Ở xa"),
        OnlinePermission("Đảng ủy", date(2026, 11, 1), "12-CV/ĐU", ""),
    ],
)
def test_a_permission_says_who_when_in_which_document_and_why(
    permission: OnlinePermission | None,
) -> None:
    with pytest.raises(RuleBroken, match="người đồng ý, ngày, số văn bản và lý do"):
        check_mode(MeetingMode.ONLINE, held_on=MEETS_ON, permission=permission, online_allowed=True)


def test_a_permission_given_after_the_meeting_is_refused() -> None:
    late = OnlinePermission("Đảng ủy", MEETS_ON + timedelta(days=1), "12-CV/ĐU", "Ở xa")

    with pytest.raises(RuleBroken, match="sau ngày họp"):
        check_mode(MeetingMode.ONLINE, held_on=MEETS_ON, permission=late, online_allowed=True)


# Roll-call


@pytest.mark.parametrize("status", [MembershipStatus.SUSPENDED, MembershipStatus.PROSECUTED])
def test_a_suspended_member_is_not_called(status: MembershipStatus) -> None:
    check_mark(status, NOT_CALLED)

    with pytest.raises(RuleBroken, match=status.label):
        check_mark(status, PRESENT)


def test_only_whom_the_cell_exempted_is_marked_exempt() -> None:
    for status in (EXEMPTED, MembershipStatus.PROBATIONARY_EXEMPTED):
        check_mark(status, AttendanceMark.EXEMPT)
    for status in (OFFICIAL, PROBATIONARY, MembershipStatus.TEMPORARILY_AWAY):
        with pytest.raises(RuleBroken, match="chi bộ đã quyết định miễn"):
            check_mark(status, AttendanceMark.EXEMPT)


def test_everybody_else_may_be_called() -> None:
    check_mark(PROBATIONARY, PRESENT)
    check_mark(MembershipStatus.TEMPORARY_GUEST, PRESENT)


def test_t23_the_rate_leaves_the_exempted_out_and_counts_the_probationary() -> None:
    roll: Roll = [
        *[(OFFICIAL, PRESENT)] * 14,
        (PROBATIONARY, PRESENT),
        *[(OFFICIAL, EXCUSED)] * 2,
        (EXEMPTED, AttendanceMark.EXEMPT),
    ]

    count = count_attendance(roll)

    assert (count.expected_present, count.expected) == (15, 17)
    assert display.percent(count.expected_present, count.expected) == "88,2%"
    assert (count.excused, count.unexcused, count.exempt) == (2, 0, 1)
    assert (count.official_present, count.probationary_present, count.present) == (14, 1, 15)


def test_t24_sixteen_of_seventeen_with_one_absent_without_reason() -> None:
    roll: Roll = [
        *[(OFFICIAL, PRESENT)] * 15,
        (PROBATIONARY, PRESENT),
        (OFFICIAL, UNEXCUSED),
        (EXEMPTED, NOT_CALLED),
    ]

    count = count_attendance(roll)

    assert display.percent(count.expected_present, count.expected) == "94,1%"
    assert count.unexcused == 1
    assert count.exempt == 1


def test_special_duty_and_members_away_are_not_expected() -> None:
    roll: Roll = [
        (OFFICIAL, AttendanceMark.SPECIAL_DUTY),
        (MembershipStatus.TEMPORARILY_AWAY, NOT_CALLED),
        (OFFICIAL, AttendanceMark.EXEMPT),
        (OFFICIAL, PRESENT),
    ]

    count = count_attendance(roll)

    assert (count.expected, count.expected_present) == (1, 1)
    assert (count.special_duty, count.exempt, count.not_called) == (1, 1, 0)


def test_an_exempted_member_who_comes_is_present_but_not_in_the_rate() -> None:
    count = count_attendance([(EXEMPTED, PRESENT), (OFFICIAL, PRESENT), (OFFICIAL, EXCUSED)])

    assert count.present == 2
    assert (count.expected_present, count.expected) == (1, 2)
    assert count.exempt == 0


def test_temporary_guests_are_counted_apart() -> None:
    count = count_attendance([(MembershipStatus.TEMPORARY_GUEST, PRESENT), (OFFICIAL, PRESENT)])

    assert (count.guests_present, count.present, count.expected) == (1, 1, 1)


def test_t32_a_suspended_member_owes_no_attendance() -> None:
    count = count_attendance([(MembershipStatus.SUSPENDED, NOT_CALLED)])

    assert (count.expected, count.not_called) == (0, 0)


def test_silence_stays_not_called() -> None:
    count = count_attendance([(OFFICIAL, NOT_CALLED), (PROBATIONARY, NOT_CALLED)])

    assert (count.not_called, count.unexcused, count.expected) == (2, 0, 2)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(MembershipStatus)), st.sampled_from(list(AttendanceMark)))
    )
)
def test_everybody_expected_is_in_exactly_one_count(roll: Roll) -> None:
    count = count_attendance(roll)

    called = count.expected_present + count.excused + count.unexcused
    assert called + count.not_called == count.expected
    assert count.expected_present <= count.present
    assert count.present + count.guests_present <= len(roll)


def test_a_complete_roll_call_has_no_warning() -> None:
    assert check_roll_call_complete([("Nguyễn Văn A", PRESENT), ("Lê B", UNEXCUSED)]) is None


def test_a_warning_names_who_has_not_been_called() -> None:
    people = [("Nguyễn Văn A", PRESENT), ("Lê Thị B", NOT_CALLED), ("Trần C", NOT_CALLED)]

    assert check_roll_call_complete(people) == ("Còn 2 đồng chí chưa điểm danh: Lê Thị B, Trần C.")


def test_t18_three_months_in_the_year_call_for_a_review() -> None:
    days = [date(2026, 2, 5), date(2026, 6, 5), date(2026, 10, 5)]

    assert unexcused_months(days, 2026) == 3
    assert calls_for_striking_off_review(days, 2026, months=3)


def test_t19_months_of_two_calendar_years_are_not_added() -> None:
    days = [date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5)]

    assert not calls_for_striking_off_review(days, 2025, months=3)
    assert not calls_for_striking_off_review(days, 2026, months=3)


def test_two_meetings_of_one_month_are_one_absence() -> None:
    assert unexcused_months([date(2026, 3, 5), date(2026, 3, 25)], 2026) == 1


def test_lateness_is_in_whole_minutes_and_never_negative() -> None:
    start = EIGHT_IN_THE_MORNING

    assert late_minutes(start, start + timedelta(minutes=12, seconds=59)) == 12
    assert late_minutes(start, start - timedelta(minutes=5)) == 0


@pytest.mark.parametrize(
    ("at", "now", "came"),
    [
        (time(19, 20), (0, time(20, 0)), (0, time(19, 20))),
        (time(18, 55), (0, time(20, 0)), None),
        (time(19, 20), (1, time(8, 0)), (0, time(19, 20))),
        (time(0, 10), (1, time(0, 30)), (1, time(0, 10))),
        (time(8, 15), (1, time(9, 0)), (1, time(8, 15))),
        (time(19, 20), (1, time(20, 0)), (1, time(19, 20))),
    ],
)
def test_an_hour_of_coming_late_is_the_last_one_until_now(
    at: time, now: tuple[int, time], came: tuple[int, time] | None
) -> None:
    def instant(moment: tuple[int, time]) -> datetime:
        return clock.instant_of(date(2026, 11, 5 + moment[0]), moment[1])

    found = late_arrival(instant((0, time(19, 0))), at, instant(now))

    assert found == (instant(came) if came else None)


@pytest.mark.parametrize("at", [time(20, 1), time(6, 0)])
def test_nobody_comes_in_the_future_or_half_a_day_too_early(at: time) -> None:
    opened_at, now = (clock.instant_of(date(2026, 11, 5), time(hour)) for hour in (19, 20))

    with pytest.raises(RuleBroken, match="Giờ đến"):
        late_arrival(opened_at, at, now)


# Minutes


@pytest.mark.parametrize("current", list(MinutesStatus))
@pytest.mark.parametrize("following", list(MinutesStatus))
def test_minutes_never_go_back(current: MinutesStatus, following: MinutesStatus) -> None:
    order = list(MinutesStatus)

    if order.index(following) == order.index(current) + 1:
        check_minutes_step(current, following)
    else:
        with pytest.raises(RuleBroken, match=current.label):
            check_minutes_step(current, following)


def test_a_roll_put_right_takes_back_the_reading_and_no_confirmation() -> None:
    assert {status: after_the_roll(status) for status in MinutesStatus} == {
        MinutesStatus.DRAFT: MinutesStatus.DRAFT,
        MinutesStatus.ADOPTED: MinutesStatus.DRAFT,
        MinutesStatus.CONFIRMED: MinutesStatus.CONFIRMED,
        MinutesStatus.FILED: MinutesStatus.FILED,
    }


def test_only_a_draft_of_minutes_is_edited() -> None:
    check_minutes_editable(MinutesStatus.DRAFT)

    for status in (MinutesStatus.ADOPTED, MinutesStatus.CONFIRMED, MinutesStatus.FILED):
        with pytest.raises(RuleBroken, match="biên bản bổ sung"):
            check_minutes_editable(status)


def test_one_person_is_not_both_chair_and_minutes_taker() -> None:
    check_two_people(TAKER, CHAIR)

    with pytest.raises(RuleBroken, match="hai đồng chí khác nhau"):
        check_two_people(CHAIR, CHAIR)


@pytest.mark.parametrize("confirmer", [TAKER, CHAIR])
def test_taker_and_chair_confirm_adopted_minutes(confirmer: UUID) -> None:
    check_confirmation(
        MinutesStatus.ADOPTED,
        minutes_taker=TAKER,
        chair=CHAIR,
        confirmer=confirmer,
        confirmed_by=[],
    )


def test_nobody_else_confirms_minutes() -> None:
    with pytest.raises(RuleBroken, match="Chỉ người ghi biên bản và người chủ trì"):
        check_confirmation(
            MinutesStatus.ADOPTED,
            minutes_taker=TAKER,
            chair=CHAIR,
            confirmer=SOMEBODY,
            confirmed_by=[],
        )


def test_minutes_are_confirmed_only_after_they_were_read_and_adopted() -> None:
    with pytest.raises(RuleBroken, match="chưa được đọc và thông qua"):
        check_confirmation(
            MinutesStatus.DRAFT,
            minutes_taker=TAKER,
            chair=CHAIR,
            confirmer=CHAIR,
            confirmed_by=[],
        )


@pytest.mark.parametrize("status", [MinutesStatus.ADOPTED, MinutesStatus.CONFIRMED])
def test_nobody_confirms_twice(status: MinutesStatus) -> None:
    with pytest.raises(RuleBroken, match="đã xác nhận"):
        check_confirmation(
            status,
            minutes_taker=TAKER,
            chair=CHAIR,
            confirmer=CHAIR,
            confirmed_by=[TAKER, CHAIR],
        )


def test_one_person_in_both_parts_cannot_confirm() -> None:
    with pytest.raises(RuleBroken, match="hai đồng chí khác nhau"):
        check_confirmation(
            MinutesStatus.ADOPTED,
            minutes_taker=CHAIR,
            chair=CHAIR,
            confirmer=CHAIR,
            confirmed_by=[],
        )


def test_minutes_are_confirmed_when_both_have_done_so() -> None:
    assert not is_fully_confirmed(TAKER, CHAIR, [])
    assert not is_fully_confirmed(TAKER, CHAIR, [TAKER])
    assert not is_fully_confirmed(TAKER, CHAIR, [CHAIR])
    assert is_fully_confirmed(TAKER, CHAIR, [CHAIR, TAKER])


# Clocks


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (MeetingKind.REGULAR, 90),
        (MeetingKind.COMBINED, 120),
        (MeetingKind.THEMATIC, None),
        (MeetingKind.CONFERENCE, None),
    ],
)
def test_a_length_is_set_for_the_ordinary_meeting_only(
    kind: MeetingKind, expected: int | None
) -> None:
    assert minimum_minutes(kind, 12, regular="90", combined="120") == expected


@pytest.mark.parametrize(
    ("members", "expected"), [(3, 45), (4, 45), (5, 60), (9, 60), (10, 90), (40, 90), (None, 90)]
)
def test_a_small_cell_has_the_length_its_committee_laid_down(
    members: int | None, expected: int
) -> None:
    lengths = "90; dưới 10 đảng viên: 60; dưới 5 đảng viên: 45"

    assert least_minutes(lengths, members) == expected
    assert least_minutes("90", members) == least_minutes(90, members) == 90


def test_t26_a_combined_meeting_of_110_minutes_is_too_short() -> None:
    end = EIGHT_IN_THE_MORNING + timedelta(minutes=110)
    minimum = minimum_minutes(MeetingKind.COMBINED, 12, regular="90", combined="120")

    warning = check_duration(EIGHT_IN_THE_MORNING, end, minimum)

    assert warning == "Buổi sinh hoạt dài 110 phút, ngắn hơn mức tối thiểu 120 phút."
    assert check_duration(EIGHT_IN_THE_MORNING, end, 90) is None
    assert check_duration(EIGHT_IN_THE_MORNING, end, None) is None


def test_a_meeting_cannot_end_before_it_began() -> None:
    with pytest.raises(RuleBroken, match="Giờ kết thúc"):
        check_duration(EIGHT_IN_THE_MORNING, EIGHT_IN_THE_MORNING - timedelta(minutes=1), 90)


@given(INSTANTS, st.integers(0, 1000), st.integers(0, 59))
def test_a_duration_counts_whole_minutes(start: datetime, minutes: int, seconds: int) -> None:
    end = start + timedelta(minutes=minutes, seconds=seconds)

    assert duration_minutes(start, end) == minutes


def test_t27_the_evening_before_is_in_time_by_calendar_day_and_late_by_24_hours() -> None:
    posted = datetime(2026, 11, 9, 13, 0, tzinfo=UTC)

    assert papers_in_time(posted, EIGHT_IN_THE_MORNING, days=1, by_calendar_day=True)
    assert not papers_in_time(posted, EIGHT_IN_THE_MORNING, days=1, by_calendar_day=False)


def test_papers_posted_on_the_day_of_the_meeting_are_late() -> None:
    after_midnight_in_vietnam = datetime(2026, 11, 9, 17, 30, tzinfo=UTC)

    assert not papers_in_time(
        after_midnight_in_vietnam, EIGHT_IN_THE_MORNING, days=1, by_calendar_day=True
    )


@given(INSTANTS, st.integers(0, 5 * 24 * 60), st.integers(0, 3))
def test_papers_in_time_by_full_hours_are_in_time_by_calendar_day_too(
    meets_at: datetime, minutes_before: int, days: int
) -> None:
    posted = meets_at - timedelta(minutes=minutes_before)

    by_hours = papers_in_time(posted, meets_at, days=days, by_calendar_day=False)

    assert not by_hours or papers_in_time(posted, meets_at, days=days, by_calendar_day=True)


def test_t28_results_of_the_10th_are_due_on_the_12th() -> None:
    assert results_due_on(date(2026, 11, 10), 2) == date(2026, 11, 12)
    assert date(2026, 11, 13) > results_due_on(date(2026, 11, 10), 2)
