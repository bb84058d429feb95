from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.models import Membership
from partywork.cells.service import events
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.core.actor import Desk
from partywork.core.db import db

TODAY = date(2026, 11, 5)
PAPER = {
    "number": "03-QĐ/CB",
    "decided_on": "10/05/2026",
    "body": "Chi bộ",
    "happened_on": "10/05/2026",
    "kept_at": "Tủ hồ sơ, cặp 2",
}
BY_THE_CELL = {
    "decided_by": "cell",
    "voted_on": "10/05/2026",
    "roll": "2",
    "in_favour": "2",
}
FROM_ABOVE = {"decided_by": "upper"}
PROPOSED = {"form": "expulsion", "decided_by": "upper_as_proposed"}


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def member(make, cell):
    return make.member(cell, name="Nguyễn Thị Ước")


def rows(model):
    return list(db.session.scalars(db.select(model).execution_options(partywork_scoped=True)))


def test_a_commendation_stands_in_the_register_and_on_the_member(make, cell, member, browse):
    secretary = browse(make.secretary(cell))

    secretary.post(
        f"/conduct/members/{member.id}/commend",
        {**PAPER, "form": "certificate_of_committee", "level": "committee"},
    )

    register = secretary.get("/conduct/").words
    assert "Giấy khen, Đảng ủy cơ sở" in register
    assert "03-QĐ/CB, ngày 10/05/2026, Chi bộ" in register
    assert "Tủ hồ sơ, cặp 2" in secretary.get(f"/conduct/members/{member.id}/").words
    assert "Năm 2025 chưa ghi mục nào" in secretary.get("/conduct/?nam=2025").words


def test_a_discipline_tells_what_follows_and_waits_for_progress(make, cell, member, browse):
    secretary = browse(make.secretary(cell))
    page = f"/conduct/members/{member.id}/"

    form = secretary.get(f"{page}discipline").words
    secretary.post(f"{page}discipline", {**PAPER, "form": "warning", **BY_THE_CELL})

    told = secretary.get(page).words
    assert "hệ thống không có ô cho phần đó" in form
    assert "Huy hiệu Đảng: xét lại từ ngày 10/02/2027" in told
    assert "Chưa công nhận tiến bộ" in told
    secretary.post(
        f"{page}progress", {**PAPER, "decided_on": "01/11/2026", "happened_on": "01/11/2026"}
    )
    assert "Đã công nhận tiến bộ" in secretary.get(page).words
    assert "Cảnh cáo" in secretary.get("/conduct/discipline").words


def test_t33_a_vote_that_does_not_carry_is_refused_and_the_form_keeps_its_words(
    make, cell, member, browse
):
    desk = browse(make.office(Desk.INSPECTION))

    page = desk.post(
        f"/conduct/members/{member.id}/discipline",
        {**PAPER, **BY_THE_CELL, **PROPOSED, "roll": "15", "in_favour": "9"},
        expect=422,
    )

    assert "ít nhất 10 phiếu" in page.soup.find(id="in_favour-error").get_text()
    assert page.soup.find("input", {"name": "number"})["value"] == "03-QĐ/CB"


def test_an_expulsion_ends_the_membership(make, cell, member, browse):
    desk = make.office(Desk.ORGANISATION)

    browse(desk).post(
        f"/conduct/members/{member.id}/discipline",
        {**PAPER, **BY_THE_CELL, **PROPOSED, "roll": "1", "in_favour": "1"},
        expect=303,
    )

    ended = [one.ends_on for one in rows(Membership) if one.member_id == member.id]
    assert ended == [date(2026, 5, 9)]


def test_who_decided_is_told_with_the_vote_of_the_cell(make, cell, member, browse):
    secretary = browse(make.secretary(cell))
    page = f"/conduct/members/{member.id}/"

    for typed, field in (
        ({"decided_by": "cell"}, "roll"),
        ({**FROM_ABOVE, "roll": "2"}, "voted_on"),
        ({**BY_THE_CELL, "roll": "15", "in_favour": "15"}, "roll"),
        ({**BY_THE_CELL, "voted_on": "11/05/2026"}, "voted_on"),
    ):
        refused = secretary.post(
            f"{page}discipline", {**PAPER, "form": "warning", **typed}, expect=422
        )
        assert refused.soup.find(id=f"{field}-error"), typed
    secretary.post(f"{page}discipline", {**PAPER, "form": "warning", **BY_THE_CELL})

    told = secretary.get(page).words
    assert "Chi bộ biểu quyết và quyết định" in told
    assert "2/2 tán thành, ngày 10/05/2026" in told


def test_an_entry_made_by_mistake_is_undone_in_the_register_by_the_desk(make, cell, member, browse):
    desk, secretary = browse(make.office(Desk.ORGANISATION)), browse(make.secretary(cell))
    page = f"/conduct/members/{member.id}/"
    secretary.post(f"{page}discipline", {**PAPER, "form": "warning", **BY_THE_CELL})
    desk.post(f"{page}suspend", PAPER)
    links = [one["href"] for one in desk.get(page).soup.select("a[href*='/undo']")]
    assert len(links) == 2
    assert not secretary.get(page).soup.select("a[href*='/undo']")

    secretary.post(links[0], {"reason": "Ghi nhầm"}, expect=403)
    for link in links:
        desk.post(link, {"reason": ""}, expect=422)
        desk.post(link, {"reason": "Ghi nhầm sang đồng chí khác"})
        desk.get(link, expect=422)

    assert "Không có kỷ luật nào trong sổ" in desk.get(page).words
    db.session.expire_all()
    last = [one.status for one in rows(Membership) if one.member_id == member.id]
    assert last == [MembershipStatus.OFFICIAL]
    undone = [one for one in rows(AuditEntry) if one.action == "conduct.undo"]
    assert len(undone) == 2


def test_a_member_a_list_brought_suspended_is_reinstated_here(make, cell, browse):
    held = make.member(cell, status=MembershipStatus.PROSECUTED)
    desk, page = browse(make.office(Desk.ORGANISATION)), f"/conduct/members/{held.id}/"

    shown = desk.get(page).words
    desk.post(f"{page}reinstate", PAPER)

    assert "Ghi cho trở lại sinh hoạt" in shown
    assert "Ghi cho trở lại sinh hoạt" not in desk.get(page).words


def test_a_cell_itself_neither_expels_nor_suspends(make, cell, member, browse):
    secretary = browse(make.secretary(cell))

    form = secretary.get(f"/conduct/members/{member.id}/discipline").soup
    options = {one["value"] for one in form.find("select", {"name": "form"}).find_all("option")}

    assert options == {"reprimand", "warning"}
    secretary.get(f"/conduct/members/{member.id}/suspend", expect=403)


def test_a_suspension_takes_the_vote_and_its_end_gives_it_back(make, cell, member, browse):
    desk = browse(make.office(Desk.ORGANISATION))
    page = f"/conduct/members/{member.id}/"

    late = desk.post(f"{page}suspend", {**PAPER, "decided_on": "11/05/2026"}, expect=422)
    assert "không được trước ngày quyết định" in late.words
    desk.post(f"{page}suspend", PAPER)
    now = [one.status for one in rows(Membership) if one.member_id == member.id]
    assert MembershipStatus.SUSPENDED in now
    assert "Ghi cho trở lại sinh hoạt" in desk.get(page).words
    desk.post(
        f"{page}reinstate", {**PAPER, "decided_on": "01/11/2026", "happened_on": "01/11/2026"}
    )

    db.session.expire_all()
    last = max(
        (one for one in rows(Membership) if one.member_id == member.id),
        key=lambda one: one.starts_on,
    )
    assert last.status is MembershipStatus.OFFICIAL


def test_nobody_records_about_themself(make, cell, browse):
    actor = make.secretary(cell)
    browser = browse(actor)

    browser.get(f"/conduct/members/{actor.member_id}/discipline", expect=403)
    browser.get(f"/conduct/members/{actor.member_id}/commend", expect=403)


def test_discipline_is_hidden_from_the_clerk_and_told_to_the_member(make, cell, member, browse):
    desk = make.office(Desk.ORGANISATION)
    browse(desk).post(
        f"/conduct/members/{member.id}/discipline", {**PAPER, **FROM_ABOVE, "form": "warning"}
    )
    clerk, fellow = browse(make.office(Desk.CLERICAL)), browse(make.plain_member(cell))

    own = browse(make.actor(member)).get("/conduct/mine").words

    assert "Cảnh cáo" in own
    assert "quyền khiếu nại" in own
    assert "Cảnh cáo" not in clerk.get(f"/conduct/members/{member.id}/").words
    clerk.get("/conduct/discipline", expect=403)
    clerk.get("/conduct/to-consider", expect=403)
    fellow.get(f"/conduct/members/{member.id}/", expect=404)
    fellow.get("/conduct/", expect=403)


def test_the_trail_does_not_tell_the_form(make, cell, member, browse):
    browse(make.secretary(cell)).post(
        f"/conduct/members/{member.id}/discipline", {**PAPER, **FROM_ABOVE, "form": "warning"}
    )

    (entry,) = [one for one in rows(AuditEntry) if one.action == "conduct.record"]
    assert set(entry.changes) == {"decision", "happened_on"}


def test_a_state_secret_is_refused(make, cell, member, browse):
    page = browse(make.secretary(cell)).post(
        f"/conduct/members/{member.id}/discipline",
        {**PAPER, **FROM_ABOVE, "form": "warning", "kept_at": "TỐI MẬT"},
        expect=422,
    )

    assert "Luật 117/2025/QH15" in page.words
    assert [one.kind for one in rows_of_events(make, member)] == [EventKind.ENROLLED]


def rows_of_events(make, member):
    return events.of_member(make.office(Desk.ORGANISATION), member.id)


def test_residence_duty_is_kept_and_its_ward_is_sealed(make, cell, member, browse):
    secretary = browse(make.secretary(cell))
    path = f"/conduct/residence/{member.id}/2026"
    words = {
        "introduced_on": "05/01/2026",
        "ward": "Phường Hoàn Kiếm",
        "asked_on": "05/10/2026",
        "received_on": "20/10/2026",
        "remark": "Thực hiện tốt",
        "kept_at": "Cặp 3",
    }

    secretary.post(path, {**words, "version": "0"})
    wrong = secretary.post(path, {**words, "received_on": "01/10/2026"}, expect=422)

    assert "Đã có nhận xét" in secretary.get("/conduct/residence/").words
    assert "Phường Hoàn Kiếm" not in secretary.get("/conduct/residence/").words
    assert secretary.get(path).soup.find("input", {"name": "ward"})["value"] == "Phường Hoàn Kiếm"
    assert "trước ngày đề nghị" in wrong.words
    (kept,) = rows(ResidenceDuty)
    assert "Phường".encode() not in kept.ward_sealed


def test_remarks_are_asked_for_a_whole_cell_at_once(make, cell, member, browse):
    secretary = browse(make.secretary(cell))

    secretary.post("/conduct/residence/ask", {"asked_on": "05/10/2026"})
    again = secretary.post("/conduct/residence/ask", {"asked_on": "05/10/2026"}, expect=422)

    assert secretary.get("/conduct/residence/").words.count("Chờ phiếu nhận xét") == 2
    assert "Cả chi bộ đã được đề nghị" in again.words


def test_remarks_on_residence_are_not_shown_to_other_desks(make, cell, browse):
    clerk, desk = browse(make.office(Desk.CLERICAL)), browse(make.office())
    address = f"/conduct/residence/?chi-bo={cell.id}"

    clerk.get(address, expect=403)
    desk.get(address)
    for page in ("/conduct/", "/conduct/commitments/"):
        assert "/conduct/residence/" not in str(clerk.get(page).soup)
        assert "/conduct/residence/" in str(desk.get(page).soup)


def test_forms_for_the_residence_are_printed_for_a_cell(make, cell, member, browse):
    answer = browse(make.secretary(cell)).get("/conduct/residence/forms.pdf").answer

    assert answer.mimetype == "application/pdf"


def test_commitments_are_ticked_for_many_at_once(make, cell, member, browse):
    others = [make.member(cell) for _ in range(2)]
    secretary = browse(make.secretary(cell))
    ticked = [str(one.id) for one in (member, others[0])]

    secretary.post(
        "/conduct/commitments/",
        {"signed": ticked, "signed_on": "15/01/2026", "kept_at": "Cặp cam kết"},
    )
    nobody = secretary.post("/conduct/commitments/", {"signed_on": "15/01/2026"}, expect=422)

    assert {one.member_id for one in rows(YearlyCommitment)} == {member.id, others[0].id}
    assert "2/4 đồng chí đã ký" in secretary.get("/conduct/commitments/").words
    assert "ít nhất một đồng chí" in nobody.words


def test_the_registers_of_another_cell_are_not_there(make, cell, member, browse):
    other = browse(make.secretary(make.cell()))

    other.get(f"/conduct/residence/{member.id}/2026", expect=404)
    other.get(f"/conduct/residence/?chi-bo={cell.id}", expect=404)
    other.get(f"/conduct/commitments/?chi-bo={cell.id}", expect=404)
    other.get(f"/conduct/members/{member.id}/", expect=404)


def test_an_address_with_an_absurd_year_is_not_found(make, cell, member, browse):
    secretary = browse(make.secretary(cell))

    secretary.get(f"/conduct/residence/{member.id}/1899", expect=404)
    assert "năm 2026" in secretary.get("/conduct/residence/?nam=xa").words
