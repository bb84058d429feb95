import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from partywork.audit.models import AuditEntry
from partywork.cells.models import Member, Organisation
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import (
    CardKind,
    DisciplineForm,
    EventKind,
    MembershipStatus,
    OfficeTitle,
    Sex,
)
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction


def trail(action: str) -> list[AuditEntry]:
    query = db.select(AuditEntry).where(AuditEntry.action == action)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def told(member: Member, **facts: object) -> Member:
    with transaction():
        for name, value in facts.items():
            setattr(member, name, value)
    return member


def happened(member: Member, cell: Organisation, kind: EventKind, on: date, **more: Any) -> None:
    with transaction():
        new = NewEvent(kind=kind, happened_on=on, cell_id=cell.id, **more)
        events.apply(system(on), member.id, new)


def found(browser, **asked) -> str:
    """Ask as the form does and read the list one is led to."""
    answer = browser.post("/members", asked)
    return browser.get(answer.location).words


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


def test_by_office_the_secretary_stands_first(make, browse):
    cell = make.cell()
    make.member(cell, name="Lê Văn Ân")
    make.member(cell, name="Vũ Thị Yến", office=OfficeTitle.SECRETARY)
    browser = browse(make.deputy(cell))

    words = found(browser, xep="office")

    assert words.index("Vũ Thị Yến") < words.index("Lê Văn Ân")


def test_people_are_found_without_marks_and_no_name_stands_in_the_address(make, browse):
    cell = make.cell()
    make.member(cell, name="Đỗ Quang Đạt")
    make.member(cell, name="Lê Văn Ân")
    browser = browse(make.secretary(cell))

    answer = browser.post("/members", {"tim": "dat do"})
    page = browser.get(answer.location)

    assert "dat" not in answer.location
    assert "Quang Đạt" in page.words
    assert "Văn Ân" not in page.words
    assert page.soup.find("input", id="tim")["value"] == "dat do"


def test_a_sealed_name_of_another_person_or_of_nonsense_is_said_to_be_lost(make, browse):
    cell = make.cell()
    address = browse(make.secretary(cell)).post("/members", {"tim": "dat do"}).location
    browser = browse(make.deputy(cell))

    for lost in (address, "/members?tim=dat+do", "/members?tim=AA", "/members?tim=é"):
        assert "Hãy gõ lại" in browser.get(lost).words


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


FACTS = {
    "sex": Sex.MALE,
    "born_on": date(1990, 5, 5),
    "party_age_from": date(2015, 5, 5),
    "admitted_on": date(2015, 5, 5),
    "degree": "TS",
    "political_theory": "Cao cấp",
    "retired_on": date(2024, 1, 1),
    "card_number": None,
}


NARROWED = [
    ({"gioi_tinh": "male"}, True),
    ({"tuoi": "31-40"}, True),
    ({"tuoi": "41-50"}, False),
    ({"tuoi_dang": "10-19"}, True),
    ({"tuoi_dang": "50-"}, False),
    ({"trinh_do": "doctor"}, True),
    ({"trinh_do": "college"}, False),
    ({"ly_luan": "advanced"}, True),
    ({"ly_luan": "basic"}, False),
    ({"chuc_vu": "holds_any"}, True),
    ({"chuc_vu": "holds_none"}, False),
    ({"chuc_vu": "cell_committee_member"}, True),
    ({"chuc_vu": "secretary"}, False),
    ({"nghi_huu": "yes"}, True),
    ({"nghi_huu": "no"}, False),
    ({"the": "no"}, True),
    ({"the": "yes"}, False),
    ({"loai": "is_official"}, True),
    ({"loai": "is_probationary"}, False),
    ({"vao_dang_tu": "01/01/2015", "vao_dang_den": "31/12/2015"}, True),
    ({"vao_dang_tu": "2016-01-01"}, False),
    ({"den_tu": "01/01/2021"}, False),
]


def test_a_list_is_narrowed_by_what_the_record_says(make, browse, today):
    today(date(2026, 11, 5))
    cell = make.cell()
    office = OfficeTitle.CELL_COMMITTEE_MEMBER
    told(make.member(cell, name="Lê Văn Ân", office=office), **FACTS)
    browser = browse(make.secretary(cell))

    said = [(asked, "Văn Ân" in found(browser, **asked)) for asked, _ in NARROWED]

    assert said == NARROWED


def test_who_left_is_listed_with_the_day_and_the_reason_for_those_above(make, browse):
    cell = make.cell()
    gone = make.member(cell, name="Lê Văn Ân")
    make.member(cell, name="Đỗ Quang Đạt")
    happened(gone, cell, EventKind.TRANSFERRED_OUT, date(2026, 3, 31), other_place="Đảng bộ khác")
    browser = browse(make.office())

    words = found(browser, roi_tu="01/01/2026", roi_den="31/12/2026")

    assert "31/03/2026 · Chuyển sinh hoạt" in words
    assert "Quang Đạt" not in words
    assert "Văn Ân" not in found(browser, roi_tu="01/04/2026")


def test_how_one_left_the_party_is_told_to_those_who_know_of_discipline(make, browse):
    cell = make.cell()
    for name, kind in (("Lê Văn Ân", EventKind.EXPELLED), ("Lê Văn Bình", EventKind.STRUCK_OFF)):
        happened(make.member(cell, name=name), cell, kind, date(2026, 3, 31))
    clerk = browse(make.office(Desk.CLERICAL))

    words = found(clerk, roi_tu="01/01/2026")

    assert words.count("31/03/2026 · Ra khỏi Đảng") == 2
    assert "31/03/2026 · Khai trừ" in found(browse(make.office()), roi_tu="01/01/2026")
    page = f"/cells/{cell.id}"
    for hidden in (clerk, browse(make.plain_member(cell))):
        words = hidden.get(page).words.casefold()
        assert "ra khỏi đảng" in words
        assert "khai trừ" not in words
        assert "xóa tên" not in words
    assert "khai trừ" in browse(make.secretary(cell)).get(page).words.casefold()


def test_a_day_that_is_none_is_told_at_its_field(make, browse):
    page = browse(make.secretary(make.cell())).post(
        "/members", {"vao_dang_tu": "32/13/2020"}, expect=422
    )

    assert page.soup.find(id="vao_dang_tu-error")
    assert page.soup.find("input", id="vao_dang_tu")["value"] == "32/13/2020"


def test_a_long_list_has_pages_that_keep_what_was_asked(make, browse):
    cell = make.cell()
    for number in range(51):
        make.member(cell, name=f"Lê Văn {'A' * (number % 5 + 1)}n")
    make.member(cell, name="Đỗ Quang Đạt")
    browser = browse(make.secretary(cell))

    page = browser.get(browser.post("/members", {"tim": "van"}).location)

    assert "Trang 1/2" in page.words
    second = browser.get(page.soup.find("a", rel="next")["href"])
    assert "Trang 2/2, tất cả 51" in second.words
    assert "Quang Đạt" not in second.words


@pytest.mark.parametrize(
    "nonsense",
    [
        "chi_bo=x",
        "tinh_trang=x",
        "trang=99",
        "tuoi=9-x",
        "vao_dang_tu=hom+nay",
        "den_tu=01/01/0001",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(nonsense, make, browse):
    cell = make.cell()

    assert "1 đồng chí" in browse(make.secretary(cell)).get(f"/members?{nonsense}").words


def test_members_and_administrators_have_no_list_of_people(make, browse):
    cell = make.cell()
    browse(make.plain_member(cell)).get("/members", expect=403)
    browse(make.administrator()).get("/members", expect=403)


def test_what_is_asked_is_kept_under_a_name_for_oneself_only(make, browse):
    cell = make.cell()
    make.member(cell, name="Đỗ Quang Đạt")
    actor = make.secretary(cell)
    browser = browse(actor)
    asked = browser.get(browser.post("/members", {"tim": "dat do"}).location)
    sealed = asked.soup.find("form", action="/members/filters").find("input", {"name": "tim"})

    data = {"tim": sealed["value"], "gioi_tinh": "female", "name": "Tìm đồng chí Đạt"}
    browser.post("/members/filters", data, page="/members")
    page = browser.get("/members")
    kept = page.soup.find("a", string="Tìm đồng chí Đạt")["href"]

    assert "dat" not in browser.get(kept, expect=303).location
    assert "Quang Đạt" in browser.get(browser.get(kept, expect=303).location).words
    assert trail("filter.save")[0].changes == {}
    stranger = browse(make.deputy(cell))
    stranger.get(kept, expect=404)
    assert "Tìm đồng chí Đạt" not in stranger.get("/members").words
    browser.post(f"{kept}/delete", page="/members")
    assert "Tìm đồng chí Đạt" not in browser.get("/members").words


def test_a_filter_needs_a_name_and_something_asked(make, browse):
    browser = browse(make.secretary(make.cell()))

    nothing = browser.post("/members/filters", {"name": "Mọi người"}, expect=422, page="/members")
    unnamed = browser.post(
        "/members/filters", {"gioi_tinh": "male", "name": ""}, expect=422, page="/members"
    )

    assert "Không có đồng chí nào" in unnamed.words or "bắt buộc" in unnamed.words
    assert trail("filter.save") == []
    assert nothing.status == 422


def test_the_spreadsheet_has_the_people_on_screen_masked_and_inert(make, browse):
    cell = make.cell()
    told(
        make.member(cell, name="Lê Văn Ân"),
        citizen_id="001076012345",
        phone="0912345678",
        residence="Số 5, phố Lý Thường Kiệt, Hà Nội",
        ethnicity="Tày",
        card_kind=CardKind.NEW,
        occupation="=1+1",
        notes="Cần giúp đỡ",
    )
    make.member(cell, name="Đỗ Quang Đạt", sex=Sex.MALE)

    answer = browse(make.secretary(cell)).post(
        "/members/export", {"gioi_tinh": "female", "xep": "name"}, expect=200, page="/members"
    )

    book = load_workbook(io.BytesIO(answer.answer.data))
    rows = [[cell.value for cell in row] for row in book["Đảng viên"].iter_rows()]
    person = dict(zip(rows[0], rows[1], strict=True))
    assert [row[0] for row in rows[:2]] == ["Họ và tên", "Lê Văn Ân"]
    assert "Đỗ Quang Đạt" not in [row[0] for row in rows]
    assert person["Nghề nghiệp"] == "'=1+1"
    assert person["Ghi chú (đã che)"] == "•••"
    assert person["Số căn cước (đã che)"] == "•••••••••345"
    assert person["Số điện thoại (đã che)"] == "•••••••678"
    assert person["Nơi thường trú (đã che)"] == "•••, Hà Nội"
    assert person["Dân tộc (đã che)"] == "•••"
    assert person["Loại thẻ"] == "Thẻ mới (từ 2025)"
    assert [row[0].value for row in book["Giải thích cột"].iter_rows(min_row=2)] == rows[0]
    assert {one.data_type for row in book.active.iter_rows() for one in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    (entry,) = trail("member.export")
    assert entry.changes == {"rows": 2, "format": "Bảng tính Excel (.xlsx)"}
    assert (entry.organisation_id, entry.organisation_path) == (cell.id, cell.path)


def test_the_same_list_comes_as_text_for_excel_and_as_a_paper(make, browse):
    cell = make.cell()
    make.member(cell, name="Lê Văn Ân")
    browser = browse(make.secretary(cell))

    text = browser.post("/members/export", {"dang": "csv"}, expect=200, page="/members").answer
    paper = browser.post("/members/export", {"dang": "pdf"}, expect=200, page="/members").answer

    assert text.data.startswith("\ufeffHọ và tên,".encode())
    assert "Lê Văn Ân," in text.data.decode()
    assert text.mimetype == "text/csv"
    assert paper.data.startswith(b"%PDF")
    assert [entry.changes["format"] for entry in trail("member.export")] == [
        "Tệp văn bản có dấu phẩy (.csv)",
        "Danh sách đảng viên để in (.pdf)",
    ]


def test_people_are_counted_for_the_whole_and_protected_in_a_cell(make, browse):
    cell = make.cell("Chi bộ Hội Cầu đường")
    for _number in range(12):
        make.member(cell, sex=Sex.MALE)
    make.member(cell)

    own = browse(make.secretary(cell)).get("/members/demography")
    office = browse(make.office())
    whole = office.get("/members/demography")
    other = office.get(f"/members/demography?chi_bo={cell.id}")

    assert "Chi bộ Hội Cầu đường: 14 đảng viên" in own.words
    assert "Nam ≥ 5 Nữ < 5" in own.words
    assert "Nữ < 5" in other.words
    assert "Nam ≥ 5" not in whole.words
    assert "Nam 12" not in whole.words
    assert [title.get_text() for title in own.soup.select("svg title")] == [
        "Tháp tuổi đời của đảng viên",
        "Tháp tuổi Đảng của đảng viên",
    ]
    browse(make.secretary(make.cell())).get(f"/members/demography?chi_bo={cell.id}", expect=404)
    browse(make.plain_member(cell)).get("/members/demography", expect=403)


def test_a_cell_of_nobody_says_so(make, browse):
    cell = make.cell()

    assert (
        "Chưa có đảng viên nào"
        in browse(make.office()).get(f"/members/demography?chi_bo={cell.id}").words
    )


def test_sensitive_counts_are_made_by_the_organisation_desk_for_a_reason(make, browse):
    cell = make.cell()
    for name in ("Kinh", "Kinh", "Tày"):
        told(make.member(cell, name=f"Lê Văn {name}"), ethnicity=name)
    browser = browse(make.office(Desk.ORGANISATION))
    data = {"topic": "ethnicity", "chi_bo": "", "reason": "Lập biểu thống kê năm"}

    browser.post("/members/sensitive", {**data, "reason": ""}, expect=422)
    browser.post("/members/sensitive", {**data, "reason": "(MẬT)"}, expect=422)
    whole = browser.post("/members/sensitive", data, expect=200)
    named = browser.post("/members/sensitive", {**data, "value": "Tày"}, expect=200)
    small = browser.post("/members/sensitive", {**data, "chi_bo": cell.id}, expect=200)

    assert "Kinh 2" in whole.words
    assert "Văn Tày" not in whole.words
    assert "Văn Tày" in named.words
    assert "Văn Kinh" not in named.words
    assert "không nêu bảng này" in small.words
    assert [entry.changes for entry in trail("member.count_sensitive")][:2] == [
        {"topic": "Dân tộc", "named": False, "reason": "Lập biểu thống kê năm"},
        {"topic": "Dân tộc", "named": True, "reason": "Lập biểu thống kê năm"},
    ]


def test_nobody_else_counts_what_is_sensitive(make, browse):
    cell = make.cell()
    for actor in (
        make.office(Desk.CLERICAL),
        make.committee_secretary(),
        make.inspector(),
        make.secretary(cell),
        make.plain_member(cell),
    ):
        browse(actor).get("/members/sensitive", expect=403)


def test_disciplines_in_force_are_counted_as_sensitive(make, browse):
    cell = make.cell()
    form = {"form": DisciplineForm.REPRIMAND.value}
    for member in (still := make.member(cell), make.member(cell)):
        happened(member, cell, EventKind.DISCIPLINED, date(2025, 6, 1), details=form)
        if member is not still:
            happened(member, cell, EventKind.PROGRESS_RECOGNISED, date(2026, 6, 1))
    browser = browse(make.office(Desk.ORGANISATION))

    page = browser.post(
        "/members/sensitive", {"topic": "discipline", "reason": "Tổng kết năm"}, expect=200
    )

    assert "Khiển trách 1" in page.words
