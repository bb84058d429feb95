import io
from datetime import date

import pytest
from openpyxl import load_workbook

from partywork.audit.models import AuditEntry
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import db, transaction


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_a_secretary_lists_the_people_of_the_own_cell_by_given_name(make, browse):
    cell, elsewhere = make.cell(), make.cell()
    for name in ("Trần Thị Yến", "Đỗ Quang Đạt", "Lê Văn Ân", "Bùi Thu Dung"):
        make.member(cell, name=name)
    make.member(elsewhere, name="Vũ Người Khác")

    page = browse(make.secretary(cell)).get("/members")

    order = [page.words.index(name) for name in ("Văn Ân", "Thu Dung", "Quang Đạt", "Thị Yến")]
    assert order == sorted(order)
    assert "Người Khác" not in page.words
    assert "5 đồng chí" in page.words


def test_people_are_found_without_marks_and_in_any_order_of_words(make, browse):
    cell = make.cell()
    make.member(cell, name="Đỗ Quang Đạt")
    make.member(cell, name="Lê Văn Ân")

    page = browse(make.secretary(cell)).get("/members?tim=dat+do")

    assert "Quang Đạt" in page.words
    assert "Văn Ân" not in page.words


def test_the_office_narrows_the_list_by_cell_and_status(make, browse):
    here, elsewhere = make.cell("Chi bộ Hội Cầu đường"), make.cell("Chi bộ Hội Hóa học")
    make.member(here, name="Lê Văn Ân", status=MembershipStatus.PROBATIONARY)
    make.member(here, name="Đỗ Quang Đạt")
    make.member(elsewhere, name="Vũ Thị Yến", status=MembershipStatus.PROBATIONARY)
    browser = browse(make.office())

    page = browser.get(f"/members?chi_bo={here.id}&tinh_trang=probationary")

    assert "Văn Ân" in page.words
    assert "Quang Đạt" not in page.words
    assert "Thị Yến" not in page.words
    assert "1 đồng chí" in page.words
    browser.post("/members/export", {"chi_bo": here.id}, expect=200, page="/members")
    (entry,) = trail("member.export")
    assert (entry.organisation_id, entry.organisation_path) == (here.id, here.path)
    assert entry.changes == {"rows": 2}


def test_a_long_list_has_pages_that_keep_what_was_asked(make, browse):
    cell = make.cell()
    for number in range(51):
        make.member(cell, name=f"Lê Văn {'A' * (number % 5 + 1)}n")

    page = browse(make.secretary(cell)).get("/members?tim=van")

    assert "Trang 1/2" in page.words
    assert page.soup.find("a", rel="next")["href"] == "/members?trang=2&tim=van"


@pytest.mark.parametrize("nonsense", ["chi_bo=x", "tinh_trang=x", "trang=99", "tim=%25"])
def test_nonsense_in_the_address_breaks_nothing(nonsense, make, browse):
    cell = make.cell()

    browse(make.secretary(cell)).get(f"/members?{nonsense}")


def test_members_and_administrators_have_no_list_of_people(make, browse):
    cell = make.cell()
    browse(make.plain_member(cell)).get("/members", expect=403)
    browse(make.administrator()).get("/members", expect=403)


def test_the_spreadsheet_has_the_people_on_screen_masked_and_inert(make, browse):
    cell = make.cell()
    member = make.member(cell, name="Lê Văn Ân")
    make.member(cell, name="Đỗ Quang Đạt")
    with transaction():
        member.citizen_id = "001076012345"
        member.phone = "0912345678"
        member.card_number = "=1+1"

    answer = browse(make.secretary(cell)).post(
        "/members/export", {"tim": "le van an"}, expect=200, page="/members"
    )

    sheet = load_workbook(io.BytesIO(answer.answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["Họ và tên", "Lê Văn Ân"]
    assert rows[1][8] == "'=1+1"
    assert rows[1][9] == "•••••••••345"
    assert rows[1][10] == "•••••••678"
    assert {one.data_type for row in sheet.iter_rows() for one in row} <= {"s", "n", "inlineStr"}
    (entry,) = trail("member.export")
    assert entry.changes == {"rows": 1}
    assert entry.organisation_path == cell.path


def test_opening_a_record_is_written_down_and_shows_no_whole_number(make, browse):
    cell = make.cell()
    member = make.member(cell, name="Lê Văn Ân", office=OfficeTitle.SECRETARY)
    with transaction():
        member.citizen_id = "001076012345"
        member.residence = "Số 5, phố Lý Thường Kiệt, Hà Nội"
        member.notes = '<script>alert(1)</script> =HYPERLINK("x")'
    actor = make.deputy(cell)

    page = browse(actor).get(f"/members/{member.id}")

    assert "001076012345" not in page.words
    assert "Lý Thường Kiệt" not in page.words
    assert "•••, Hà Nội" in page.words
    assert "<script>alert(1)</script>" in page.words
    assert "Bí thư" in page.words
    (entry,) = trail("member.read")
    assert (entry.subject_id, entry.actor_id) == (member.id, actor.user_id)
    assert entry.organisation_path == cell.path


def test_members_see_their_own_record_without_a_trace_and_nobody_elses(make, browse):
    cell = make.cell()
    actor = make.plain_member(cell)
    colleague = make.member(cell)
    browser = browse(actor)

    assert "Hồ sơ của tôi" in browser.get("/members/me").words
    browser.get(f"/members/{actor.member_id}")
    browser.get(f"/members/{colleague.id}", expect=404)
    assert trail("member.read") == []
    browse(make.administrator()).get("/members/me", expect=404)


def test_a_secretary_cannot_tell_a_member_of_another_cell_from_nonsense(make, browse):
    browser = browse(make.secretary(make.cell()))
    stranger = make.member(make.cell())

    hidden = browser.get(f"/members/{stranger.id}", expect=404)
    absent = browser.get(f"/members/{make.cell().id}", expect=404)

    assert hidden.words == absent.words


def test_the_cell_list_is_for_those_above(make, browse):
    make.cell("Chi bộ Hội Cầu đường")

    assert "Hội Cầu đường" in browse(make.committee()).get("/cells").words
    browse(make.secretary(make.cell())).get("/cells", expect=403)


def test_the_page_of_a_cell_says_what_is_missing(make, browse):
    cell = make.cell("Chi bộ Hội Cầu đường")

    empty = browse(make.office()).get(f"/cells/{cell.id}")
    assert "Chưa có ai giữ chức vụ" in empty.words
    assert "dưới mức tối thiểu" in empty.words

    actor = make.secretary(cell)
    page = browse(actor).get(f"/cells/{cell.id}")
    assert "chưa có phó bí thư" in page.words
    assert "không có chi ủy viên" in page.words
    assert "Ghi quyết định" not in page.words
    browse(make.secretary(make.cell())).get(f"/cells/{cell.id}", expect=404)


DECISION = {"decision_number": "127-QĐ/ĐU", "decided_on": "2026-01-05"}


def test_the_organisation_desk_records_who_leads_a_cell(make, browse):
    cell = make.cell()
    member = make.member(cell, name="Lê Văn Ân")
    browser = browse(make.office(Desk.ORGANISATION))
    path = f"/cells/{cell.id}/appoint"
    data = {"member_id": member.id, "office": "secretary", "starts_on": "2026-01-10", **DECISION}

    browser.post(path, {**data, "decision_number": ""}, expect=422)
    browser.post(path, {**data, "decision_number": "(MẬT)"}, expect=422)
    browser.post(path, {**data, "office": "committee_member"}, expect=422)
    browser.post(path, data)

    page = browser.get(f"/cells/{cell.id}")
    assert "Văn Ân" in page.words
    assert "127-QĐ/ĐU" in page.words


def test_a_second_secretary_is_refused_until_the_first_is_relieved(make, browse):
    cell = make.cell()
    first = make.member(cell)
    held = make.appointment(first, cell, OfficeTitle.SECRETARY)
    second = make.member(cell)
    browser = browse(make.office(Desk.ORGANISATION))
    path = f"/cells/{cell.id}/appoint"
    data = {"member_id": second.id, "office": "secretary", "starts_on": "2026-01-10", **DECISION}

    refused = browser.post(path, data, expect=422)
    assert "đã có bí thư" in refused.words
    browser.post(
        f"/cells/appointments/{held.id}/relieve", {"ends_on": "2024-01-10", **DECISION}, expect=422
    )
    relief = {"ends_on": "2026-01-10", **DECISION}
    marked = {**relief, "decision_number": "(MẬT)"}
    browser.post(f"/cells/appointments/{held.id}/relieve", marked, expect=422)
    browser.post(f"/cells/appointments/{held.id}/relieve", relief)
    browser.post(path, data)
    browser.get(f"/cells/appointments/{held.id}/relieve", expect=422)

    assert held.ends_on == date(2026, 1, 10)
    assert held.relief_number == "127-QĐ/ĐU"


def test_an_office_is_refused_to_who_holds_it_or_may_not_hold_one(make, browse):
    cell = make.cell()
    holder = make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY)
    probationary = make.member(cell, status=MembershipStatus.PROBATIONARY)
    browser = browse(make.office(Desk.ORGANISATION))
    path = f"/cells/{cell.id}/appoint"
    data = {"office": "deputy_secretary", "starts_on": "2026-01-10", **DECISION}

    held = browser.post(path, {**data, "member_id": holder.id}, expect=422)
    unfit = browser.post(path, {**data, "member_id": probationary.id}, expect=422)

    assert "đang giữ chức vụ" in held.words
    assert "không giữ chức vụ Đảng" in unfit.words


def test_a_person_of_the_office_is_appointed_to_a_desk(make, browse):
    member = make.member(make.cell())
    organisation = make.organisation()
    data = {"member_id": member.id, "office": "office_staff", "desk": "propaganda"}

    browser = browse(make.office(Desk.ORGANISATION))
    browser.post(
        f"/cells/{organisation.id}/appoint", {**data, "starts_on": "2026-01-10", **DECISION}
    )

    assert "(Tuyên giáo, dân vận)" in browser.get(f"/cells/{organisation.id}").words


def test_others_cannot_record_offices(make, browse):
    cell = make.cell()
    held = make.appointment(make.member(cell), cell, OfficeTitle.DEPUTY_SECRETARY)

    for actor in (make.office(Desk.CLERICAL), make.committee(), make.secretary(cell)):
        browse(actor).get(f"/cells/{cell.id}/appoint", expect=403)
        browse(actor).get(f"/cells/appointments/{held.id}/relieve", expect=403)
    browse(make.secretary(make.cell())).get(f"/cells/{cell.id}/appoint", expect=404)
    browse(make.office()).get(f"/cells/appointments/{cell.id}/relieve", expect=404)
