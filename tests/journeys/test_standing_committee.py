"""The Ban Thường vụ meets like a cell does, and issues a resolution and a decision."""

from datetime import date, time

import pytest

from tests.journeys.test_first_path import BAR, MEETINGS, Meet, Today, item, words_of
from tests.pdf.measure import sheets
from tests.support.live import Person
from tests.support.papers import pdf

TITLE = "Hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026"
CONCLUSION = "Thống nhất chương trình công tác quý tới."
PRAISE = "Tặng Giấy khen cho 02 chi bộ"
MIDDLE = (30 + 195) / 2


def invites(secretary: Person) -> None:
    secretary.go(MEETINGS, within=".side")
    secretary.go("Chuẩn bị buổi sinh hoạt")
    secretary.choose("Cơ quan họp", "Ban Thường vụ Đảng ủy")
    secretary.go("Đổi")
    assert secretary.value("Tên buổi họp") == TITLE
    secretary.fill("Ngày họp", "25/11/2026")
    secretary.fill("Giờ bắt đầu", "08:00")
    secretary.fill("Địa điểm", "Phòng họp Đảng ủy")
    secretary.go("Lưu buổi sinh hoạt")
    secretary.go("Mời họp")
    secretary.sees("Người được mời: 5 đồng chí")
    secretary.go("Mời họp", within=BAR)


def decides(secretary: Person) -> None:
    secretary.go(MEETINGS, within=".side")
    secretary.go(TITLE)
    secretary.go("Khai mạc")
    secretary.go("Khai mạc", within=BAR)
    secretary.press("Tất cả còn lại: có mặt")
    secretary.go("Lưu điểm danh")
    secretary.go("Về trang cuộc họp")
    secretary.go("Ghi biên bản")
    end = item("C1")
    secretary.fill("Kết luận", CONCLUSION, within=end)
    secretary.page.locator(end).get_by_text("✓ Đã lưu lúc").wait_for()
    secretary.go("Biểu quyết", within=item("C4"))
    secretary.go("Xem số tính biểu quyết")
    secretary.sees("Tổng số thành viên tính biểu quyết: 5; cần ít nhất 3 tán thành")
    secretary.go("Bắt đầu biểu quyết")
    secretary.go("Tất cả tán thành")
    secretary.go("Kết thúc biểu quyết")
    secretary.go("Về biên bản")
    takes_a_decision(secretary)
    secretary.go("Đọc và thông qua biên bản")
    secretary.go("Cuộc họp đã nghe và thông qua")
    secretary.go("Kết thúc cuộc họp", within=BAR)


def takes_a_decision(secretary: Person) -> None:
    secretary.go("Thêm nội dung biểu quyết", within=item("C4"))
    secretary.fill("Nội dung biểu quyết", PRAISE)
    secretary.go("Xem số tính biểu quyết")
    secretary.go("Bắt đầu biểu quyết")
    secretary.go("Tất cả tán thành")
    secretary.go("Kết thúc biểu quyết")
    secretary.go("Lập quyết định")
    secretary.shoot("lap-quyet-dinh")
    secretary.choose("Ai được đọc", "Toàn Đảng bộ")
    secretary.go("Lập dự thảo quyết định", within=BAR)
    secretary.sees("Điều 1", f"{PRAISE}.", "Chờ trình ký.")
    secretary.shoot("quyet-dinh")
    secretary.go("Cuộc họp đã biểu quyết")
    secretary.go("Về biên bản")


def signs_and_issues(secretary: Person, heading: str) -> None:
    secretary.go("Trình ký")
    secretary.go("Trình ký", within=BAR)
    secretary.go("Ghi nhận đã ký")
    secretary.attach("Bản ký", "van ban da ky.pdf", pdf())
    secretary.tick("Tôi xác nhận tài liệu không chứa bí mật nhà nước")
    secretary.go("Đính kèm bản ký")
    secretary.go("Lấy số và phát hành")
    secretary.go("Lấy số và phát hành", within=BAR)
    assert secretary.heading == heading


def issues(secretary: Person) -> None:
    secretary.go("Mở nghị quyết")
    secretary.sees("05/05 đồng chí tán thành")
    signs_and_issues(secretary, "Nghị quyết số 15-NQ/ĐU")
    secretary.visit("/resolutions/")
    secretary.go("Quyết định về việc tặng Giấy khen")
    signs_and_issues(secretary, "Quyết định số 127-QĐ/ĐU")


def check_paper(paper: bytes, name: str, number: str) -> None:
    """The committee writes under the heading of its Đảng ủy; each part has its place."""
    pages = sheets(paper)
    first, last = pages[0], pages[-1]
    party, issuer = first.find("ĐẢNG CỘNG SẢN VIỆT NAM"), first.find("ĐẢNG ỦY LIÊN HIỆP")
    symbol, place, kind = first.find(number), first.find("Hà Nội, ngày"), first.find(name)
    recipients, authority = last.find("Nơi nhận:"), last.find("T/M BAN THƯỜNG VỤ")
    office = last.find("BÍ THƯ", nth=last.text.count("BÍ THƯ") - 1)

    for page in pages:
        ink = page.ink()
        assert (round(page.width), round(page.height)) == (210, 297)
        assert ink.left >= 30 - 0.5
        assert ink.right <= 195 + 0.5
        assert ink.bottom <= 277 + 0.5
    assert first.ink().top == pytest.approx(20, abs=0.8)
    assert (party.size, issuer.size, symbol.size, place.size, kind.size) == (15, 14, 14, 14, 16)
    assert (issuer.is_bold, symbol.is_bold, place.is_italic, kind.is_bold) == (
        True,
        False,
        True,
        True,
    )
    assert issuer.right < party.left
    assert party.bottom < place.top
    assert issuer.bottom < symbol.top < kind.top
    assert kind.centre == pytest.approx(MIDDLE, abs=0.6)
    assert recipients.left == pytest.approx(30, abs=0.6)
    assert recipients.bottom == pytest.approx(authority.bottom, abs=1.2)
    assert (authority.is_bold, office.is_bold) == (True, False)
    assert authority.left > MIDDLE
    assert office.centre == pytest.approx(authority.centre, abs=0.6)


@pytest.mark.timeout(1500)
def test_the_standing_committee_meets_and_issues_a_resolution_and_a_decision(
    meet: Meet, today: Today
) -> None:
    today(date(2026, 11, 23), time(8, 0))
    invites(meet("bithu-danguy"))
    today(date(2026, 11, 25), time(8, 0))
    secretary = meet("bithu-danguy")
    decides(secretary)
    issues(secretary)

    office = meet("vanphong")
    office.go("15-NQ/ĐU")
    _, paper = office.opens_paper("Tải bản PDF")
    words = words_of(paper)
    assert "T/M BAN THƯỜNG VỤ BÍ THƯ" in words
    assert CONCLUSION in words
    check_paper(paper, "NGHỊ QUYẾT", "Số 15-NQ/ĐU")
    office.visit("/resolutions/")
    office.go("Quyết định về việc tặng Giấy khen")
    _, paper = office.opens_paper("Tải bản PDF")
    words = words_of(paper)
    assert f"Điều 1. {PRAISE}." in words
    assert "BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH" in words
    assert "T/M BAN THƯỜNG VỤ BÍ THƯ" in words
    check_paper(paper, "QUYẾT ĐỊNH", "Số 127-QĐ/ĐU")
