"""A whole life in the Party, walked in a real browser: from prospect to another Đảng bộ.

What happens between two people at a desk (papers that lie in the file) is entered by use cases.
"""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from partywork.accounts.models import User
from partywork.accounts.service.actors import person_of
from partywork.admissions.jobs import JOBS as DAILY
from partywork.admissions.models import Procedure
from partywork.admissions.terms import ProcedureKind
from partywork.cli.demo.people import PASSWORD
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db
from tests.journeys.test_first_path import words_of
from tests.support.admissions import prepared
from tests.support.live import Person

NAME = "Phạm Thu Ngân"
CELL = "Chi bộ Hội Tự động hóa Việt Nam"
PLACE = "Đảng bộ phường Cửa Nam, thành phố Hà Nội"
BAR = "form .bar"

Meet = Callable[..., Person]
Today = Callable[..., None]


def actor_of(user_name: str) -> Actor:
    """Return who an account is today."""
    query = db.select(User).where(User.user_name == user_name)
    user = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
    return person_of(user, clock.today()).actor


def papers_are_there(kind: ProcedureKind, on: date) -> None:
    """Enter the papers of the open file, as they come in."""
    query = db.select(Procedure).where(Procedure.kind == kind)
    file = db.session.scalars(query.execution_options(partywork_scoped=True)).one()
    prepared(actor_of("bithu-cb11"), file, on)
    db.session.remove()


def choices(person: Person, label: str) -> list[str]:
    """Return what a list offers."""
    return person.page.get_by_label(label).locator("option").all_inner_texts()


def lists_a_prospect(secretary: Person) -> None:
    secretary.visit("/admissions/")
    secretary.go("Đưa vào danh sách")
    helper = choices(secretary, "Đảng viên giúp đỡ")[1]
    secretary.fill("Họ và tên", NAME)
    secretary.fill("Ngày sinh", "05/05/1995")
    secretary.tick("Nữ")
    secretary.fill("Đơn vị công tác", "Ban Khoa học")
    secretary.fill("Ngày đưa vào danh sách", "02/11/2026")
    secretary.fill("Số nghị quyết của chi bộ", "05-NQ/CB")
    secretary.choose("Đảng viên giúp đỡ", helper)
    secretary.fill("Ngày đã thông báo mục đích", "02/11/2026")
    secretary.fill("Số điện thoại", "0912345678")
    secretary.fill("Số căn cước", "001195000123")
    secretary.go("Đưa vào danh sách", within=BAR)
    secretary.sees(NAME, helper, "Đã thông báo mục đích, căn cứ ngày 02/11/2026")
    assert "0912345678" not in secretary.words
    secretary.shoot("quan-chung")


def sends_to_class(secretary: Person) -> None:
    secretary.visit("/admissions/classes")
    secretary.go("Lập danh sách")
    secretary.tick("Lớp bồi dưỡng nhận thức về Đảng")
    secretary.fill("Đơn vị mở lớp", "Trung tâm bồi dưỡng chính trị")
    secretary.fill("Ngày khai giảng", "10/11/2026")
    secretary.go("Lập danh sách", within=BAR)
    secretary.tick(NAME)
    secretary.go("Ghi vào danh sách")
    _name, letter = secretary.opens_paper("In công văn và danh sách")
    assert NAME in words_of(letter)


def opens_the_file(secretary: Person) -> str:
    secretary.visit("/admissions/")
    secretary.go(NAME)
    secretary.go("Lập hồ sơ kết nạp")
    secretary.go("Lập hồ sơ", within=BAR)
    secretary.go("Đơn tự nguyện xin vào Đảng")
    secretary.fill("Ngày có giấy tờ", "20/11/2026")
    secretary.fill("Nơi lưu", "Tủ hồ sơ, ngăn 3")
    secretary.go("Ghi đã có")
    secretary.shoot("ho-so-ket-nap")
    return secretary.path


def votes(
    secretary: Person, file: str, held_on: str, *, is_enough: bool, is_late: bool = False
) -> None:
    secretary.visit(file)
    secretary.go("Ghi kết quả biểu quyết của chi bộ")
    roll = int(secretary.words.split("chính thức hôm nay: ")[1].split(";")[0])
    favour = roll if is_enough else roll // 2
    secretary.fill("Ngày họp", held_on)
    secretary.fill("Tổng số đảng viên chính thức", str(roll))
    secretary.fill("Có mặt được biểu quyết", str(roll))
    secretary.page.get_by_label("Tán thành", exact=False).first.fill(str(favour))
    secretary.fill("Không tán thành", str(roll - favour))
    secretary.fill("Số nghị quyết của chi bộ", "07-NQ/CB")
    secretary.go(secretary.page.locator(f"{BAR} button").first.inner_text(), within=BAR)
    secretary.sees("Đủ hai phần ba tán thành" if is_enough else "Chưa đủ hai phần ba")
    assert ("Họp chậm; ngày chính thức giữ nguyên" in secretary.words) is is_late


def votes_in_vain(secretary: Person, file: str) -> None:
    """After the third vote below two thirds there is no fourth: the cell reports upwards."""
    secretary.visit(file)
    secretary.sees("Lần 3, ngày 04/12/2026", "phải báo cáo cấp ủy cấp trên")
    assert "Ghi kết quả biểu quyết" not in secretary.words


def sends_up(
    secretary: Person, file: str, sent_on: str, *, words: str = "Gửi hồ sơ lên cấp trên"
) -> None:
    secretary.visit(file)
    secretary.go(words)
    secretary.fill("Ngày gửi hồ sơ", sent_on)
    secretary.go(secretary.page.locator(f"{BAR} button").first.inner_text(), within=BAR)


def decides(office: Person, file: str, number: str, decided_on: str) -> None:
    office.visit(file)
    office.page.locator("main .head .btn-primary").click()
    office.look()
    office.fill("Tổng số cấp ủy viên", "15")
    office.fill("Số cấp ủy viên tán thành", "14")
    office.fill("Số quyết định", number)
    office.fill("Ngày quyết định", decided_on)
    office.fill("Cơ quan quyết định", "Ban Thường vụ Đảng ủy")
    office.go("Ghi quyết định", within=BAR)
    office.sees(number)


def celebrates(secretary: Person, file: str) -> None:
    secretary.visit(file)
    secretary.go("Ghi lễ kết nạp")
    secretary.fill("Ngày tổ chức lễ", "20/12/2026")
    secretary.go("Ghi lễ kết nạp", within=BAR)
    secretary.sees("Hết 12 tháng dự bị, ngày tính chính thức", "20/12/2027")


def finds_the_late_probation(secretary: Person) -> str:
    secretary.visit("/admissions/probation")
    secretary.sees(NAME, "20/12/2027")
    secretary.shoot("du-bi")
    secretary.go(NAME)
    return secretary.path


def gets_a_card(office: Person) -> str:
    """Returns the address of the record, found in the list."""
    office.visit("/members")
    office.shoot("danh-sach")
    office.fill("Họ tên hoặc số", NAME)
    office.page.get_by_role("button", name="Lọc", exact=True).click()
    office.go(NAME)
    record = office.path
    office.go("Ghi sự kiện")
    office.visit(f"{record}/events/new/commended")
    office.shoot("ghi-su-kien")
    office.visit(record)
    office.go("Huy hiệu, thẻ đảng viên")
    office.go("Ghi cấp, đổi, mất thẻ")
    office.choose("Việc", "Cấp thẻ")
    office.fill("Ngày", "19/05/2028")
    office.fill("Số thẻ", "01234567")
    office.choose("Loại thẻ", "Thẻ mới (từ 2025)")
    office.fill("Số quyết định", "31-QĐ/ĐU")
    office.fill("Ngày ký quyết định", "18/05/2028")
    office.fill("Cơ quan quyết định", "Ban Thường vụ Đảng ủy")
    office.go("Ghi vào sổ")
    office.sees("01234567")
    return record


def opens_an_account(office: Person) -> tuple[str, str]:
    office.visit("/accounts")
    office.fill("Tìm theo tên", NAME)
    office.go("Tìm")
    office.go("Mở tài khoản cho " + NAME)
    card = words_of(office.prints("Lập giấy giao tài khoản"))
    user_name, _, rest = card.split("Tên đăng nhập ")[1].partition(" Mã dùng một lần ")
    return user_name, rest.partition(" Dùng")[0].replace(" ", "")


def begins(member: Person, user_name: str, code: str) -> None:
    member.visit("/sign-in")
    member.go("nhập mã dùng một lần")
    member.fill("Tên đăng nhập", user_name)
    member.fill("Mã dùng một lần", code.lower())
    member.fill("Mật khẩu mới", PASSWORD)
    member.fill("Nhập lại mật khẩu mới", PASSWORD)
    member.go("Kích hoạt và đăng nhập")


def proposes_a_correction(member: Person) -> None:
    member.go("Hồ sơ của tôi", within=".side")
    member.sees("Quá trình", "20/12/2027")
    assert member.page.locator(".life-picture svg[role=img]").count() == 1
    member.shoot("ho-so-cua-toi")
    member.go("Đề nghị đính chính")
    member.go("Đề nghị đính chính hồ sơ của tôi")
    member.choose("Mục cần đính chính", "Đơn vị công tác")
    member.fill("Nội dung đúng", "Viện Tự động hóa")
    member.fill("Căn cứ", "Quyết định điều động, mang theo khi họp chi bộ")
    member.go("Gửi đề nghị")


def accepts_the_correction(office: Person) -> None:
    office.visit("/privacy/corrections")
    office.go(NAME)
    office.sees("Viện Tự động hóa")
    office.shoot("dinh-chinh")
    office.go("Sửa hồ sơ")


def collects_dues(secretary: Person) -> None:
    secretary.visit("/dues/")
    secretary.go("Sổ thu tháng")
    register = secretary.path
    secretary.go("Bắt đầu sổ đảng phí")
    secretary.go("Lưu tháng bắt đầu")
    secretary.visit(register)
    secretary.go(NAME)
    secretary.go("Ghi kê khai")
    secretary.page.get_by_label("Nhóm").select_option(index=1)
    secretary.fill("Số tiền làm căn cứ", "12.340.000")
    secretary.go("Lưu kê khai")
    secretary.visit(register)
    row = f"tr:has-text('{NAME}')"
    secretary.tick("Đã nộp", within=row)
    secretary.go("Ghi các đồng chí đã đánh dấu")
    assert "Đã đóng" in secretary.page.locator(row).inner_text()
    secretary.shoot("so-thu-dang-phi")


def nominates_a_veteran(office: Person) -> None:
    office.visit("/badges/")
    office.shoot("huy-hieu")
    office.go("03/02/2027")
    office.page.locator("main tbody th a").first.click()
    office.look()
    office.go("Lập hồ sơ đề nghị")
    office.go("Lập hồ sơ", within=BAR)
    office.sees("Làm hồ sơ")
    office.visit("/badges/batches/2027-02-03/")
    _name, paper = office.opens_paper("In danh sách")
    assert "Huy hiệu" in words_of(paper)


def hands_the_office_over(office: Person) -> None:
    office.visit("/cells")
    office.go(CELL)
    office.go("Bàn giao chức vụ Bí thư")
    office.fill("Ngày", "20/05/2028")
    option = next(one for one in choices(office, "Người nhận chức vụ") if NAME in one)
    office.choose("Người nhận chức vụ", option)
    office.page.get_by_label("Hình thức").select_option(index=1)
    office.fill("Số quyết định", "128-QĐ/ĐU")
    office.page.get_by_label("Ngày quyết định").fill("18/05/2028")
    office.go("Ghi bàn giao")
    office.sees(NAME, "128-QĐ/ĐU")


def moves_within(office: Person, record: str) -> None:
    office.visit(record)
    office.go("Chuyển sinh hoạt đảng")
    office.go("Sang chi bộ khác trong Đảng bộ")
    office.choose("Chi bộ đến", next(one for one in choices(office, "Chi bộ đến") if one != CELL))
    office.fill("Ngày chuyển đến", "01/06/2028")
    office.fill("Số quyết định", "140-QĐ/ĐU")
    office.fill("Ngày quyết định", "30/05/2028")
    office.go("Chuyển sang chi bộ mới")
    office.sees("Chi bộ cũ giảm một, chi bộ mới tăng một")
    office.visit("/checks/movements")
    total = office.page.locator("main tbody tr").first
    assert "Khớp" in total.inner_text()


def goes_to_another_committee(office: Person, record: str) -> None:
    office.visit(record)
    office.go("Chuyển sinh hoạt đảng")
    office.go("Đến tổ chức đảng ngoài Đảng bộ")
    office.fill("Tổ chức đảng nơi đến", PLACE)
    office.fill("Ngày quyết định có hiệu lực", "20/06/2028")
    office.go("Lập hồ sơ chuyển đi")
    office.go("Ghi đảng phí, tự kiểm điểm")
    office.fill("Đã đóng đảng phí đến hết tháng", "6/2028")
    office.tick("Đã có bản tự kiểm điểm")
    office.go("Ghi giấy tờ")
    _name, letter = office.opens_paper("In dự thảo giấy giới thiệu")
    assert NAME in words_of(letter)
    office.go("Cấp giấy giới thiệu")
    office.fill("Số giấy giới thiệu", "09-GGT/ĐU")
    office.fill("Ngày cấp", "20/06/2028")
    office.go("Ghi đã cấp giấy giới thiệu")
    office.shoot("chuyen-sinh-hoat")
    office.go("Ghi nơi đến đã tiếp nhận")
    office.fill("Ngày nơi đến", "20/06/2028")
    office.fill("Số phiếu báo", "03-PB/ĐU")
    office.go("Hoàn thành chuyển sinh hoạt")


def reads_the_whole_life(office: Person, record: str) -> None:
    """The picture tells what the table behind it tells."""
    office.visit(record)
    rows = office.page.locator(".life tbody th").all_inner_texts()
    told = " ".join(rows)
    for event in ("kết nạp", "chính thức", "thẻ", "chi bộ", "Chuyển"):
        assert event.lower() in told.lower(), f"«{event}» not in {rows}"
    assert office.page.locator(".life-picture svg[role=img]").count() == 1
    assert office.page.locator(".life-picture .life-day").count() >= len(rows)
    office.sees("Không còn sinh hoạt")
    office.shoot("tron-doi", at="section:has(> .life)")


@pytest.mark.timeout(1500)
def test_a_member_from_the_list_of_prospects_to_another_committee(
    imported: Flask, meet: Meet, today: Today
) -> None:
    today(date(2026, 11, 2))
    lists_a_prospect(meet("bithu-cb11"))
    sends_to_class(meet("bithu-cb11"))
    nominates_a_veteran(meet("vanphong"))

    today(date(2026, 11, 20))
    file = opens_the_file(meet("bithu-cb11"))
    papers_are_there(ProcedureKind.ADMISSION, date(2026, 11, 20))
    votes(meet("bithu-cb11"), file, "20/11/2026", is_enough=False)
    today(date(2026, 12, 4))
    votes(meet("bithu-cb11"), file, "27/11/2026", is_enough=False)
    votes(meet("bithu-cb11"), file, "04/12/2026", is_enough=False)
    votes_in_vain(meet("bithu-cb11"), file)
    sends_up(meet("bithu-cb11"), file, "04/12/2026", words="Báo cáo cấp ủy cấp trên")
    today(date(2026, 12, 20))
    decides(meet("vanphong"), file, "21-QĐ/ĐU", "10/12/2026")
    celebrates(meet("bithu-cb11"), file)

    today(date(2027, 9, 25))
    DAILY[0].run()
    db.session.remove()
    today(date(2028, 2, 20))
    confirmation = finds_the_late_probation(meet("bithu-cb11"))
    papers_are_there(ProcedureKind.CONFIRMATION, date(2028, 2, 18))
    votes(meet("bithu-cb11"), confirmation, "20/02/2028", is_enough=True, is_late=True)
    sends_up(meet("bithu-cb11"), confirmation, "20/02/2028")
    today(date(2028, 5, 19))
    decides(meet("vanphong"), confirmation, "30-QĐ/ĐU", "01/03/2028")
    record = gets_a_card(meet("vanphong"))

    user_name, code = opens_an_account(meet("vanphong"))
    member = meet(user_name, is_new=True)
    begins(member, user_name, code)
    proposes_a_correction(member)
    accepts_the_correction(meet("vanphong"))
    collects_dues(meet("bithu-cb11"))
    today(date(2028, 5, 20))
    hands_the_office_over(meet("vanphong"))
    meet(user_name).sees("Các bước của tháng")
    assert "Các bước của tháng" not in meet("bithu-cb11").words

    today(date(2028, 6, 20))
    moves_within(meet("vanphong"), record)
    goes_to_another_committee(meet("vanphong"), record)
    reads_the_whole_life(meet("vanphong"), record)


@pytest.mark.timeout(600)
def test_two_cells_become_one_after_a_preview(imported: Flask, meet: Meet, today: Today) -> None:
    today(date(2026, 11, 22))
    office = meet("vanphong")
    office.visit("/cells")
    office.go(CELL)
    office.go("Đổi tên, chia tách, sáp nhập, giải thể")
    office.go("Sáp nhập, hợp nhất")
    target = choices(office, "Sáp nhập vào")[1]
    office.fill("Số quyết định", "130-QĐ/ĐU")
    office.fill("Ngày quyết định", "20/11/2026")
    office.fill("Cơ quan quyết định", "Ban Thường vụ Đảng ủy")
    office.fill("Có hiệu lực từ ngày", "22/11/2026")
    office.choose("Sáp nhập vào", target)
    office.go("Xem trước")
    office.sees("14 đồng chí chuyển sang", target, "kết thúc hoạt động sau ngày 21/11/2026")
    office.shoot("sap-nhap")
    office.go("Thực hiện quyết định")
    office.visit("/cells")
    office.sees(target)
