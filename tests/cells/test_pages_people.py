from datetime import date

from partywork.audit.models import AuditEntry
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import db, transaction


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_opening_a_record_is_written_down_and_shows_no_whole_number(make, browse):
    cell = make.cell()
    member = make.member(cell, name="Lê Văn Ân", office=OfficeTitle.SECRETARY)
    with transaction():
        member.citizen_id = "001076012345"
        member.residence = "Số 5, phố Lý Thường Kiệt, Hà Nội"
        member.occupation = '<script>alert(1)</script> =HYPERLINK("x")'
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
    assert "không giữ chức vụ" in unfit.words


def test_a_person_of_the_office_is_appointed_to_a_desk(make, browse):
    member = make.member(make.cell())
    organisation = make.organisation()
    data = {"member_id": member.id, "office": "office_staff", "desk": "propaganda"}

    browser = browse(make.office(Desk.ORGANISATION))
    browser.post(
        f"/cells/{organisation.id}/appoint", {**data, "starts_on": "2026-01-10", **DECISION}
    )
    assert "(Tuyên giáo, dân vận)" not in browser.get(f"/cells/{organisation.id}").words

    second = browse(make.office(Desk.ORGANISATION))
    waiting = second.get("/cells/nominations").soup.select_one("table a")["href"]
    second.post(waiting)
    assert "(Tuyên giáo, dân vận)" in browser.get(f"/cells/{organisation.id}").words


def test_others_cannot_record_offices(make, browse):
    cell = make.cell()
    held = make.appointment(make.member(cell), cell, OfficeTitle.DEPUTY_SECRETARY)

    for actor in (make.office(Desk.CLERICAL), make.committee(), make.secretary(cell)):
        browse(actor).get(f"/cells/{cell.id}/appoint", expect=403)
        browse(actor).get(f"/cells/appointments/{held.id}/relieve", expect=403)
    browse(make.secretary(make.cell())).get(f"/cells/{cell.id}/appoint", expect=404)
    browse(make.office()).get(f"/cells/appointments/{cell.id}/relieve", expect=404)
