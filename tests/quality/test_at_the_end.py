"""The figures of a sheet are taken anew when its meeting ends, and who came from above confirms."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotAllowed
from partywork.handbook.service import packs
from partywork.meetings.service import (
    attendance_year,
    closing,
    minutes,
    papers,
    record,
    roll_call,
)
from partywork.meetings.terms import MeetingKind
from partywork.provisions.terms import ConfirmationRoute
from partywork.quality.models import QualitySheet
from partywork.quality.service import reading, sheets
from partywork.quality.service.sheets import Judgement
from tests.meetings.minuting import adopted, ask, closed, confirmed, count, item, write
from tests.meetings.test_attendance_year import held
from tests.quality.test_service import EVENING, finish, line_of, marked, posted
from tests.support.make import Make
from tests.support.meetings import (
    AttendanceMark,
    Case,
    begin,
    mark,
    open_meeting,
    visited_meeting,
)

Today = Callable[..., None]


@pytest.fixture
def case(make: Make, today: Today) -> Case:
    today(EVENING, time(20, 20))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def assigned(case: Case) -> None:
    minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[0].id,
        title="Tổ chức tọa đàm",
        due_on=date(2026, 11, 25),
    )


def test_the_points_the_meeting_hears_are_those_with_which_it_ends(
    case: Case, today: Today
) -> None:
    today(EVENING, time(20, 55))
    assigned(case)
    announced = marked(case).tenths
    during, heard = line_of(case, "7.2"), case.read().quality_points
    closed(case)

    line, sheet = line_of(case, "7.2"), reading.show(case.secretary, case.id).sheet

    assert (during.tenths, line.tenths) == (20, 20)
    assert "biên bản chờ thông qua" in during.computed.origin
    assert sheet is not None
    assert sheet.tenths == announced
    assert case.read().quality_points == heard == announced // 10
    assert case.read().quality_level == sheet.level.label


def test_what_is_assigned_after_the_marking_counts_when_the_meeting_ends(
    case: Case, today: Today
) -> None:
    today(EVENING, time(20, 55))
    before = marked(case).tenths
    missing = line_of(case, "7.2").tenths
    assigned(case)
    closed(case)

    sheet = reading.show(case.secretary, case.id).sheet

    assert sheet is not None
    assert (missing, line_of(case, "7.2").tenths) == (0, 20)
    assert sheet.tenths > before
    assert case.read().quality_points == sheet.tenths // 10


def test_nobody_judges_a_line_that_waits(case: Case) -> None:
    marked(case, _7_3=Judgement(10))

    assert line_of(case, "7.3").judged is None


def test_without_an_assignment_or_with_a_lost_resolution_it_earns_nothing(
    case: Case, today: Today
) -> None:
    assigned(case)
    count(case, ask(case), 1, 4, 0)
    marked(case)
    today(EVENING, time(21, 0))
    closed(case)

    assert (line_of(case, "7.2").tenths, line_of(case, "7.1").tenths) == (0, 0)


def test_a_meeting_is_as_long_as_it_was_in_the_end(case: Case, today: Today) -> None:
    marked(case)
    during = line_of(case, "1.1")
    today(EVENING, time(21, 0))
    closed(case)

    line = line_of(case, "1.1")

    assert (during.tenths, line.tenths) == (40, 50)
    assert "80 phút" in during.computed.origin
    assert "Tính lại khi kết thúc" in during.computed.origin
    assert line.computed.origin == "110 phút, mức tối thiểu 90 phút."


def test_the_sheet_ends_with_the_roll_and_the_speakers_of_the_minutes(
    case: Case, today: Today
) -> None:
    for member in case.members:
        minutes.add_statement(
            case.deputy, case.id, item(case, "B6").id, member_id=member.id, text="Đồng ý."
        )
    mark(case, AttendanceMark.PRESENT, unexcused=(case.members[0],))
    marked(case)
    during = {code: line_of(case, code).tenths for code in ("2.1", "4.5")}
    mark(case, AttendanceMark.PRESENT)
    said = item(case, "B6").statements
    for statement in said[1:]:
        minutes.remove_statement(case.deputy, case.id, statement.id)
    today(EVENING, time(20, 55))
    closed(case)

    ended = {code: line_of(case, code) for code in during}

    assert during == {"2.1": 10, "4.5": 50}
    assert {code: line.tenths for code, line in ended.items()} == {"2.1": 40, "4.5": 20}
    assert ended["2.1"].computed.origin == "5/5 đồng chí dự (100%), không ai vắng không lý do."
    assert ended["4.5"].computed.origin == "1/5 đồng chí phát biểu (20%)."


def test_what_people_decided_over_a_figure_stays(case: Case, today: Today) -> None:
    marked(case, _1_1=Judgement(30, "Giải lao 20 phút"))
    today(EVENING, time(21, 0))
    closed(case)

    line = line_of(case, "1.1")

    assert (line.tenths, line.reason, line.computed.tenths) == (30, "Giải lao 20 phút", 40)


def test_only_what_was_adopted_counts_as_a_conclusion(case: Case) -> None:
    count(case, ask(case, VoteSubject.ORDINARY, "A5"), 5, 0, 0)
    ask(case)
    before = line_of(case, "7.1").tenths
    write(case, "B2", "Thảo luận.", "Thống nhất chủ trương.")

    assert (before, line_of(case, "7.1").tenths) == (0, 20)


def test_a_meeting_that_nobody_marked_ends_as_well(case: Case) -> None:
    meeting = adopted(case)

    closing.close(case.secretary, case.id, version=meeting.version, ended_at=clock.now())

    assert case.read().quality_points is None


def test_papers_count_once_they_were_on_the_handbook_before_the_meeting(case: Case) -> None:
    begins, found = case.read().starts_at, [line_of(case, "4.8").tenths]

    for version, lead in enumerate((timedelta(minutes=-5), timedelta(hours=1))):
        packs.note_papers(case.secretary, case.id, version=version, posted_at=begins - lead)
        found.append(line_of(case, "4.8").tenths)

    assert found == [0, 0, 10]


def test_papers_noted_after_the_marking_count_when_the_meeting_ends(
    case: Case, today: Today
) -> None:
    marked(case)
    began = case.read().starts_at
    packs.note_papers(case.secretary, case.id, version=0, posted_at=began - timedelta(hours=1))
    during = line_of(case, "4.8")
    today(EVENING, time(20, 55))
    closed(case)

    assert (during.tenths, line_of(case, "4.8").tenths) == (0, 10)
    assert "Tính lại khi kết thúc" in during.computed.origin


def excused(case: Case) -> tuple[int | None, str]:
    line = line_of(case, "2.2", case.deputy)
    return line.tenths, line.computed.origin


def test_who_is_excused_from_four_ordinary_meetings_of_the_year_costs_a_point(
    make: Make, case: Case
) -> None:
    away = {case.members[0]: AttendanceMark.EXCUSED}
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))
    for kind in (MeetingKind.THEMATIC, MeetingKind.EXTRAORDINARY, MeetingKind.CONFERRING):
        held(case, make, 8, away, kind=kind)
    held(case, make, 10, away, kind=MeetingKind.THEMATIC)
    held(case, make, 12, away, year=2025)
    for month in (9, 10):
        held(case, make, month, away)
    three = excused(case)

    held(case, make, 7, away, kind=MeetingKind.COMBINED)

    assert three == (
        10,
        "Trong năm không ai vắng có lý do quá 3 buổi thường kỳ liên tiếp. "
        "Tính lại khi kết thúc buổi họp.",
    )
    assert excused(case) == (
        0,
        "Có đồng chí vắng có lý do 4 buổi thường kỳ liên tiếp trong năm. "
        "Tính lại khi kết thúc buổi họp.",
    )
    mark(case, AttendanceMark.PRESENT)
    assert excused(case) == three


def test_sheet_and_page_of_the_year_count_the_same_absences(
    make: Make, case: Case, today: Today
) -> None:
    for month in (8, 9, 10):
        held(case, make, month, {case.members[0]: AttendanceMark.EXCUSED})
    mark(case, AttendanceMark.PRESENT, excused=(case.members[0],))
    marked(case)
    today(EVENING, time(20, 55))
    closed(case)

    page = attendance_year.of_cell(case.secretary, case.organisation.id, EVENING.year)

    assert "vắng có lý do 4 buổi" in line_of(case, "2.2").computed.origin
    assert [one.year.longest_excused for one in page.people if one.is_often_excused] == [4]


def visited(make: Make, today: Today) -> tuple[Case, Actor]:
    """Return an open meeting to which somebody of the committee above was asked."""
    today(date(2026, 11, 1))
    case, visitor = visited_meeting(make)
    today(EVENING, time(20, 20))
    return begin(case), visitor


def call(case: Case, *, came: bool) -> None:
    """Call the whole roll, the visitor's name as well."""
    meeting = mark(case, AttendanceMark.PRESENT)
    visitors = roll_call.visitors_of(meeting)
    roll_call.call_roll(
        case.secretary,
        case.id,
        version=roll_call.roll_version(meeting),
        markings=(),
        visitors={one.id for one in visitors} if came else set(),
    )


def told(case: Case) -> list[str]:
    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)
    return [one.name for one in page.superiors]


def official(case: Case) -> QualitySheet:
    """End the meeting, confirm its minutes, post its result, report it: its points are official."""
    marked(case)
    closed(case, case.read().opened_at)
    confirmed(case)
    posted(case, EVENING)
    sheet = finish(case)
    closing.report_up(case.secretary, case.id, version=case.read().version)
    return sheet


def test_who_was_asked_and_did_not_come_is_not_told_of_and_the_office_confirms(
    make: Make, today: Today
) -> None:
    case, visitor = visited(make, today)
    call(case, came=False)
    warnings = closing.for_closing(case.secretary, case.id).warnings

    sheet = official(case)

    assert any(visitor.name in warning for warning in warnings)
    assert told(case) == []
    with pytest.raises(NotAllowed):
        sheets.confirm(visitor, case.id, version=sheet.version, note="")
    confirmed_sheet = sheets.confirm(make.office(), case.id, version=sheet.version, note="")
    assert confirmed_sheet.confirmed_as is ConfirmationRoute.OFFICE


def test_who_came_is_told_of_and_confirms(make: Make, today: Today) -> None:
    case, visitor = visited(make, today)
    call(case, came=True)
    assert closing.for_closing(case.secretary, case.id).warnings == []

    sheet = official(case)

    assert told(case) == [visitor.name]
    confirmed_sheet = sheets.confirm(visitor, case.id, version=sheet.version, note="")
    assert confirmed_sheet.confirmed_as is ConfirmationRoute.ATTENDED
