"""What a resolution's paper says; where it stands on the sheet is tested with the layout."""

from datetime import date

import pytest

from partywork.cells.terms import OfficeTitle
from partywork.resolutions import service
from tests.pdf.measure import words_of
from tests.support.papers import Desk

DAY = date(2026, 11, 22)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell("Chi bộ Văn phòng")


def words_on(actor, resolution):
    return words_of(service.paper_of(actor, resolution.id)[1])


def test_an_issued_resolution_of_a_cell_has_all_its_parts(make, cell):
    member = make.member(cell, name="PGS.TS. Nguyễn Thị Hà", office=OfficeTitle.SECRETARY)
    desk = Desk(make, cell, secretary=make.actor(member))

    words = words_on(desk.actor, desk.issued(is_laid_out=True))

    for piece in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ĐẢNG BỘ LIÊN HIỆP CÁC HỘI THỬ NGHIỆM CHI BỘ VĂN PHÒNG",
        "Số 01-NQ/CB",
        "Hà Nội, ngày 06 tháng 11 năm 2026",
        "NGHỊ QUYẾT lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026",
        "I- ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "II- PHƯƠNG HƯỚNG, NHIỆM VỤ",
        "1. Đẩy mạnh chuyển đổi số. 2. Đóng đảng phí đúng hạn.",
        "đạt tỷ lệ 84,6%.",
        "Nơi nhận:",
        "- Lưu Chi bộ.",
        "T/M CHI BỘ",
        "BÍ THƯ",
        "Nguyễn Thị Hà",
    ):
        assert piece in words
    assert "Dự thảo" not in words
    assert "PGS" not in words
    assert "IV-" not in words


def test_a_pho_bi_thu_signs_for_the_cell_too(make, cell):
    desk = Desk(make, cell, secretary=make.deputy(cell))

    words = words_on(desk.actor, desk.issued(is_laid_out=True))

    assert "T/M CHI BỘ" in words
    assert "PHÓ BÍ THƯ" in words
    assert "K/T" not in words


def test_an_adopted_draft_says_so_and_leaves_room_for_the_number(make, cell):
    desk = Desk(make, cell)

    words = words_on(desk.actor, desk.adopted())

    assert "Dự thảo" in words
    assert "Số -NQ/CB" in words


def test_the_sheet_for_the_signature_is_no_draft_and_has_no_number_yet(make, cell):
    desk = Desk(make, cell)

    words = words_on(desk.actor, desk.awaiting())

    assert "Dự thảo" not in words
    assert "Số -NQ/CB" in words
    assert "Hà Nội, ngày tháng năm" in words


def test_ban_thuong_vu_writes_under_the_heading_of_the_dang_uy(make, cell):
    desk = Desk(make, make.organisation())

    words = words_on(desk.actor, desk.issued(is_laid_out=True))

    assert "ĐẢNG BỘ MTTQ, CÁC ĐOÀN THỂ TRUNG ƯƠNG ĐẢNG ỦY LIÊN HIỆP CÁC HỘI THỬ NGHIỆM" in words
    assert "Số 01-NQ/ĐU" in words
    assert "T/M BAN THƯỜNG VỤ" in words


def test_the_paper_is_the_same_each_time_it_is_laid_out(make, cell):
    desk = Desk(make, cell)
    resolution = desk.issued(is_laid_out=True)

    first, second = (service.paper_of(desk.actor, resolution.id)[1] for _ in range(2))

    assert first == second
