from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.meetings.rules import AttendanceCount
from partywork.meetings.terms import MeetingKind
from partywork.reports.rules import (
    AbsenceRow,
    Figures,
    MeetingRow,
    MemberRow,
    check_composition,
    check_identity,
    check_step,
    days_late,
    due_on,
    figures_of,
    mark,
)
from partywork.reports.rules.periods import Period, check_month, check_period, default_period
from partywork.reports.terms import BoardMark, ReportStatus
from partywork.tasks.rules import Progress

NOVEMBER = Month(2026, 11)
DUE = date(2026, 11, 25)
AFTER = DUE + timedelta(days=3)
OFFICIAL = MembershipStatus.OFFICIAL
PROBATIONARY = MembershipStatus.PROBATIONARY
GUEST = MembershipStatus.TEMPORARY_GUEST
STATUSES = st.lists(st.sampled_from(list(MembershipStatus)), max_size=40)


def figures(
    *,
    at_start: list[MembershipStatus] | None = None,
    at_end: list[MemberRow] | None = None,
    joins: list[JoiningReason] | None = None,
    leaves: list[LeavingReason] | None = None,
    attendance: list[AttendanceCount] | None = None,
    speakers: list[UUID] | None = None,
) -> Figures:
    return figures_of(
        at_start=at_start or [],
        at_end=at_end or [],
        joins=joins or [],
        leaves=leaves or [],
        meetings=[MeetingRow(date(2026, 11, 5), MeetingKind.REGULAR, 95, True, True)],
        attendance=attendance or [],
        absences=[AbsenceRow("Nguyễn Văn A", 2)],
        speakers=speakers or [],
        tasks=Progress(done_on_time=3, overdue=1),
    )


@pytest.mark.parametrize("current", list(ReportStatus))
@pytest.mark.parametrize("following", list(ReportStatus))
def test_a_report_is_sent_returned_and_sent_again_until_it_is_accepted(
    current: ReportStatus, following: ReportStatus
) -> None:
    allowed = {
        (ReportStatus.DRAFT, ReportStatus.SENT),
        (ReportStatus.SENT, ReportStatus.RETURNED),
        (ReportStatus.SENT, ReportStatus.ACCEPTED),
        (ReportStatus.RETURNED, ReportStatus.SENT),
    }

    if (current, following) in allowed:
        check_step(current, following)
    else:
        with pytest.raises(RuleBroken, match=current.label):
            check_step(current, following)


def test_a_report_is_due_on_its_day_or_on_the_last_of_a_short_month() -> None:
    assert due_on(NOVEMBER, 25) == DUE
    assert due_on(Month(2026, 2), 30) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("status", "sent_on", "today", "expected"),
    [
        (None, None, DUE, BoardMark.NOT_DUE),
        (None, None, AFTER, BoardMark.MISSING),
        (ReportStatus.DRAFT, None, DUE, BoardMark.NOT_DUE),
        (ReportStatus.DRAFT, None, AFTER, BoardMark.MISSING),
        (ReportStatus.SENT, DUE, AFTER, BoardMark.ON_TIME),
        (ReportStatus.SENT, AFTER, AFTER, BoardMark.LATE),
        (ReportStatus.ACCEPTED, DUE, AFTER, BoardMark.ON_TIME),
        (ReportStatus.ACCEPTED, AFTER, AFTER, BoardMark.LATE),
        (ReportStatus.RETURNED, DUE, AFTER, BoardMark.RETURNED),
    ],
)
def test_the_board_says_how_a_cell_stands_for_a_month(
    status: ReportStatus | None, sent_on: date | None, today: date, expected: BoardMark
) -> None:
    assert mark(status, sent_on, DUE, today) is expected


def test_lateness_counts_from_the_due_day_to_the_sending_or_to_today() -> None:
    assert days_late(DUE, DUE, AFTER) == 0
    assert days_late(AFTER, DUE, AFTER + timedelta(days=9)) == 3
    assert days_late(None, DUE, AFTER) == 3
    assert days_late(None, DUE, DUE - timedelta(days=3)) == 0


def test_the_period_is_the_calendar_month_unless_changed() -> None:
    period = default_period(NOVEMBER)

    assert period == Period(date(2026, 11, 1), date(2026, 11, 30))
    check_period(period, NOVEMBER)


def test_a_period_may_reach_beyond_its_month() -> None:
    check_period(Period(date(2026, 10, 26), date(2026, 11, 25)), NOVEMBER)


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(RuleBroken, match="ngày cuối") as refusal:
        check_period(Period(date(2026, 11, 2), date(2026, 11, 1)), NOVEMBER)

    assert refusal.value.field == "period_to"


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2026, 10, 1), date(2026, 10, 31)),
        Period(date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_day_in_the_month_of_the_report(period: Period) -> None:
    with pytest.raises(RuleBroken, match="tháng 11 năm 2026"):
        check_period(period, NOVEMBER)


def test_a_cell_that_ended_reports_up_to_its_last_day() -> None:
    last, today = date(2026, 11, 15), date(2026, 11, 30)
    assert default_period(NOVEMBER, last) == Period(date(2026, 11, 1), last)
    assert default_period(NOVEMBER, date(2027, 1, 1)) == default_period(NOVEMBER)
    check_month(NOVEMBER, today, last)
    check_month(NOVEMBER, today, None)
    check_period(Period(date(2026, 11, 1), last), NOVEMBER, last)

    with pytest.raises(RuleBroken, match="15/11/2026"):
        check_month(NOVEMBER.shift(1), today, last)
    with pytest.raises(RuleBroken, match="Chưa đến"):
        check_month(NOVEMBER.shift(1), today, None)
    with pytest.raises(RuleBroken, match="không quá"):
        check_period(default_period(NOVEMBER), NOVEMBER, last)


def test_numbers_that_break_the_movement_identity_are_refused_with_both_sides() -> None:
    check_identity(start=17, increase=2, decrease=1, end=18)

    with pytest.raises(RuleBroken, match=r"phải là 18.*có 19"):
        check_identity(start=17, increase=2, decrease=1, end=19)


def test_official_and_probationary_members_make_the_total() -> None:
    check_composition(total=18, official=16, probationary=2)

    with pytest.raises(RuleBroken, match="không bằng tổng số 18"):
        check_composition(total=18, official=16, probationary=1)


def test_members_are_counted_by_kind_and_guests_stand_apart() -> None:
    people = [
        MemberRow(OFFICIAL, is_woman=True),
        MemberRow(OFFICIAL, is_woman=False),
        MemberRow(PROBATIONARY, is_woman=True),
        MemberRow(MembershipStatus.EXEMPTED, is_woman=False),
        MemberRow(MembershipStatus.TEMPORARILY_AWAY, is_woman=False),
        MemberRow(GUEST, is_woman=True),
    ]

    counted = figures(at_end=people)

    assert counted.members_at_end == 5
    assert (counted.official, counted.probationary, counted.women) == (4, 1, 2)
    assert (counted.exempted, counted.temporarily_away, counted.temporary_guests) == (1, 1, 1)


def test_movement_is_counted_by_reason_and_keeps_its_identity() -> None:
    counted = figures(
        at_start=[OFFICIAL] * 4 + [GUEST],
        at_end=[MemberRow(OFFICIAL, is_woman=False)] * 4 + [MemberRow(PROBATIONARY, is_woman=True)],
        joins=[JoiningReason.ADMITTED, JoiningReason.TRANSFERRED],
        leaves=[LeavingReason.DIED],
    )

    counted.check()
    assert counted.members_at_start == 4
    assert counted.joined[JoiningReason.ADMITTED] == 1
    assert counted.joined[JoiningReason.RESTORED] == 0
    assert counted.left[LeavingReason.DIED] == 1
    assert (counted.increase, counted.decrease) == (2, 1)


def test_t30_a_move_between_two_cells_changes_each_and_not_the_whole() -> None:
    giving = figures(
        at_start=[OFFICIAL] * 5,
        at_end=[MemberRow(OFFICIAL, is_woman=False)] * 4,
        leaves=[LeavingReason.TRANSFERRED],
    )
    taking = figures(
        at_start=[OFFICIAL] * 5,
        at_end=[MemberRow(OFFICIAL, is_woman=False)] * 6,
        joins=[JoiningReason.TRANSFERRED],
    )

    giving.check()
    taking.check()
    assert giving.decrease == taking.increase == 1
    assert giving.members_at_start + taking.members_at_start == (
        giving.members_at_end + taking.members_at_end
    )


def test_figures_that_lost_somebody_are_refused() -> None:
    counted = figures(at_start=[OFFICIAL] * 2, at_end=[MemberRow(OFFICIAL, is_woman=False)])

    with pytest.raises(RuleBroken, match="cuối kỳ phải là 2"):
        counted.check()


def test_attendance_of_several_meetings_is_added_and_never_averaged() -> None:
    counted = figures(
        attendance=[
            AttendanceCount(expected=17, expected_present=15, excused=2),
            AttendanceCount(expected=10, expected_present=9, unexcused=1),
        ]
    )

    assert (counted.expected, counted.present) == (27, 24)
    assert (counted.excused, counted.unexcused) == (2, 1)


def test_statements_and_speakers_are_two_numbers() -> None:
    first, second = UUID(int=1), UUID(int=2)

    counted = figures(speakers=[first, second, first])

    assert (counted.statements, counted.speakers) == (3, 2)


def test_meetings_absences_and_tasks_are_handed_on_as_they_are() -> None:
    counted = figures()

    assert counted.meetings[0].minutes == 95
    assert counted.absences[0].months_this_year == 2
    assert counted.tasks.percent_done == 75


@given(STATUSES)
def test_official_and_probationary_always_make_the_total(statuses: list[MembershipStatus]) -> None:
    counted = figures(
        at_start=statuses, at_end=[MemberRow(status, is_woman=False) for status in statuses]
    )

    counted.check()


@given(
    STATUSES,
    st.lists(st.sampled_from(list(JoiningReason)), max_size=9),
    st.lists(st.sampled_from(list(LeavingReason)), max_size=9),
)
def test_any_movement_applied_to_the_list_keeps_the_identity(
    before: list[MembershipStatus], joins: list[JoiningReason], leaves: list[LeavingReason]
) -> None:
    own = [status for status in before if status is not GUEST]
    stayed = own[min(len(leaves), len(own)) :]
    after = [MemberRow(status, is_woman=True) for status in [*stayed, *[PROBATIONARY] * len(joins)]]

    counted = figures(
        at_start=before, at_end=after, joins=joins, leaves=leaves[: len(own) - len(stayed)]
    )

    counted.check()
