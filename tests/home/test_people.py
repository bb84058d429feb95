"""What waits about people stands on the first page of those who may act on it."""

from datetime import date

import pytest

from partywork.cells.service import appointments
from partywork.cells.service.appointments import Decision
from partywork.cells.terms import OfficeTitle, RecordField
from partywork.core.actor import Desk
from partywork.home.service import page_of
from partywork.privacy.service import corrections, requests
from partywork.privacy.terms import RequestKind
from partywork.transfers.service import going
from partywork.transfers.service.typed import Paper
from tests.home.test_pages import every_link_leads_somewhere, one_primary_button
from tests.support.queries import count_queries

BEGUN = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _november(today):
    today(date(2026, 11, 9))


def words(items):
    return [one.link.words for one in items]


def propose(make, cell):
    member = make.plain_member(cell)
    corrections.propose(
        member, member.member_id, field=RecordField.OCCUPATION, value="Kỹ sư", evidence=""
    )
    return member


def overdue(make, actor, cell):
    member = make.member(cell)
    going.begin_out(
        actor,
        member.id,
        to_place="Đảng bộ phường X",
        effective_on=BEGUN,
        decision=Paper("1", BEGUN),
    )


def test_the_organisation_desk_finds_each_thing_that_waits_and_goes_to_the_first(make, browse):
    desk, cell = make.office(), make.cell()
    member = propose(make, cell)
    requests.ask(member, kind=RequestKind.ACCESS, details="Xem dữ liệu")
    overdue(make, desk, cell)

    page = browse(desk).get("/")

    assert words(page_of(desk).people) == [
        "1 đề nghị đính chính hồ sơ chờ trả lời",
        "1 yêu cầu về dữ liệu cá nhân chờ trả lời",
        "1 hồ sơ chuyển sinh hoạt quá hạn",
    ]
    assert page.soup.select_one(".btn-primary")["href"] == "/privacy/corrections"
    assert one_primary_button(page)
    every_link_leads_somewhere(page)


def test_an_office_that_waits_is_told_to_who_may_confirm_it(make):
    desk = make.office()
    chosen = make.member(make.cell())
    appointments.appoint(
        desk,
        organisation_id=make.organisation().id,
        member_id=chosen.id,
        office=OfficeTitle.COMMITTEE_MEMBER,
        starts_on=date(2026, 11, 9),
        decision=Decision("12-QĐ/ĐU", date(2026, 11, 9)),
    )

    assert words(page_of(make.committee_secretary()).people) == [
        "1 chức vụ chờ người thứ hai xác nhận"
    ]
    assert page_of(make.inspector()).people == ()


def test_a_bi_thu_finds_late_transfers_and_proposals_of_the_own_cell_only(make, browse):
    cell, other = make.cell(), make.cell()
    secretary, stranger = make.secretary(cell), make.secretary(other)
    propose(make, cell)
    overdue(make, make.office(), cell)

    page = browse(secretary).get("/")

    assert "1 đề nghị đính chính hồ sơ chờ trả lời" in page.words
    assert "1 hồ sơ chuyển sinh hoạt quá hạn" in page.words
    every_link_leads_somewhere(page)
    assert "chuyển sinh hoạt quá hạn" not in browse(stranger).get("/").words


def test_who_runs_a_cell_and_works_above_it_is_told_of_each_thing_once(make, browse):
    cell, desk = make.cell(), make.office()
    both = make.member(cell, office=OfficeTitle.SECRETARY)
    make.appointment(both, make.organisation(), OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    member = propose(make, cell)
    requests.ask(member, kind=RequestKind.ACCESS, details="Xem dữ liệu")
    overdue(make, desk, cell)

    page = browse(make.actor(both)).get("/")

    for line in (
        "1 đề nghị đính chính hồ sơ chờ trả lời",
        "1 yêu cầu về dữ liệu cá nhân chờ trả lời",
        "1 hồ sơ chuyển sinh hoạt quá hạn",
    ):
        assert page.words.count(line) == 1


def test_a_bi_thu_finds_who_has_not_paid_this_month_and_the_register(make, browse):
    cell = make.cell()
    secretary = make.secretary(cell)
    make.member(cell)

    page = browse(secretary).get("/")

    link = page.soup.find("a", string="2 đồng chí chưa nộp đảng phí tháng 11")
    assert link["href"] == f"/dues/cells/{cell.id}/2026/11"
    browse(secretary).get(link["href"])


def test_nobody_is_asked_to_decide_their_own_proposal(make):
    desk = make.office()
    corrections.propose(
        desk, desk.member_id, field=RecordField.OCCUPATION, value="Kỹ sư", evidence=""
    )

    assert page_of(desk).people == ()


def test_the_first_page_asks_as_often_for_one_thing_that_waits_as_for_twenty(make):
    desk, cell = make.office(), make.cell()
    propose(make, cell)
    overdue(make, desk, cell)
    page_of(desk)
    with count_queries() as few:
        page_of(desk)
    for _ in range(9):
        propose(make, cell)
        overdue(make, desk, cell)

    with count_queries() as many:
        page_of(desk)

    assert len(many) == len(few)
