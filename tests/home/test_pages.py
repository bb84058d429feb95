from datetime import date
from urllib.parse import urlsplit

import pytest
from flask import current_app
from werkzeug.exceptions import NotFound

from partywork.cells.terms import OfficeTitle
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.periods import Month
from partywork.home.service import page_of
from partywork.home.terms import StepKey, StepState
from partywork.meetings.models import Minutes
from partywork.meetings.policy import visible_minutes
from partywork.meetings.terms import InvitationAnswer, MeetingStatus, MinutesStatus
from partywork.reports.service import drafting, open_draft, return_for_more
from tests.reports.test_service import sent, set_password
from tests.support.month import CellMonth
from tests.support.queries import count_queries

NOVEMBER = Month(2026, 11)


@pytest.fixture
def month(make, today):
    today(date(2026, 11, 9))
    return CellMonth(make)


def states(actor):
    return {step.fact.key: step.state for step in page_of(actor).month.steps}


def visible_minutes_of(meeting):
    query = visible_minutes(system(clock.today())).where(Minutes.meeting_id == meeting.id)
    return db.session.scalars(query).one()


def every_link_leads_somewhere(page):
    adapter = current_app.url_map.bind("localhost")
    for link in page.soup.main.find_all("a", href=True):
        path = urlsplit(link["href"]).path
        try:
            adapter.match(path, method="GET")
        except NotFound:
            pytest.fail(f"no page at {path}")


def one_primary_button(page):
    return len(page.soup.main.select(".btn-primary")) <= 1


def test_a_month_without_a_meeting_begins_with_preparing_one(month, browse):
    page = browse(month.secretary).get("/")

    assert page.soup.h1.get_text(strip=True) == "Tháng 11 năm 2026"
    assert "chưa có buổi sinh hoạt thường kỳ nào" in page.words
    assert page.soup.select_one(".btn-primary")["href"] == "/meetings/new"
    every_link_leads_somewhere(page)


def test_a_cancelled_month_says_why_and_leaves_the_report(month, browse):
    meeting = month.meeting(status=MeetingStatus.CANCELLED, minutes=None)
    with transaction():
        meeting.cancel_reason = "lũ lụt"

    page = browse(month.secretary).get("/")

    assert "không họp. Lý do: lũ lụt" in page.words
    assert list(states(month.secretary)) == [StepKey.REPORT]


@pytest.mark.parametrize(
    ("status", "minutes", "now"),
    [
        (MeetingStatus.PLANNED, None, StepKey.INVITE),
        (MeetingStatus.INVITED, None, StepKey.MEET),
        (MeetingStatus.OPEN, None, StepKey.MEET),
        (MeetingStatus.CLOSED, MinutesStatus.ADOPTED, StepKey.CONFIRM),
        (MeetingStatus.CLOSED, MinutesStatus.CONFIRMED, StepKey.SIGNED_COPY),
        (MeetingStatus.CLOSED, MinutesStatus.FILED, StepKey.POST),
    ],
)
def test_the_one_next_step_follows_the_meeting(month, browse, status, minutes, now):
    meeting = month.meeting(status=status, minutes=minutes)
    if status is MeetingStatus.PLANNED:
        with transaction():
            meeting.invited_at = None

    found = states(month.secretary)
    page = browse(month.secretary).get("/")

    assert [key for key, state in found.items() if state is StepState.NOW] == [now]
    assert one_primary_button(page)
    every_link_leads_somewhere(page)


def test_results_not_posted_in_two_days_are_late(month, browse):
    month.meeting(minutes=MinutesStatus.FILED)

    page = browse(month.secretary).get("/")

    assert "Trễ 2 ngày" in page.words


def test_who_has_confirmed_and_who_is_awaited_is_named(month, browse):
    month.meeting(minutes=MinutesStatus.ADOPTED)

    page = browse(month.deputy).get("/")

    assert "Chờ đ/c Trần Thu Hà; chờ đ/c Đỗ Minh Hưng" in page.words
    assert "Biên bản Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026" in page.words


def test_who_has_confirmed_goes_on_to_the_next_step(month):
    meeting = month.meeting(minutes=MinutesStatus.ADOPTED)
    with transaction():
        visible_minutes_of(meeting).chair_confirmed_at = clock.now()

    assert states(month.secretary)[StepKey.CONFIRM] is StepState.NEXT
    assert states(month.secretary)[StepKey.POST] is StepState.NOW
    assert states(month.deputy)[StepKey.CONFIRM] is StepState.NOW


def test_nobody_to_confirm_is_said(month, browse):
    meeting = month.meeting(minutes=MinutesStatus.ADOPTED)
    with transaction():
        meeting.minutes_taker_id = None

    assert "Chưa xác định người xác nhận" in browse(month.secretary).get("/").words


def test_a_finished_month_says_so(month, make, browse):
    set_password(month.secretary)
    month.meeting(minutes=MinutesStatus.FILED, posted_on=date(2026, 11, 6))
    sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    assert "Các việc của tháng đã xong." in browse(month.secretary).get("/").words


def test_the_side_names_late_tasks_and_what_needs_a_look(month, make, browse):
    other = CellMonth(make)
    set_password(other.secretary)
    sent(other.secretary, open_draft(other.secretary, other.cell.id, Month(2026, 10)))
    month.task(due_on=date(2026, 11, 5))
    with transaction():
        month.probationary.admitted_on = date(2025, 12, 1)

    page = browse(month.secretary).get("/")

    assert "Quá hạn 4 ngày" in page.words
    assert "hết thời gian dự bị ngày 01/12/2026" in page.words
    assert "Chưa gửi báo cáo tháng 10/2026" in page.words


def test_a_cell_without_deputy_is_told_so(make, today, browse):
    today(date(2026, 11, 9))

    page = browse(make.secretary(make.cell())).get("/")

    assert "Chi bộ chưa có phó bí thư" in page.words


def test_a_returned_report_needs_a_look(month, make, browse):
    set_password(month.secretary)
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))
    return_for_more(make.office(), report.id, version=report.version, comments={None: "Thiếu."})

    assert "Bổ sung báo cáo tháng 11/2026" in browse(month.secretary).get("/").words
    assert drafting.get(month.secretary, report.id).returned_at is not None


def test_a_member_answers_and_does_and_reads(month, make, browse):
    meeting = month.meeting(status=MeetingStatus.INVITED, minutes=None)
    month.invite(meeting, month.member)
    month.invite(meeting, month.probationary, InvitationAnswer.ASKS_ABSENCE)
    month.task(due_on=date(2026, 11, 30))

    page = browse(make.actor(month.member)).get("/")

    assert page.soup.h1.get_text(strip=True) == "Việc cần làm"
    assert page.soup.select_one(".btn-primary")["href"] == f"/meetings/{meeting.id}/invitation"
    assert "Tổng hợp ý kiến" in page.words
    assert "Chưa có nghị quyết, quyết định nào" in page.words
    every_link_leads_somewhere(page)
    assert "1 đồng chí xin vắng" in browse(month.secretary).get("/").words


def test_the_office_sees_what_waits_and_committee_and_inspectors_the_summary(month, make, browse):
    set_password(month.secretary)
    sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    for actor in (make.office(), make.committee(), make.inspector()):
        page = browse(actor).get("/")
        assert "chờ xem" in page.words
        assert month.cell.name in page.words
        every_link_leads_somewhere(page)


def test_an_administrator_sees_accounts_and_no_content(month, make, browse):
    page = browse(make.administrator()).get("/")

    assert "Tài khoản" in page.words
    assert "chi bộ" not in page.soup.main.get_text().lower()
    every_link_leads_somewhere(page)


def test_nobody_sees_more_than_eight_places(month, make, browse):
    deputy_of_all = make.member(month.cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER)
    make.appointment(deputy_of_all, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    for actor in (
        month.secretary,
        make.office(),
        make.committee(),
        make.inspector(),
        make.administrator(),
        make.actor(month.member),
        make.actor(deputy_of_all),
    ):
        places = browse(actor).get("/").soup.select("nav.side a")
        assert 1 <= len(places) <= 8
        assert len([one for one in places if one.get("aria-current")]) == 1


def test_the_first_page_asks_as_often_for_a_small_cell_as_for_a_large_one(month, make, browse):
    meeting = month.meeting(status=MeetingStatus.INVITED, minutes=None)
    month.invite(meeting, month.member)
    month.task(due_on=date(2026, 11, 5))
    browser = browse(month.secretary)
    browser.get("/")
    with count_queries() as few:
        browser.get("/")
    for number in range(20):
        member = make.member(month.cell)
        month.invite(meeting, member)
        month.task(f"Việc {number}", due_on=date(2026, 11, 5), lead=member)

    with count_queries() as many:
        browser.get("/")

    assert len(many) == len(few)


def test_the_office_s_first_page_asks_as_often_for_two_cells_as_for_twenty(month, make, browse):
    office = browse(make.office())
    office.get("/")
    with count_queries() as few:
        office.get("/")
    for _ in range(20):
        make.cell()

    with count_queries() as many:
        office.get("/")

    assert len(many) == len(few)
