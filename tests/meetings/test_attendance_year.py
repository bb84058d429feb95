"""A year of attendance: of a cell, of all cells, of oneself, on paper."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from partywork.cells.models import Member
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible
from partywork.meetings.models import Attendance, Meeting
from partywork.meetings.service import attendance_year
from partywork.meetings.terms import AbsenceLevel, AttendanceMark, MeetingKind, MeetingStatus
from tests.pdf.measure import words_of
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, cell_case
from tests.support.queries import count_queries

Browse = Callable[..., Browser]
Today = Callable[..., None]


@pytest.fixture
def case(make: Make, today: Today) -> Case:
    today(date(2026, 11, 20))
    return cell_case(make, [MembershipStatus.OFFICIAL] * 2)


def held(
    case: Case,
    make: Make,
    month: int,
    marks: dict[Member, AttendanceMark],
    *,
    kind: MeetingKind = MeetingKind.REGULAR,
    year: int = 2026,
    is_filed: bool = False,
    late_at: datetime | None = None,
) -> Meeting:
    """Keep an ended meeting with this roll-call."""
    body = make.body(case.organisation, BodyKind.CELL)
    with transaction():
        meeting = Meeting(
            organisation_id=case.organisation.id,
            body_id=body.id,
            kind=kind,
            year=year,
            month=month,
            title=f"Sinh hoạt tháng {month}",
            starts_at=clock.instant_of(date(year, month, 5), time(19)),
            place="Phòng họp",
            status=MeetingStatus.FILED if is_filed else MeetingStatus.CLOSED,
            filed_at=clock.now() if is_filed else None,
        )
        db.session.add(meeting)
        db.session.flush()
        for member, mark in marks.items():
            db.session.add(
                Attendance(
                    organisation_id=case.organisation.id,
                    meeting_id=meeting.id,
                    member_id=member.id,
                    status=MembershipStatus.OFFICIAL,
                    mark=mark,
                    late_at=late_at,
                )
            )
    return meeting


def a_year(case: Case, make: Make, *, is_filed: bool = False) -> None:
    steady, rare = case.members
    for month in (1, 2, 3):
        marks = {steady: AttendanceMark.PRESENT, rare: AttendanceMark.UNEXCUSED}
        held(case, make, month, marks, is_filed=is_filed)
    for month in (4, 5, 6, 7):
        marks = {steady: AttendanceMark.EXCUSED, rare: AttendanceMark.PRESENT}
        held(case, make, month, marks, is_filed=is_filed)


def test_officers_see_the_year_of_each_person_by_name(case: Case, make: Make) -> None:
    a_year(case, make)
    steady, rare = case.members

    found = attendance_year.of_cell(case.secretary, case.organisation.id, 2026)
    by_id = {one.member_id: one for one in found.people}

    assert found.meetings == 7
    assert [one.name for one in found.people] == [
        one.full_name for one in sorted(case.members, key=lambda one: one.name_sort_key)
    ]
    assert by_id[rare.id].level is AbsenceLevel.REVIEW
    assert by_id[steady.id].level is AbsenceLevel.NONE
    assert by_id[steady.id].is_often_excused
    assert not by_id[rare.id].is_often_excused
    assert (found.total.expected_present, found.total.expected) == (7, 14)


def test_those_above_see_what_was_filed_in_the_order_of_the_tree(case: Case, make: Make) -> None:
    office = make.office()
    a_year(case, make)

    def total() -> int:
        cells = attendance_year.of_all_cells(office, 2026)
        return next(x for x in cells if x.organisation.id == case.organisation.id).meetings

    assert total() == 0
    held(case, make, 8, {case.members[0]: AttendanceMark.PRESENT}, is_filed=True)
    assert total() == 1
    paths = [one.organisation.path for one in attendance_year.of_all_cells(office, 2026)]
    assert paths == sorted(paths)


def test_members_see_their_own_year_and_no_other(case: Case, make: Make) -> None:
    a_year(case, make)
    rare = make.actor(case.members[1])

    own = attendance_year.own(rare, 2026)

    assert (own.year.count.present, own.year.count.unexcused) == (4, 3)
    assert own.level is AbsenceLevel.REVIEW
    assert [one.held_on.month for one in own.meetings] == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(NotAllowed):
        attendance_year.of_cell(rare, case.organisation.id, 2026)
    with pytest.raises(NotVisible):
        attendance_year.of_cell(make.secretary(make.cell()), case.organisation.id, 2026)
    with pytest.raises(NotVisible):
        attendance_year.own(make.administrator(), 2026)


def test_the_year_is_printed_by_name_with_its_day(case: Case, make: Make) -> None:
    a_year(case, make)

    name, content = attendance_year.printed(case.secretary, case.organisation.id, 2026)
    words = words_of(content)

    assert name.startswith("Dự sinh hoạt năm 2026")
    assert "dự sinh hoạt chi bộ năm 2026" in words
    assert "Chi bộ xem xét theo Điều lệ" in words
    assert "vắng có lý do nhiều buổi thường kỳ liên tiếp" in words
    assert "50%" in words
    assert "Danh sách in ngày 20/11/2026" in words


def test_the_pages_say_the_rule_and_rank_nobody(case: Case, make: Make, browse: Browse) -> None:
    late = clock.instant_of(date(2026, 1, 5), time(19, 20))
    held(case, make, 1, {case.members[0]: AttendanceMark.PRESENT}, late_at=late, is_filed=True)

    own = browse(case.secretary).get("/meetings/attendance?nam=2026").words
    above = browse(make.office())
    mine = browse(make.actor(case.members[0])).get("/meetings/attendance/mine?nam=2026").words

    assert "từ 1 tháng nhắc nhở, từ 2 tháng gặp trực tiếp, từ 3 tháng chi bộ xem xét" in own
    assert "không xếp hạng" in above.get("/meetings/attendance?nam=2026").words
    there = f"/meetings/attendance?nam=2026&to-chuc={case.organisation.id}"
    assert case.members[0].full_name in above.get(there).words
    assert "đến muộn" in mine
    browse(make.actor(case.members[1])).get("/meetings/attendance", expect=403)
    assert "Chưa có buổi" in browse(case.secretary).get("/meetings/attendance?nam=2020").words
    assert "Chưa có buổi" in browse(case.secretary).get("/meetings/attendance/mine?nam=2020").words


@pytest.mark.parametrize("path", ["/meetings/attendance?nam=2026", "/handbook/?nam=2026"])
def test_more_meetings_and_cells_ask_the_database_no_more(
    make: Make, today: Today, browse: Browse, path: str
) -> None:
    today(date(2026, 11, 20))
    office = browse(make.office())

    def asked(cells: int) -> int:
        for _ in range(cells):
            case = cell_case(make, [MembershipStatus.OFFICIAL] * 2)
            a_year(case, make, is_filed=True)
        with count_queries() as sent:
            office.get(path)
        return len(sent)

    assert asked(1) == asked(3)
