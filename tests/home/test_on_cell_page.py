from datetime import date

import pytest

from partywork.cells.terms import OfficeTitle
from partywork.core.db import transaction
from partywork.meetings.terms import MeetingStatus
from tests.support.month import CellMonth


@pytest.fixture
def month(make, today):
    today(date(2026, 11, 9))
    return CellMonth(make)


def planned(month):
    return month.meeting(held_on=date(2026, 11, 20), status=MeetingStatus.PLANNED, minutes=None)


def told(browser, cell):
    section = browser.get(f"/cells/{cell.id}").soup.select_one("section[aria-labelledby=month]")
    return " ".join(section.get_text(" ", strip=True).split()) if section else None


def test_officers_read_their_next_step_and_what_needs_a_look(month, browse):
    words = told(browse(month.secretary), month.cell)

    assert words.startswith("Tháng 11 năm 2026 Còn 10 việc phải xong trước ngày 25/11.")
    assert "Chưa chuẩn bị Sinh hoạt thường kỳ" in words
    assert "Họp chi ủy hoặc hội ý, chuẩn bị nội dung" in words


def test_members_learn_when_the_meeting_is_once_it_is_announced(make, month, browse):
    member = browse(make.plain_member(month.cell))

    assert told(member, month.cell) == "Tháng 11 năm 2026 ○ Chưa mời họp Sinh hoạt thường kỳ"
    meeting = planned(month)
    assert "Chưa mời họp" in told(member, month.cell)
    with transaction():
        meeting.status = MeetingStatus.INVITED
    words = told(member, month.cell)
    assert "Chưa mời họp" not in words
    assert "20/11/2026, Hội trường" in words


def test_those_above_read_of_the_report_and_not_of_drafts(make, month, browse, today):
    planned(month)

    for actor in (make.office(), make.committee()):
        words = told(browse(actor), month.cell)
        assert words == (
            "Tháng 11 năm 2026 ○ Chưa nộp hồ sơ Sinh hoạt thường kỳ "
            "○ Chưa gửi Báo cáo tháng Hạn 25/11/2026"
        )
    today(date(2026, 11, 27))
    assert "Trễ 2 ngày Báo cáo" in told(browse(make.office()), month.cell)


def test_organisations_above_cells_have_no_month_and_other_cells_no_page(make, month, browse):
    assert told(browse(make.office()), make.organisation()) is None
    officer = make.member(make.cell(), office=OfficeTitle.SECRETARY)
    browse(make.actor(officer)).get(f"/cells/{month.cell.id}", expect=404)
