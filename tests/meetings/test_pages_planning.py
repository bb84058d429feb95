from datetime import date, time
from io import BytesIO

import pytest

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.ids import new_id
from partywork.core.periods import Month
from partywork.meetings.service import meetings, planning
from partywork.meetings.terms import MeetingKind, MeetingStatus
from tests.support.meetings import (
    MEETS_ON,
    cell_case,
    file_meeting,
    invited_meeting,
    open_meeting,
    plan_of,
    planned_meeting,
    standing_committee,
)
from tests.support.papers import pdf
from tests.support.queries import count_queries


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


FACTS = {
    "title": "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026",
    "held_on": "2026-11-05",
    "at": "19:00",
    "place": "Phòng họp tầng 3",
    "mode": "in_person",
}


def plan_many(make, case, count):
    body = make.body(case.organisation, BodyKind.CELL)
    for number in range(count):
        month = Month(2026, number % 12 + 1)
        case.meeting = planning.plan(
            case.secretary,
            body.id,
            kind=MeetingKind.REGULAR,
            month=month,
            facts=plan_of(body, title=f"Buổi {number}", on=month.day(number % 27 + 1)),
        )
        file_meeting(case)


def test_an_officer_is_offered_one_button_to_prepare_a_meeting(make, browse):
    case = planned_meeting(make)

    page = browse(case.secretary).get("/meetings/")

    assert "Chuẩn bị buổi sinh hoạt" in page.words
    assert "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026" in page.words
    assert "Tháng này chưa có buổi sinh hoạt nào" in page.words
    assert len(page.soup.select(".btn-primary")) == 1


def test_a_member_sees_the_meetings_of_the_cell_and_prepares_none(make, browse):
    case = invited_meeting(make)
    planned_meeting(make)

    page = browse(make.actor(case.members[0])).get("/meetings/")

    assert len(page.soup.select("main ul.rows li")) == 1
    assert "Chuẩn bị buổi sinh hoạt" not in page.words


def test_a_member_prepares_nothing(make, browse):
    case = invited_meeting(make)

    browse(make.actor(case.members[0])).get("/meetings/new", expect=403)


def test_the_administrator_sees_an_empty_list(make, browse):
    planned_meeting(make)

    page = browse(make.administrator()).get("/meetings/")

    assert "Chưa có buổi sinh hoạt nào" in page.words


def test_the_office_sees_what_was_filed(make, browse):
    filed, kept = invited_meeting(make), invited_meeting(make)
    file_meeting(filed)
    page = browse(make.office()).get("/meetings/?to-chuc=da-gui&nam=2026")

    assert filed.organisation.name in page.words
    assert kept.organisation.name not in page.words


def test_nothing_filed_is_said(make, browse):
    page = browse(make.committee()).get("/meetings/?to-chuc=da-gui&nam=2031")

    assert "Chưa có buổi nào được báo cáo" in page.words


@pytest.mark.parametrize("address", ["?nam=abc", "?nam=9999999", "?to-chuc=x", "?trang=-4"])
def test_a_spoilt_address_shows_the_list(make, browse, address):
    browse(planned_meeting(make).secretary).get(f"/meetings/{address}")


@pytest.mark.parametrize("address", ["/meetings/?nam=2026", "/meetings/?to-chuc=da-gui&nam=2026"])
def test_the_list_asks_as_often_for_many_meetings_as_for_few(make, browse, address):
    case = planned_meeting(make)
    reader = browse(case.secretary if "da-gui" not in address else make.office())
    plan_many(make, case, 2)
    reader.get(address)
    with count_queries() as few:
        reader.get(address)
    plan_many(make, case, 30)
    reader.get(address)

    with count_queries() as many:
        reader.get(address)

    assert len(many) == len(few)


def test_the_new_meeting_is_filled_from_what_the_system_knows(make, browse):
    case = planned_meeting(make, on=date(2026, 10, 5), place="Hội trường A")

    page = browse(case.secretary).get("/meetings/new")

    def value(name):
        return page.soup.find("input", attrs={"name": name})["value"]

    assert value("title") == "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert value("held_on") == "05/11/2026"
    assert value("at") == "19:00"
    assert value("place") == "Hội trường A"
    chosen = page.soup.find("select", attrs={"name": "chair_id"}).find("option", selected=True)
    assert chosen["value"] == str(case.secretary.member_id)
    assert "Đã điền theo buổi họp gần nhất ngày 05/10/2026" in page.words


def test_another_body_and_month_are_asked_for_in_the_address(make, browse):
    case = cell_case(make)
    body = make.body(case.organisation, BodyKind.CELL_COMMITTEE)

    page = browse(case.secretary).get(f"/meetings/new?co-quan={body.id}&thang=2026-12")

    assert "Hội nghị chi ủy tháng 12 năm 2026" in str(page.soup)


@pytest.mark.parametrize("address", ["?thang=2026-13", "?thang=x", "?loai=congress"])
def test_a_spoilt_choice_falls_back_to_what_is_next(make, browse, address):
    page = browse(cell_case(make).secretary).get(f"/meetings/new{address}")

    assert "tháng 11 năm 2026" in page.words


def test_the_body_of_another_cell_is_not_found(make, browse):
    stranger = make.body(make.cell(), BodyKind.CELL)

    browse(cell_case(make).secretary).get(f"/meetings/new?co-quan={stranger.id}", expect=404)


def test_preparing_a_meeting_leads_to_its_page(make, browse):
    case = cell_case(make)
    reader = browse(case.secretary)

    answer = reader.post(
        "/meetings/new",
        {
            **FACTS,
            "chair_id": case.secretary.member_id,
            "minutes_taker_id": case.deputy.member_id,
            "prepared_on": "",
        },
    )
    page = reader.get(answer.location)

    assert "Đang soạn thảo" in page.words
    assert "Mời họp" in page.words
    assert "Tuyên bố lý do, giới thiệu đại biểu" in page.words
    found = meetings.list_visible(case.secretary, year=2026).meetings
    assert [(one.starts_at, one.expected_chair_id) for one in found] == [
        (clock.instant_of(MEETS_ON, time(19, 0)), case.secretary.member_id)
    ]


def test_the_standing_committee_prepares_its_meeting_with_the_same_page(make, browse):
    _, secretary, other = standing_committee(make)
    reader = browse(secretary)
    page = reader.get("/meetings/new")
    bodies = [option["value"] for option in page.soup.select("#co-quan option")]

    answer = reader.post(
        f"/meetings/new?co-quan={bodies[1]}",
        {**FACTS, "title": "Hội nghị Ban Thường vụ", "minutes_taker_id": other.member_id},
    )

    assert "Ban Thường vụ Đảng ủy" in reader.get(answer.location).words


def test_an_incomplete_meeting_is_shown_again_with_what_was_typed(make, browse):
    case = cell_case(make)

    page = browse(case.secretary).post(
        "/meetings/new", {**FACTS, "held_on": "31/02/2026", "place": ""}, expect=422
    )

    assert "Ngày không đúng" in page.words
    assert "Ô này bắt buộc phải điền" in page.words
    assert page.soup.find("input", attrs={"name": "at"})["value"] == "19:00"


def test_garbage_in_every_field_is_answered_in_vietnamese(make, browse):
    case = planned_meeting(make)
    fields = [
        *FACTS,
        *("chair_id", "minutes_taker_id", "prepared_on", "link", "given_by", "given_on"),
        *("document", "reason", "online_people-0-member_id", "online_people-0-reason"),
    ]
    garbage = dict.fromkeys(fields, "<script>alert(1)</script>\x07")

    page = browse(case.secretary).post(f"/meetings/{case.id}/edit", garbage, expect=422)

    assert page.soup.select("main script") == []


def test_hybrid_people_are_named_one_by_one(make, browse):
    case = planned_meeting(make)
    person = case.members[0]

    browse(case.secretary).post(
        f"/meetings/{case.id}/edit",
        {
            **FACTS,
            "mode": "hybrid",
            "online_people-0-member_id": person.id,
            "online_people-0-reason": "Công tác tại Huế",
            "online_people-1-member_id": case.deputy.member_id,
            "online_people-1-reason": "",
        },
    )

    named = [one for one in case.read().invitations if one.online_reason]
    assert [one.member_id for one in named] == [person.id]


def test_an_online_meeting_shows_its_permission(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)

    reader.post(
        f"/meetings/{case.id}/edit",
        {
            **FACTS,
            "mode": "online",
            "link": "https://hop.example.vn/1",
            "given_by": "Ban Thường vụ Đảng ủy",
            "given_on": "01/11/2026",
            "document": "15-CV/ĐU",
            "reason": "Đảng viên ở nhiều tỉnh",
        },
    )

    assert "15-CV/ĐU ngày 01/11/2026" in reader.get(f"/meetings/{case.id}/").words


def test_two_savings_of_one_opening_are_a_conflict_that_keeps_what_was_typed(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)
    reader.post(f"/meetings/{case.id}/edit", {**FACTS, "place": "Phòng 1"})

    page = reader.post(
        f"/meetings/{case.id}/edit",
        {**FACTS, "place": "Phòng 2", "version": case.meeting.version - 1},
        expect=409,
    )

    assert page.soup.find("input", attrs={"name": "place"})["value"] == "Phòng 2"
    newest = str(meetings.get(case.secretary, case.id).version)
    assert page.soup.find("input", attrs={"name": "version"})["value"] == newest


def test_the_agenda_is_edited_in_one_page(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)
    page = reader.get(f"/meetings/{case.id}/agenda")
    fields = {
        field["name"]: field.get("value", "")
        for field in page.soup.select("main input[name^=items]")
        if field.get("type") != "checkbox"
    }
    fields |= {"items-17-title": "Nghe báo cáo chuyên đề", "items-17-position": "6"}
    fields["items-5-presenter_id"] = str(case.deputy.member_id)
    fields["items-16-is_removed"] = "y"

    reader.post(f"/meetings/{case.id}/agenda", fields)

    after = case.read().agenda
    assert [item.title for item in after][5] == "Nghe báo cáo chuyên đề"
    assert after[6].presenter_id == case.deputy.member_id
    assert "C6" not in [item.code for item in after]
    assert "Nghe báo cáo chuyên đề" in reader.get(f"/meetings/{case.id}/").words


def test_garbage_in_the_agenda_is_refused(make, browse):
    case = planned_meeting(make)

    browse(case.secretary).post(
        f"/meetings/{case.id}/agenda",
        {"items-0-item_id": "x", "items-0-position": "x", "items-0-presenter_id": "x"},
        expect=422,
    )


def test_moving_and_calling_off_have_their_pages(make, browse):
    case = invited_meeting(make)
    reader = browse(case.secretary)

    reader.post(
        f"/meetings/{case.id}/move",
        {"held_on": "06/11/2026", "at": "18:00", "place": "Hội trường B"},
    )
    moved = reader.get(f"/meetings/{case.id}/").words
    reader.post(f"/meetings/{case.id}/cancel", {"reason": "Mưa bão"})
    cancelled = reader.get(f"/meetings/{case.id}/").words

    assert "18 giờ 00, thứ sáu ngày 06/11/2026" in moved
    assert "Lý do không họp: Mưa bão" in cancelled
    assert meetings.get(case.secretary, case.id).status is MeetingStatus.CANCELLED


@pytest.mark.parametrize("page", ["", "edit", "move", "cancel", "agenda", "papers", "invite"])
def test_a_secretary_of_another_cell_cannot_tell_the_meeting_exists(make, browse, page):
    case = invited_meeting(make)

    browse(make.secretary(make.cell())).get(f"/meetings/{case.id}/{page}", expect=404)


@pytest.mark.parametrize(
    "page", ["edit", "move", "cancel", "agenda", "papers", "invite", "open", "roll-call"]
)
def test_a_member_who_reads_the_meeting_does_not_run_it(make, browse, page):
    case = invited_meeting(make)

    browse(make.actor(case.members[0])).get(f"/meetings/{case.id}/{page}", expect=403)


def test_the_page_of_an_open_meeting_leads_to_the_roll_call(make, browse, today):
    today(MEETS_ON, time(20, 0))
    case = open_meeting(make)

    page = browse(case.secretary).get(f"/meetings/{case.id}/")

    assert [button.get_text(strip=True) for button in page.soup.select("main .btn-primary")] == [
        "Điểm danh"
    ]
    assert "chưa điểm danh 3" in page.words


def test_the_page_of_a_meeting_asks_as_often_for_many_people_as_for_few(make, browse, today):
    today(MEETS_ON, time(20, 0))
    few_people = open_meeting(make, present=True)
    many_people = open_meeting(make, present=True, statuses=[MembershipStatus.OFFICIAL] * 25)
    with count_queries() as few:
        browse(few_people.secretary).get(f"/meetings/{few_people.id}/")

    with count_queries() as many:
        browse(many_people.secretary).get(f"/meetings/{many_people.id}/")

    assert len(many) == len(few)


def test_the_same_form_with_another_file_of_that_name_is_another_form(make, browse):
    case = planned_meeting(make)
    browser, where = browse(case.secretary), f"/meetings/{case.id}/papers"
    said = {"summary": "Đề cương", "is_harmless": "y", "submission_key": str(new_id())}

    browser.post(where, {**said, "file": (BytesIO(pdf("Một")), "a.pdf")})
    browser.post(where, {**said, "file": (BytesIO(pdf("Một")), "a.pdf")})
    browser.post(where, {**said, "file": (BytesIO(pdf("Hai")), "a.pdf")}, expect=409)

    assert len(case.read().papers) == 1
