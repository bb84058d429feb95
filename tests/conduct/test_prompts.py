from dataclasses import replace
from datetime import date, time

import pytest

from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.service import carrying_out, events, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import BodyKind, EventKind, MembershipStatus, ReorganisationKind
from partywork.conduct.service import prompts
from partywork.conduct.terms import PromptReason
from partywork.core import clock
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed
from partywork.core.periods import Month
from partywork.meetings.models import Attendance, Meeting
from partywork.meetings.service import attendance_year
from partywork.meetings.service.absences import unexcused
from partywork.meetings.terms import AttendanceMark, MeetingKind, MeetingStatus
from tests.dues.keeping import Keeping

TODAY = date(2026, 11, 22)


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def away(make, cell):
    """Note that a member was away from the cell's meeting of a day."""

    def noted(
        member,
        day,
        mark=AttendanceMark.UNEXCUSED,
        *,
        status=MeetingStatus.FILED,
        standing=MembershipStatus.OFFICIAL,
        kind=MeetingKind.REGULAR,
        at=cell,
    ):
        body = make.body(at, BodyKind.CELL)
        with transaction():
            meeting = Meeting(
                organisation_id=at.id,
                body_id=body.id,
                kind=kind,
                year=day.year,
                month=day.month,
                title="Sinh hoạt thường kỳ",
                starts_at=clock.instant_of(day, time(19)),
                place="Phòng họp",
                status=status,
                filed_at=clock.now() if status is MeetingStatus.FILED else None,
            )
            db.session.add(meeting)
            db.session.flush()
            db.session.add(
                Attendance(
                    organisation_id=at.id,
                    meeting_id=meeting.id,
                    member_id=member.id,
                    status=standing,
                    mark=mark,
                )
            )

    return noted


def absences(actor, cell):
    found = prompts.to_consider(actor, cell.id)
    return {(line.full_name, line.months) for line in found if line.reason is PromptReason.ABSENCE}


def test_t18_three_unexcused_months_of_a_year_are_shown_with_the_rule(make, cell, away, browse):
    member = make.member(cell, name="Nguyễn Thị Ước")
    for month in (2, 6, 10):
        away(member, date(2026, month, 5))
    away(member, date(2026, 3, 5), AttendanceMark.EXCUSED)
    secretary = make.secretary(cell)

    page = browse(secretary).get("/conduct/to-consider").words

    assert absences(secretary, cell) == {("Nguyễn Thị Ước", "02/2026, 06/2026, 10/2026")}
    assert "Hệ thống không tự xóa tên" in page
    assert "từ 3 tháng trở lên, tính trong năm dương lịch" in page
    assert absences(make.office(Desk.ORGANISATION), cell) == absences(secretary, cell)


def test_t19_a_calendar_year_begins_anew(make, cell, away, today):
    today(date(2026, 1, 20))
    member = make.member(cell, since=date(2020, 1, 1))
    for day in (date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5)):
        away(member, day)

    assert absences(make.secretary(cell), cell) == set()


def test_the_months_of_the_year_that_ended_are_asked_about_until_march(make, cell, away, today):
    member = make.member(cell, since=date(2020, 1, 1))
    for month in (9, 10, 12):
        away(member, date(2025, month, 5))
    secretary = make.secretary(cell)

    asked = {}
    for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)):
        today(day)
        asked[day] = absences(replace(secretary, day=day), cell)

    still = {(member.full_name, "09/2025, 10/2025, 12/2025")}
    assert list(asked.values()) == [still, still, set()]


@pytest.mark.parametrize(
    ("standing", "counted"),
    [
        (MembershipStatus.PROBATIONARY, 3),
        (MembershipStatus.EXEMPTED, 0),
        (MembershipStatus.TEMPORARILY_AWAY, 0),
        (MembershipStatus.TEMPORARY_GUEST, 0),
    ],
)
def test_who_need_not_come_is_never_absent(make, cell, away, standing, counted):
    member = make.member(cell)
    for month in (2, 6, 10):
        away(member, date(2026, month, 5), standing=standing)

    assert len(unexcused([member.id], date(2026, 1, 1), TODAY)) == counted


def test_a_conferring_of_two_is_no_meeting_of_the_cell(make, cell, away):
    member = make.member(cell)
    for month, kind in ((2, MeetingKind.REGULAR), (6, MeetingKind.GROUP)):
        away(member, date(2026, month, 5), kind=kind)
    away(member, date(2026, 10, 5), kind=MeetingKind.CONFERRING)
    secretary = make.secretary(cell)

    page = attendance_year.of_cell(secretary, cell.id, 2026)

    assert absences(secretary, cell) == set()
    assert len(unexcused([member.id], date(2026, 1, 1), TODAY)) == 2
    assert [one.year.months for one in page.people if one.member_id == member.id] == [2]


def test_an_unfinished_meeting_counts_for_nothing(make, cell, away):
    member = make.member(cell)
    for month in (2, 6):
        away(member, date(2026, month, 5))
    away(member, date(2026, 11, 20), status=MeetingStatus.OPEN)
    secretary = make.secretary(cell)

    assert absences(secretary, cell) == set()
    assert unexcused([member.id], date(2026, 6, 1), TODAY) == [(member.id, date(2026, 6, 5))]


def test_a_cell_does_not_see_whom_another_should_consider(make, cell, away):
    member = make.member(cell)
    for month in (2, 6, 10):
        away(member, date(2026, month, 5))

    assert prompts.to_consider(make.secretary(make.cell()), cell.id) == []
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.plain_member(cell)):
        with pytest.raises(NotAllowed):
            prompts.to_consider(actor, cell.id)


def test_three_unpaid_months_are_shown_with_their_reason(make, today, browse):
    today(date(2026, 7, 2))
    kept = Keeping.begun(make)
    for month in (7, 8, 9, 10):
        payers = (kept.secretary, kept.member) if month == 7 else (kept.secretary,)
        today(date(2026, month, 20))
        kept.collect(Month(2026, month), *payers, on=date(2026, month, 5))
    today(TODAY)
    actor = replace(kept.secretary, day=TODAY)

    (line,) = prompts.to_consider(actor, kept.cell.id)

    assert line.member_id == kept.member.member_id
    assert line.reason is PromptReason.DUES
    assert line.months == "08/2026, 09/2026, 10/2026"
    assert "Chưa đóng đảng phí" in browse(kept.secretary).get("/conduct/to-consider").words


@pytest.fixture
def there(make):
    return make.cell("Chi bộ Hội Hóa học")


@pytest.fixture
def merge(make, cell, there):
    """Let one cell go into the other."""

    def merged(day):
        wanted = Wanted(
            ReorganisationKind.MERGED, effective_on=day, decided_on=day, target=there.id
        )
        paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
        desk = make.office()
        prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
        carrying_out.carry_out(desk, prepared.id, version=prepared.version)

    return merged


def move(member_id, cell, there, day):
    moved = NewEvent(
        EventKind.MOVED,
        day,
        cell.id,
        other_organisation_id=there.id,
        document_number="5-QĐ/ĐU",
        decided_on=day,
    )
    with transaction():
        events.apply(system(day), member_id, moved)


def test_a_move_in_may_does_not_begin_the_absences_of_the_year_anew(make, cell, there, away):
    member = make.member(cell, name="Nguyễn Thị Ước")
    away(member, date(2026, 4, 5))
    move(member.id, cell, there, date(2026, 5, 1))
    for month in (6, 7):
        away(member, date(2026, month, 5), at=there)
    months = {("Nguyễn Thị Ước", "04/2026, 06/2026, 07/2026")}

    assert absences(make.secretary(there), there) == months
    assert absences(make.office(Desk.ORGANISATION), there) == months
    assert absences(make.secretary(cell), cell) == set()
    assert absences(make.secretary(cell), there) == set()


def test_a_merger_does_not_begin_the_absences_of_the_year_anew(make, cell, there, away, merge):
    member = make.member(cell, name="Nguyễn Thị Ước")
    for month in (2, 6):
        away(member, date(2026, month, 5))
    merge(date(2026, 9, 1))
    away(member, date(2026, 10, 5), at=there)

    found = absences(make.secretary(there), there)

    assert found == {("Nguyễn Thị Ước", "02/2026, 06/2026, 10/2026")}


def test_two_absences_in_one_month_in_two_cells_are_one_month(make, cell, there, away):
    member = make.member(cell)
    for month in (3, 5):
        away(member, date(2026, month, 5))
    move(member.id, cell, there, date(2026, 5, 10))
    away(member, date(2026, 5, 20), at=there)

    assert absences(make.secretary(there), there) == set()


def debts(actor, cell):
    found = prompts.to_consider(replace(actor, day=TODAY), cell.id)
    return {one.member_id: one.months for one in found if one.reason is PromptReason.DUES}


def test_a_move_takes_the_unpaid_months_of_the_year_along(make, today):
    today(date(2026, 7, 2))
    kept, other = Keeping.begun(make), Keeping.begun(make)
    for month in (Month(2026, number) for number in (7, 8, 9)):
        today(month.day(20))
        payers = (kept.secretary, kept.member) if month.month == 7 else (kept.secretary,)
        kept.collect(month, *payers, on=month.day(5))
        other.collect(month, other.secretary, other.member, on=month.day(5))
    today(date(2026, 10, 1))
    kept.close(Month(2026, 7), Month(2026, 8))
    kept.move(kept.member, other.cell, date(2026, 10, 1))
    today(TODAY)

    found = debts(other.secretary, other.cell)

    assert found[kept.member.member_id] == "08/2026, 09/2026, 10/2026"
    assert kept.member.member_id not in debts(kept.secretary, kept.cell)


def test_what_was_paid_in_the_former_cell_is_not_unpaid_in_the_new_one(make, today):
    today(date(2026, 7, 2))
    kept, other = Keeping.begun(make), Keeping.begun(make)
    months = [Month(2026, month) for month in (7, 8, 9)]
    for month in months:
        today(month.day(20))
        kept.collect(month, kept.secretary, kept.member, on=month.day(5))
        other.collect(month, other.secretary, other.member, on=month.day(5))
    kept.move(kept.member, other.cell, date(2026, 8, 15))
    today(TODAY)

    assert debts(other.secretary, other.cell) == {}


def test_a_merger_takes_the_unpaid_months_of_the_year_along(make, cell, there, merge, today):
    today(date(2026, 6, 2))
    kept = Keeping.formed(make, cell)
    today(date(2026, 7, 2))
    kept.begin(Month(2026, 7))
    for month in (7, 8, 9):
        today(date(2026, month, 20))
        payers = (kept.secretary, kept.member) if month == 7 else (kept.secretary,)
        kept.collect(Month(2026, month), *payers, on=date(2026, month, 5))
    other = Keeping.begun(make, there)
    today(date(2026, 10, 1))
    merge(date(2026, 10, 1))
    today(date(2026, 10, 20))
    other.collect(Month(2026, 10), other.secretary, on=date(2026, 10, 5))
    today(TODAY)

    found = debts(other.secretary, there)

    assert found[kept.member.member_id] == "08/2026, 09/2026, 10/2026"
