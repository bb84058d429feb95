import io
from datetime import date

import pytest

from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import transaction
from tests.pdf.measure import words_of

HEADER = "Họ và tên,Ngày sinh,Số điện thoại,Nghề nghiệp,Ngày chính thức"


@pytest.fixture
def office(make, today, browse):
    today(date(2026, 11, 22))
    return browse(make.office(Desk.ORGANISATION))


@pytest.fixture
def an(make, office):
    cell = make.cell("Chi bộ Hội Cầu đường")
    make.member(cell, office=OfficeTitle.SECRETARY)
    member = make.member(cell, name="Lê Văn An")
    with transaction():
        member.phone, member.occupation = "0912345678", "Kỹ sư"
        member.admitted_on = date(1970, 1, 1)
    return member


def line(member, *cells: str) -> str:
    return ",".join((member.full_name, member.born_on.strftime("%d/%m/%Y"), *cells))


def upload(browser, *lines: str, header: str = HEADER, expect: int = 303, **fields: str):
    content = "\n".join((header, *lines)).encode()
    sent = {"source": "CSDL đảng viên", "file": (io.BytesIO(content), "csdl.csv"), **fields}
    return browser.post("/checks/differences/new", sent, expect=expect)


def test_a_mistake_is_named_with_its_rule_and_leads_to_where_it_is_mended(office, an):
    page = office.get("/checks/")
    assert "Vào Đảng khi chưa đủ 18 tuổi" in page.words

    narrowed = office.get("/checks/?loai=too_young")
    assert "Điều lệ Đảng, Điều 1" in narrowed.words
    assert f"/members/{an.id}/days" in str(narrowed.soup)
    assert "Chi bộ" in office.get("/checks/?loai=no_secretary").words
    assert "Không có trường hợp nào" in office.get("/checks/?loai=two_secretaries").words
    assert "điều cần xem lại" in office.get("/checks/?loai=nonsense&chi_bo=nonsense").words


def test_every_kind_of_mistake_leads_to_the_page_that_mends_it(office, an, make):
    twin = make.member(make.cell(), name="An Lê Văn")
    young = make.member(make.cell(), status=MembershipStatus.PROBATIONARY)
    make.appointment(young, make.cell(), OfficeTitle.CELL_COMMITTEE_MEMBER)
    with transaction():
        twin.born_on, twin.phone = an.born_on, an.phone

    def leads_to(kind: str) -> str:
        return str(office.get(f"/checks/?loai={kind}").soup.select("td a"))

    assert f"/members/{an.id}/edit/identity" in leads_to("swapped_name")
    assert f"/members/{an.id}/edit/contact" in leads_to("same_phone")
    assert f"/members/{twin.id}" in leads_to("missing_fields")
    assert "/cells/" in leads_to("office_not_allowed")
    assert "/appoint" in leads_to("no_secretary")
    assert f"/members/{young.id}/days" in leads_to("no_ceremony_day")


def test_an_officer_is_led_to_the_record_and_to_the_page_of_the_cell(make, browse, today):
    today(date(2026, 11, 22))
    cell = make.cell()
    deputy = make.deputy(cell)
    member = make.member(cell)
    with transaction():
        member.admitted_on = date(1970, 1, 1)

    page = browse(deputy).get("/checks/")

    assert f'href="/members/{member.id}"' in str(page.soup)
    assert f'href="/cells/{cell.id}"' in str(page.soup)
    assert "Đối chiếu danh sách khác" not in page.words


def test_the_numbers_of_a_month_are_shown_with_their_verdict(office, an):
    page = office.get("/checks/movements")
    assert "Số liệu tháng 11 năm 2026" in page.words
    assert "Khớp" in page.words
    with transaction():
        an.official_on = None
    assert "khác tổng số" in office.get("/checks/movements").words
    assert "tháng 10 năm 2026" in office.get("/checks/movements?thang=2026-10-01").words
    assert "tháng 11 năm 2026" in office.get("/checks/movements?thang=1900-01-01").words


def test_a_list_is_compared_decided_printed_and_deleted(office, an):
    assert "Chưa có danh sách nào" in office.get("/checks/differences").words
    location = upload(
        office, line(an, "0987654321", "Giảng viên", ""), "Vũ Kim Chi,01/02/1950,,,"
    ).location
    page = office.get(location)
    assert "Số điện thoại, Nghề nghiệp" in page.words
    assert "CSDL đảng viên" in office.get("/checks/differences").words
    assert "Vũ Kim Chi" in office.get(f"{location}?xem=theirs").words
    assert "Lê Văn An" not in office.get(f"{location}?xem=ours").words
    assert "Không có ai" in office.get(f"{location}?xem=same").words
    assert "Số điện thoại, Nghề nghiệp" in office.get(f"{location}?xem=nonsense&trang=x").words

    address = page.soup.select_one('th[scope="row"] a')["href"]
    form = office.get(address)
    assert "•••••••678" in form.words
    assert "0912345678" not in form.words
    decided = {
        "right_phone": "theirs",
        "right_occupation": "ours",
        "basis_occupation": "Lý lịch 2025",
    }
    assert office.post(address, decided).location == location

    assert an.phone == "0987654321"
    assert "In 1 đề nghị chỉnh sửa" in office.get(location).words
    paper = office.client.get(f"{location}/corrections.pdf")
    assert "NGƯỜI LẬP DANH SÁCH" in words_of(paper.data)
    office.post(f"{location}/corrections/ask", {"reason": ""}, expect=422)
    asked = office.post(f"{location}/corrections/ask", {"reason": "Gửi CSDL"}).location
    assert "CSDL đảng viên" in office.get(asked).words
    assert "Danh sách đề nghị chỉnh sửa" in office.get("/members/exports").words
    office.post(f"{location}/delete")
    office.get(location, expect=404)


def test_people_only_one_list_names_are_decided_on_and_printed(office, an):
    location = upload(office, "Vũ Kim Chi,01/02/1950,,,").location
    theirs = office.get(f"{location}?xem=theirs").soup.select_one("tbody td a")["href"]
    rows = office.get(f"{location}?xem=ours").soup.select("tbody tr")
    ours = next(one.td for one in rows if "Lê Văn An" in one.get_text())
    ours = ours.parent.select("td a")[-1]["href"]

    office.post(theirs, {"presence": "add"}, expect=422)
    office.post(ours, {"presence": "strike"}, expect=422)
    for path, said in ((theirs, "strike"), (ours, "later"), (ours, "add")):
        decided = {"presence": said, "basis": f"Sổ đảng viên, {said}"}
        assert office.post(path, decided, page=path).location.startswith(location)

    assert (
        "Đề nghị bên kia bỏ tên (Sổ đảng viên, strike)"
        in office.get(f"{location}?xem=theirs").words
    )
    assert (
        "Đề nghị bên kia thêm tên (Sổ đảng viên, add)" in office.get(f"{location}?xem=ours").words
    )
    assert "In 2 đề nghị chỉnh sửa" in office.get(location).words
    assert "Gửi CSDL đảng viên Số mục 2" in office.get(f"{location}/corrections/ask").words
    office.post(ours, {"presence": "add", "version": "1"}, expect=409)
    office.post(f"{location}/delete")
    office.get(ours, expect=404)


def test_what_the_record_refuses_is_said_at_the_field_and_typed_words_stay(office, an):
    with transaction():
        an.admitted_on = date(1990, 3, 2)
        an.citizen_id = "001076000001"
    header = HEADER.replace("Số điện thoại", "Số căn cước")
    wrong = line(an, "001076000001", "", "").replace(an.born_on.strftime("%d/%m/%Y"), "01/01/1975")
    location = upload(office, wrong, header=header).location
    address = office.get(location).soup.select_one('th[scope="row"] a')["href"]

    refused = office.post(
        address,
        {"right_born_on": "theirs", "basis_born_on": "Giấy khai sinh"},
        expect=422,
    )

    assert "chưa đủ 18 tuổi" in refused.words
    assert refused.soup.select_one('input[name="basis_born_on"]')["value"] == "Giấy khai sinh"


def test_columns_nobody_knows_are_pointed_out(office, an):
    answer = upload(office, line(an, "", "", ""), header=HEADER.replace("Ngày sinh", "D"))
    assert answer.location.endswith("/columns")
    form = office.get(answer.location)
    assert "Chưa nhận ra cột" in form.words
    assert "Chỉ ra các cột" in office.get(answer.location.removesuffix("/columns")).words

    chosen = {"column_0": "full_name", "column_1": "born_on"}
    location = office.post(answer.location, chosen).location

    assert "Lê Văn An" in office.get(f"{location}?xem=same").words


def test_a_list_needs_a_file_and_whose_it_is(office):
    assert "Hãy chọn tệp" in upload(office, expect=422, file="").words
    assert "bắt buộc" in upload(office, expect=422, source="").words
