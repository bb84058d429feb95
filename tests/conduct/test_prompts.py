from dataclasses import replace
from datetime import date, time

import pytest

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.conduct.service import prompts
from partywork.conduct.terms import PromptReason
from partywork.core import clock
from partywork.core.actor import Desk
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed
from partywork.core.periods import Month
from partywork.meetings.models import Attendance, Meeting
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
        status=MeetingStatus.FILED,
        standing=MembershipStatus.OFFICIAL,
    ):
        body = make.body(cell, BodyKind.CELL)
        with transaction():
            meeting = Meeting(
                organisation_id=cell.id,
                body_id=body.id,
                kind=MeetingKind.REGULAR,
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
                    organisation_id=cell.id,
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

    assert len(unexcused(make.secretary(cell), cell.id, date(2026, 1, 1), TODAY)) == counted


def test_an_unfinished_meeting_counts_for_nothing(make, cell, away):
    member = make.member(cell)
    for month in (2, 6):
        away(member, date(2026, month, 5))
    away(member, date(2026, 11, 20), status=MeetingStatus.OPEN)
    secretary = make.secretary(cell)

    assert absences(secretary, cell) == set()
    assert unexcused(secretary, cell.id, date(2026, 6, 1), TODAY) == [(member.id, date(2026, 6, 5))]


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
