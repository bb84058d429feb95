"""The pages of an organisation, walked as the people who use them."""

from datetime import date

import pytest

from partywork.audit.models import AuditEntry
from partywork.cells.models import Appointment, Reorganisation
from partywork.cells.service import events, groups
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, OfficeTitle
from partywork.core.db import db, transaction
from partywork.documents.engine import words_of_pdf
from tests.support.queries import count_queries

TODAY = date(2026, 11, 22)
DECISION = {"decision_number": "127-QĐ/ĐU", "decided_on": "20/11/2026"}


@pytest.fixture(autouse=True)
def day(today):
    today(TODAY)


@pytest.fixture
def cell(make):
    return make.cell("Chi bộ Hội Cầu đường")


def every(kind):
    return list(db.session.scalars(db.select(kind).execution_options(partywork_scoped=True)))


def test_the_page_of_a_cell_tells_who_belongs_to_it_and_what_is_open(make, browse, cell):
    make.member(cell, name="Lê Văn Ân")
    make.member(cell, name="Đỗ Quang Đạt", status=MembershipStatus.PROBATIONARY)
    secretary = make.secretary(cell)

    own = browse(secretary).get(f"/cells/{cell.id}")
    member = browse(make.plain_member(cell)).get(f"/cells/{cell.id}")

    assert "Lê Văn Ân" in own.words
    assert "nhiệm vụ đang làm" in own.words
    assert "Tăng, giảm năm 2026" in own.words
    assert "Việc đang dở" not in member.words
    assert "In danh bạ" not in member.words
    assert "/members/" not in str(member.soup.select("main table"))
    assert browse(secretary).get("/cells/own", expect=303).location == f"/cells/{cell.id}"
    browse(make.administrator()).get("/cells/own", expect=404)


def counts_of(page):
    rows = page.soup.select("table:has(caption:-soup-contains('tăng, giảm')) tbody tr")
    assert rows
    return {
        row.th.get_text(strip=True): [int(one.text) for one in row.select("td")] for row in rows
    }


def test_what_came_and_went_is_counted_from_the_standings_of_month_and_year(make, browse, cell):
    office = make.office()
    since = {"admitted_on": date(1990, 3, 2)}
    make.member(cell, since=date(2020, 1, 1))
    make.member(cell, since=date(2026, 2, 1), **since)
    gone = make.member(cell, since=date(2020, 1, 1))
    kind, day = EventKind.TRANSFERRED_OUT, date(2026, 11, 5)
    events.record(office, gone.id, NewEvent(kind, day, cell.id, other_place="Đảng bộ phường X"))

    counts = counts_of(browse(office).get(f"/cells/{cell.id}"))

    assert counts == {
        "Đầu kỳ": [3, 2],
        "Tăng: ghi vào sổ theo danh sách": [0, 1],
        "Giảm: chuyển sinh hoạt": [1, 1],
        "Hiện nay": [2, 2],
    }


def test_the_phone_list_is_printed_for_the_cells_own_officers_and_written_down(make, browse, cell):
    member = make.member(cell, name="Lê Văn Ân")
    with transaction():
        member.phone = "0912345678"
    browser = browse(make.secretary(cell))

    answer = browser.post(f"/cells/{cell.id}/phones", expect=200, page=f"/cells/{cell.id}")

    text = " ".join(words_of_pdf(answer.answer.data).split())
    assert "DANH BẠ" in text
    assert "0912345678" in text
    (entry,) = [one for one in every(AuditEntry) if one.action == "cell.print_phones"]
    assert entry.changes == {"people": 2}
    sitting = make.actor(make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER))
    assert "In danh bạ" not in browse(sitting).get(f"/cells/{cell.id}").words
    for actor in (make.office(), make.committee(), make.plain_member(cell), sitting):
        browse(actor).post(f"/cells/{cell.id}/phones", expect=403, page="/account")
    browse(make.secretary(make.cell())).post(
        f"/cells/{cell.id}/phones", expect=404, page="/account"
    )


def test_rights_follow_a_hand_over_in_the_same_moment(make, browse, cell):
    old, new = make.member(cell), make.member(cell)
    held = make.appointment(old, cell, OfficeTitle.SECRETARY)
    old_browser, new_browser = browse(make.actor(old)), browse(make.actor(new))
    path = f"/cells/{cell.id}/groups/new"
    old_browser.get(path)
    new_browser.get(path, expect=403)
    desk = browse(make.office())
    address = f"/cells/appointments/{held.id}/hand-over"
    facts = {"starts_on": "22/11/2026", "successor_id": new.id, "decision_kind": "recognised"}

    desk.post(address, {**facts, **DECISION, "decision_kind": ""}, expect=422)
    desk.post(address, {**facts, **DECISION, "starts_on": "27/03/2025"}, expect=422)
    desk.post(address, {**facts, **DECISION})

    old_browser.get(path, expect=403)
    new_browser.get(path)
    assert "127-QĐ/ĐU (chuẩn y kết quả bầu cử)" in desk.get(f"/cells/{cell.id}").words


def test_a_wrong_entry_on_an_office_is_withdrawn_on_its_page(make, browse, cell):
    old, new = make.member(cell, name="Lê Văn Ân"), make.member(cell, name="Đỗ Quang Đạt")
    held = make.appointment(old, cell, OfficeTitle.SECRETARY)
    desk, own = browse(make.office()), browse(make.actor(old))
    facts = {"starts_on": "22/11/2026", "successor_id": new.id, "decision_kind": "recognised"}
    address = f"/cells/appointments/{held.id}/hand-over"
    far = desk.post(address, {**facts, **DECISION, "starts_on": "01/01/2090"}, expect=422)
    assert "quá xa" in far.soup.find(id="starts_on-error").get_text()
    desk.post(address, {**facts, **DECISION})
    own.get(f"/cells/{cell.id}/groups/new", expect=403)

    register = desk.get(f"/cells/{cell.id}/offices")
    links = register.soup.find_all("a", string=None, href=lambda one: one.endswith("/withdraw"))
    page = desk.get(links[0]["href"])
    assert "Đ/c Lê Văn Ân giữ lại chức vụ Bí thư như trước" in page.words
    grounds = {**DECISION, "reason": "Ghi nhầm người nhận"}
    empty = desk.post(links[0]["href"], {**grounds, "reason": "   "}, expect=422)
    assert "Ô này bắt buộc phải điền" in empty.words
    assert empty.soup.find(id="decision_number")["value"] == DECISION["decision_number"]
    desk.post(links[0]["href"], grounds)

    own.get(f"/cells/{cell.id}/groups/new")
    register = desk.get(f"/cells/{cell.id}/offices")
    (kept,) = register.soup.find("h2", string="Đã thu hồi vì ghi sai").find_next("tbody")("tr")
    words = kept.get_text(" ", strip=True)
    assert "Đ/c Lê Văn Ân → Đ/c Đỗ Quang Đạt" in words
    assert "Bàn giao chức vụ: Bí thư" in words
    assert "Ghi nhầm người nhận" in words
    assert "Đã thu hồi" not in own.get(f"/cells/{cell.id}/offices").words
    desk.get(f"/cells/appointments/{held.id}/relieve")


def test_a_withdrawal_above_the_cells_is_confirmed_on_its_page(make, browse):
    holder = make.member(make.cell(), name="Lê Văn Ân")
    held = make.appointment(holder, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    desk, second = browse(make.office()), browse(make.committee_secretary())
    own = browse(make.actor(holder))

    desk.post(f"/cells/appointments/{held.id}/withdraw", {**DECISION, "reason": "Ghi nhầm người"})

    own.get("/cells")
    (link,) = second.get("/cells/nominations").soup.select("main th a")
    page = second.get(link["href"])
    assert "Thu hồi việc ghi sai" in page.words
    assert "Ghi nhầm người" in page.words
    second.post(link["href"])
    own.get("/cells", expect=403)
    assert "Người giữ lại chức vụ Không có ai" in second.get(link["href"]).words


def test_three_deputies_of_a_cell_are_noticed(make, browse, cell):
    for _ in range(3):
        make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY)

    page = browse(make.office()).get(f"/cells/{cell.id}")

    assert "Chi bộ có 3 phó bí thư, quá số tối đa 1" in page.words


def test_a_cell_left_vacant_says_who_looks_after_it(make, browse, cell):
    old, acting = make.member(cell), make.member(cell, name="Lê Văn Ân")
    held = make.appointment(old, cell, OfficeTitle.SECRETARY)
    desk = browse(make.office())
    facts = {"starts_on": "22/11/2026", "acting_id": acting.id, "decision_kind": "assigned"}

    desk.post(f"/cells/appointments/{held.id}/hand-over", {**facts, **DECISION})

    page = desk.get(f"/cells/{cell.id}")
    assert "Khuyết bí thư. Đ/c Lê Văn Ân phụ trách chi bộ từ ngày 22/11/2026" in page.words
    assert "Phụ trách chi bộ" in page.words
    browse(make.actor(acting)).get(f"/cells/{cell.id}/groups/new")


def test_a_nomination_is_confirmed_or_refused_on_its_page(make, browse):
    organisation, nominee = make.organisation(), make.member(make.cell())
    desk, second = browse(make.office()), browse(make.committee_secretary())
    facts = {"member_id": nominee.id, "office": "inspection_member", "starts_on": "22/11/2026"}
    for number in ("1-QĐ", "2-QĐ"):
        desk.post(
            f"/cells/{organisation.id}/appoint", {**facts, **DECISION, "decision_number": number}
        )
    links = second.get("/cells/nominations").soup.select("main th a")
    first, other = (link["href"] for link in links)

    refused = desk.post(first, expect=422)
    assert "không tự xác nhận" in refused.words
    second.post(first)
    second.post(f"{other}/refuse", {"reason": ""}, expect=422)
    second.post(f"{other}/refuse", {"reason": "Ghi trùng"})

    assert "Không có quyết định nào chờ" in second.get("/cells/nominations").words
    assert "Ghi trùng" in second.get(other).words
    held = [one for one in every(Appointment) if one.member_id == nominee.id]
    assert [one.decision_number for one in held] == ["1-QĐ"]


def test_an_office_above_the_cells_ends_on_its_page_when_confirmed(make, browse):
    holder = make.member(make.cell(), name="Lê Văn Ân")
    held = make.appointment(holder, make.organisation(), OfficeTitle.COMMITTEE_MEMBER)
    desk, second = browse(make.office()), browse(make.committee_secretary())
    own = browse(make.actor(holder))
    facts = {"ends_on": "21/11/2026", "decision_number": "9-QĐ", "decided_on": "20/11/2026"}

    desk.post(f"/cells/appointments/{held.id}/relieve", facts)

    assert "Chờ đồng chí thứ hai xác nhận" in desk.get("/account").words
    own.get("/cells")
    (link,) = second.get("/cells/nominations").soup.select("main th a")
    assert "Thôi giữ chức vụ" in second.get(link["href"]).words
    second.post(link["href"])
    own.get("/cells", expect=403)


def test_a_group_is_formed_filled_and_ended_on_its_pages(make, browse, cell):
    make.member(cell, name="Lê Văn Ân")
    secretary = make.secretary(cell)
    browser = browse(secretary)
    assert "không chia tổ đảng" in browser.get(f"/cells/{cell.id}/groups").words

    formed = browser.post(
        f"/cells/{cell.id}/groups/new", {"name": "Tổ đảng số 1", "starts_on": "01/01/2026"}
    )
    person = next(
        one["value"]
        for one in browser.get(formed.location).soup.select("input[type=checkbox]")
        if "Văn Ân" in one.find_parent(class_="choice").get_text()
    )
    facts = {"on": "01/01/2026", "members": person}
    stranger = browser.post(formed.location, {**facts, "leader": secretary.member_id}, expect=422)
    assert "phải là tổ viên" in stranger.words
    browser.post(formed.location, {**facts, "leader": person})

    assert "tổ trưởng Đ/c Lê Văn Ân" in browser.get(f"/cells/{cell.id}").words
    browser.post(f"{formed.location}/end", {"on": "31/12/2025"}, expect=422)
    browser.post(f"{formed.location}/end", {"on": "31/10/2026"})
    assert "Tổ đã kết thúc" in browser.get(f"/cells/{cell.id}/groups").words


def test_facts_and_the_place_of_a_cell_are_changed_by_the_desk(make, browse, cell):
    part = make.part("Đảng bộ bộ phận Các hội")
    desk = browse(make.office())
    path = f"/cells/{cell.id}/facts"

    wrong = desk.post(path, {"parent_id": part.id, "party_code": "01.2"}, expect=422)
    assert "1361-CV/BTCTW" in wrong.words
    desk.post(
        path,
        {
            "parent_id": part.id,
            "party_code": "01.002.003.000.011",
            "heading_lines": "CHI BỘ HỘI\n\nCẦU ĐƯỜNG",
            "symbol_code": "CB",
            "place": "Hà Nội",
        },
    )

    page = desk.get(f"/cells/{cell.id}")
    assert "thuộc Đảng bộ bộ phận Các hội" in page.words
    assert "mã 01.002.003.000.011" in page.words
    assert cell.path == f"{part.path}{cell.code}/"
    assert cell.heading_lines == "CHI BỘ HỘI\nCẦU ĐƯỜNG"
    assert "Hội Cầu đường" in desk.get(f"/cells/{part.id}").words
    (entry,) = [one for one in every(AuditEntry) if one.action == "organisation.change"]
    assert entry.changes["parent"][1] == "Đảng bộ bộ phận Các hội"
    browse(make.secretary(cell)).get(path, expect=403)


def test_terms_are_opened_and_extended_on_their_pages(make, browse, cell):
    make.secretary(cell)
    desk = browse(make.office())
    path = f"/cells/{cell.id}/bodies"

    desk.post(f"/cells/{cell.id}/terms/new", {"starts_on": "27/03/2025"}, expect=422)
    desk.post(f"/cells/{cell.id}/terms/new", {"starts_on": "01/06/2026", "ends_on": "31/12/2026"})
    link = desk.get(path).soup.find("a", string=lambda text: text and "đổi ngày" in text)["href"]
    facts = {
        "decision_number": "45-KL/ĐU",
        "decided_on": "20/11/2026",
        "deciding_body": "Ban Thường vụ Đảng ủy",
    }
    desk.post(link, {**facts, "ends_on": "31/12/2026"}, expect=422)
    desk.post(link, {**facts, "ends_on": "30/06/2027"})
    desk.post(link, {**facts, "decision_number": "51-KL/ĐU", "ends_on": "30/09/2027"})

    page = desk.get(path)
    table = page.soup.find("h3", string="Văn bản đổi ngày hết nhiệm kỳ").find_next("tbody")
    papers = [row.get_text(" ", strip=True) for row in table.find_all("tr")]
    body = "20/11/2026 Ban Thường vụ Đảng ủy"
    assert papers == [
        f"45-KL/ĐU {body} 31/12/2026 30/06/2027",
        f"51-KL/ĐU {body} 30/06/2027 30/09/2027",
    ]
    assert "Từ 01/06/2026 đến 30/09/2027" in page.words
    assert "Nhiệm kỳ 2025-2030" in page.words
    assert "Ghi nhiệm kỳ mới" not in browse(make.plain_member(cell)).get(path).words


PAPER = {**DECISION, "deciding_body": "Ban Thường vụ Đảng ủy", "effective_on": "22/11/2026"}


def test_a_cell_is_renamed_step_by_step(make, browse, cell):
    desk = browse(make.office())
    assert "Đổi tên chi bộ" in desk.get(f"/cells/{cell.id}/reorganise").words

    nameless = desk.post(f"/cells/{cell.id}/rename", {**PAPER, "name": " \u00a0 "}, expect=422)
    assert nameless.soup.find(id="name-error").get_text() == "Ô này bắt buộc phải điền."
    assert nameless.soup.find(id="decision_number")["value"] == PAPER["decision_number"]
    prepared = desk.post(f"/cells/{cell.id}/rename", {**PAPER, "name": "Chi bộ Hội Giao thông"})
    shown = desk.get(prepared.location)
    assert "mang tên «Chi bộ Hội Giao thông»" in shown.words
    assert "chưa thực hiện" in desk.get(f"/cells/{cell.id}").words
    assert "chưa thực hiện" not in browse(make.secretary(cell)).get(f"/cells/{cell.id}").words
    desk.post(prepared.location)

    page = desk.get(f"/cells/{cell.id}")
    assert page.soup.h1.get_text(strip=True) == "Chi bộ Hội Giao thông"
    assert "Đến hết ngày 21/11/2026: Chi bộ Hội Cầu đường" in page.words
    assert "127-QĐ/ĐU" in page.words
    desk.get(prepared.location, expect=422)


def test_a_cell_is_split_merged_and_dissolved_step_by_step(make, browse, cell):
    an = make.member(cell, name="Lê Văn Ân")
    make.member(cell, office=OfficeTitle.SECRETARY)
    other = make.cell("Chi bộ Hội Hóa học")
    desk = browse(make.office())

    kept = desk.post(f"/cells/{cell.id}/split", {**PAPER, "name": "Chi bộ trẻ"}, expect=422)
    assert "ít nhất một đồng chí" in kept.words
    facts = {**PAPER, "name": "Chi bộ trẻ", "people": str(an.id)}
    few = desk.post(f"/cells/{cell.id}/split", facts, expect=422)
    assert "có 1 chính thức" in few.words
    others = [str(make.member(cell).id) for _ in range(2)]
    split = desk.post(f"/cells/{cell.id}/split", {**facts, "people": [str(an.id), *others]})
    assert "Chi bộ cũ chỉ còn 1 đảng viên chính thức" in desk.get(split.location).words
    assert "Ở lại chi bộ cũ: 1 đồng chí" in desk.get(split.location).words
    young = desk.post(split.location).location
    assert "Lê Văn Ân" in desk.get(young).words
    merged = desk.post(f"/cells/{cell.id}/merge", {**PAPER, "target_id": other.id})
    shown = desk.get(merged.location)
    assert "kết thúc hoạt động sau ngày 21/11/2026" in shown.words
    desk.post(f"{merged.location}/drop", page=merged.location)
    dissolved = desk.post(f"/cells/{cell.id}/dissolve", {**PAPER, "target_id": other.id})
    desk.post(dissolved.location)

    page = desk.get(f"/cells/{cell.id}")
    assert "Đã kết thúc hoạt động sau ngày 21/11/2026" in page.words
    assert "Chi bộ Hội Hóa học tiếp nhận" in page.words
    listed = desk.get("/cells")
    assert "Hội Cầu đường" not in listed.soup.table.get_text()
    assert "Chi bộ Hội Cầu đường hết ngày 21/11/2026" in listed.words
    assert len(every(Reorganisation)) == 3
    desk.get(f"/cells/{cell.id}/appoint", expect=422)


@pytest.mark.parametrize("page", ["", "/groups", "/bodies", "/offices", "/reorganise", "/split"])
def test_a_page_of_a_cell_asks_as_often_for_twelve_people_as_for_two(make, browse, cell, page):
    secretary = make.secretary(cell)
    browser = browse(make.office())

    def after(rows):
        for number in range(rows):
            member = make.member(cell, office=OfficeTitle.CELL_COMMITTEE_MEMBER)
            group = groups.form(
                secretary, cell.id, name=f"Tổ {member.id}", starts_on=date(2026, 1, number % 28 + 1)
            )
            groups.fill(secretary, group.id, version=group.version, on=TODAY, members=[member.id])
        with count_queries() as sent:
            browser.get(f"/cells/{cell.id}{page}")
        return sent

    few, many = after(2), after(10)

    assert len(many) == len(few), "\n".join(many)
