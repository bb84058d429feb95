from datetime import date, time
from io import BytesIO

import pypdfium2
import pytest

from partywork.accounts.terms import AccountStatus
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.db import transaction
from partywork.core.text import name_sort_key
from partywork.meetings.service import planning
from partywork.meetings.terms import InvitationAnswer
from tests.pdf.measure import words_of
from tests.support.meetings import (
    MEETS_ON,
    answer,
    cell_case,
    invited_meeting,
    open_meeting,
    plan_of,
    planned_meeting,
)
from tests.support.papers import PNG


@pytest.fixture(autouse=True)
def _in_november(today):
    today(date(2026, 11, 2))


def upload(name="Dự thảo nghị quyết.png", content=PNG):
    return BytesIO(content), name


def words_and_pages(answer):
    paper = answer.answer.get_data()
    return words_of(paper), len(pypdfium2.PdfDocument(paper))


def test_inviting_shows_who_is_invited_and_what_is_missing(make, browse):
    case = planned_meeting(make, statuses=[MembershipStatus.OFFICIAL, MembershipStatus.SUSPENDED])

    page = browse(case.secretary).get(f"/meetings/{case.id}/invite")

    assert "Người được mời: 3 đồng chí" in page.words
    assert "Chưa có tài liệu gửi kèm giấy mời" in page.words
    assert "Đình chỉ sinh hoạt đảng" in page.words
    assert len(page.soup.select("main .btn-primary")) == 1


def test_inviting_offers_at_once_to_print_for_those_who_use_no_machine(make, browse):
    case = planned_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3)
    make.actor(case.members[0])
    locked = make.user(case.members[1])
    with transaction():
        locked.status = AccountStatus.LOCKED
    reader = browse(case.secretary)

    answer = reader.post(f"/meetings/{case.id}/invite", {})
    page = reader.get(answer.location)
    words, sheets = words_and_pages(reader.get(page.soup.select_one("main .btn-primary")["href"]))

    assert "In giấy mời cho 2 đồng chí không dùng máy" in page.words
    assert sheets == 2
    assert all(one.full_name in words for one in case.members[1:])
    assert case.members[0].full_name not in words


def test_nothing_is_printed_apart_where_everybody_uses_a_machine(make, browse):
    case = planned_meeting(make, statuses=())
    reader = browse(case.secretary)

    answer = reader.post(f"/meetings/{case.id}/invite", {})

    page = reader.get(answer.location)
    assert "không dùng máy" not in page.words
    assert page.soup.select("main .btn-primary") == []
    path = f"/meetings/{case.id}/invitations.pdf?ai=khong-may"
    assert "Ai cũng dùng máy" in reader.get(path, expect=422).words


def test_inviting_sends_and_gives_the_text_to_copy(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)

    answer = reader.post(f"/meetings/{case.id}/invite", {})
    page = reader.get(answer.location)

    text = page.soup.select_one("#tin-nhan").get_text()
    assert "Đã gửi giấy mời" in page.words
    assert text.endswith(f"Xem giấy mời: http://127.0.0.1/meetings/{case.id}/invitation")
    people = [case.secretary.name, case.deputy.name, case.members[0].full_name]
    assert not any(name in text for name in [*people, case.meeting.title])
    assert len(page.soup.select("main .btn-primary")) == 1


def test_the_same_invitation_sent_twice_acts_once(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)
    page = reader.get(f"/meetings/{case.id}/invite")
    fields = {
        name: page.soup.find("input", attrs={"name": name})["value"]
        for name in ("csrf_token", "submission_key", "version")
    }

    first = reader.client.post(f"/meetings/{case.id}/invite", data=fields)
    second = reader.client.post(f"/meetings/{case.id}/invite", data=fields)

    assert (first.status_code, second.status_code) == (303, 303)
    assert len(case.read().invitations) == 3


def test_an_invitation_from_an_old_page_is_a_conflict(make, browse):
    case = planned_meeting(make)

    browse(case.secretary).post(f"/meetings/{case.id}/invite", {"version": 0}, expect=409)


def test_a_body_without_people_to_invite_says_so(make, browse):
    case = cell_case(make)
    organisation = make.organisation()
    office = make.office()
    body = make.body(organisation, BodyKind.STANDING_COMMITTEE)
    proposed = planning.suggest(office, body.id)
    meeting = planning.plan(
        office, body.id, kind=proposed.kind, month=proposed.month, facts=plan_of(body)
    )
    reader = browse(office)

    page = reader.get(f"/meetings/{meeting.id}/invite")
    refused = reader.post(f"/meetings/{meeting.id}/invite", {}, expect=422)

    assert case.organisation.name not in page.words
    assert "Chưa có ai để mời" in page.words
    assert "Chưa có ai để mời" in refused.words


def test_a_member_reads_the_invitation_and_says_they_come(make, browse):
    case = invited_meeting(make)
    reader = browse(make.actor(case.members[0]))

    page = reader.get(f"/meetings/{case.id}/invitation")
    answer = reader.post(f"/meetings/{case.id}/invitation", {"answer": "coming"})

    assert "19 giờ 00, thứ năm ngày 05/11/2026" in page.words
    assert "Tuyên bố lý do, giới thiệu đại biểu" in page.words
    assert "Tôi sẽ dự" in page.words
    assert "Xin vắng" in page.words
    assert "Sẽ dự" in reader.get(answer.location).words
    assert "Sẽ dự" in browse(case.secretary).get(f"/meetings/{case.id}/").words


def test_asking_to_stay_away_waits_for_consent(make, browse):
    case = invited_meeting(make)
    member = make.actor(case.members[0])
    reader, officer = browse(member), browse(case.secretary)
    reader.post(
        f"/meetings/{case.id}/invitation",
        {"answer": "asks_absence", "absence_reason": "Đi viện"},
    )
    waiting = reader.get(f"/meetings/{case.id}/invitation").words

    seen = officer.get(f"/meetings/{case.id}/")
    officer.post(
        f"/meetings/{case.id}/absences/{member.member_id}/accept",
        page=f"/meetings/{case.id}/",
    )

    assert "Chờ bí thư, phó bí thư xem xét" in waiting
    assert "Đi viện" in seen.words
    assert "đã đồng ý cho vắng" in reader.get(f"/meetings/{case.id}/invitation").words
    assert f"Đ/c {case.secretary.name} đã đồng ý" in officer.get(f"/meetings/{case.id}/").words


def test_staying_away_without_a_reason_is_asked_again(make, browse):
    case = invited_meeting(make)

    page = browse(make.actor(case.members[0])).post(
        f"/meetings/{case.id}/invitation", {"answer": "asks_absence"}, expect=422
    )

    assert "Hãy ghi lý do xin vắng" in page.words
    assert page.soup.find("input", attrs={"value": "asks_absence"}).has_attr("checked")


@pytest.mark.parametrize("said", ["", "none", "perhaps"])
def test_no_answer_and_a_strange_answer_are_refused(make, browse, said):
    case = invited_meeting(make)

    browse(make.actor(case.members[0])).post(
        f"/meetings/{case.id}/invitation", {"answer": said}, expect=422
    )


def test_consent_to_what_nobody_asked_is_a_refusal_in_words(make, browse):
    case = invited_meeting(make)

    page = browse(case.secretary).post(
        f"/meetings/{case.id}/absences/{case.members[0].id}/accept",
        page=f"/meetings/{case.id}/move",
        expect=422,
    )

    assert "không xin vắng" in page.words


def test_a_plain_member_does_not_see_what_others_answered(make, browse):
    case = invited_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 2)
    absent = make.actor(case.members[1])
    answer(case, absent, InvitationAnswer.ASKS_ABSENCE, "Việc riêng của tôi")

    page = browse(make.actor(case.members[0])).get(f"/meetings/{case.id}/")

    assert "Việc riêng của tôi" not in page.words
    assert "Trả lời giấy mời" in page.words


def test_answers_are_listed_in_the_order_of_names_however_rows_lie(make, browse):
    case = invited_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3)
    names = ("Vũ Thị Yến", "Trần Văn An", "Lê Thị Bình")
    with transaction():
        for member, name in zip(case.members, names, strict=True):
            member.full_name, member.name_sort_key = name, name_sort_key(name)

    words = browse(case.secretary).get(f"/meetings/{case.id}/").words

    answers = words.rpartition("Trả lời giấy mời")[-1]
    assert answers.index(names[1]) < answers.index(names[2]) < answers.index(names[0])


def test_an_open_meeting_takes_no_answer(make, browse, today):
    today(MEETS_ON, time(20, 0))
    case = open_meeting(make)

    page = browse(make.actor(case.members[0])).get(f"/meetings/{case.id}/invitation")

    assert "Đang họp" in page.words
    assert page.soup.select('main form[action$="/invitation"]') == []


def test_who_is_not_invited_gets_the_answer_of_nonsense(make, browse):
    case = invited_meeting(make)

    browse(make.secretary(make.cell())).get(f"/meetings/{case.id}/invitation", expect=404)


def test_a_paper_is_attached_read_by_members_and_taken_off_only_before(make, browse):
    case = planned_meeting(make)
    reader = browse(case.secretary)
    address = f"/meetings/{case.id}/papers"

    reader.post(address, {"summary": "Dự thảo nghị quyết", "file": upload()})
    reader.post(address, {"summary": "Báo cáo thừa", "file": upload("Thừa.png")})
    extra = next(one for one in case.read().papers if one.document.summary == "Báo cáo thừa")
    reader.post(f"{address}/{extra.id}/remove", page=address)
    reader.post(f"/meetings/{case.id}/invite", {})
    member = browse(make.actor(case.members[0]))
    page = member.get(f"/meetings/{case.id}/invitation")

    assert "Dự thảo nghị quyết" in page.words
    assert "Báo cáo thừa" not in page.words
    link = page.soup.select_one("main a[href^='/documents/files/']")["href"]
    assert member.get(link).answer.get_data() == PNG
    assert "Bỏ tài liệu này" not in reader.get(address).words


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (None, "Hãy chọn tệp"),
        (("lạ.exe", b"MZ"), "Chỉ nhận tệp"),
        (("giả.pdf", b"<html>"), "không phải là PDF"),
    ],
)
def test_a_wrong_file_is_refused_in_words(make, browse, file, reason):
    case = planned_meeting(make)
    fields = {"summary": "Tài liệu"}
    if file is not None:
        fields["file"] = upload(*file)

    page = browse(case.secretary).post(f"/meetings/{case.id}/papers", fields, expect=422)

    assert reason in page.words


def test_the_printed_invitations_are_one_sheet_a_person(make, browse):
    case = planned_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3)

    answer = browse(case.secretary).get(f"/meetings/{case.id}/invitations.pdf")
    words, sheets = words_and_pages(answer)

    assert answer.answer.headers["Content-Disposition"].startswith("attachment")
    assert sheets == 5
    assert "GIẤY MỜI" in words
    assert all(member.full_name in words for member in case.members)
    assert "Phòng họp tầng 3" in words
    assert "T/M CHI BỘ" in words


@pytest.mark.parametrize("order", ["office", "alphabet", "x"])
def test_the_sheet_to_sign_lists_everybody_in_either_order(make, browse, order):
    case = planned_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3)

    answer = browse(case.secretary).get(f"/meetings/{case.id}/attendance-sheet.pdf?xep={order}")
    words, _ = words_and_pages(answer)

    assert "DANH SÁCH ĐIỂM DANH" in words
    assert all(member.full_name in words for member in case.members)


@pytest.mark.parametrize("sheet", ["invitations.pdf", "attendance-sheet.pdf"])
def test_a_sheet_is_printed_by_those_who_run_the_meeting(make, browse, sheet):
    case = invited_meeting(make)

    browse(make.actor(case.members[0])).get(f"/meetings/{case.id}/{sheet}", expect=403)
    browse(make.secretary(make.cell())).get(f"/meetings/{case.id}/{sheet}", expect=404)
