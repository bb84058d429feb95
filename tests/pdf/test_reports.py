"""The monthly report on paper, measured as it is laid out when a meeting has been closed."""

from dataclasses import replace
from functools import cache

import pytest

from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets

MIDDLE = (30 + 195) / 2
REPORT = samples.report()
LONG = replace(REPORT, figures=REPORT.figures * 4, sections=REPORT.sections * 3)


@cache
def paper(page=LONG):
    return tuple(sheets(render("pdf/report.html", page)))


@pytest.mark.parametrize(
    ("words", "size", "is_bold", "is_italic"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False),
        ("CHI BỘ HỘI TỰ ĐỘNG HÓA", 14, True, False),
        ("Số 19-BC/CB", 14, False, False),
        ("Hà Nội, ngày 06 tháng 11 năm 2026", 14, False, True),
        ("BÁO CÁO", 16, True, False),
        ("công tác tháng 11 năm 2026", 14, True, False),
        ("I- SỐ LIỆU TRONG KỲ", 14, True, False),
        ("Số liệu", 13, True, False),
        ("Đảng viên đầu kỳ", 13, False, False),
        ("T/M CHI BỘ", 14, True, False),
        ("BÍ THƯ", 14, False, False),
        ("- Lưu Chi bộ.", 12, False, False),
    ],
)
def test_each_part_of_a_report_has_its_size_and_face(words, size, is_bold, is_italic):
    found = next(one for one in paper() if words in one.text).find(words)

    assert (found.size, found.is_bold, found.is_italic) == (size, is_bold, is_italic)


def test_a_report_keeps_the_margins_and_numbers_its_later_pages():
    first, *later = paper()

    assert later
    for sheet in (first, *later):
        ink = sheet.ink()
        assert ink.left == pytest.approx(30, abs=0.6)
        assert ink.right == pytest.approx(195, abs=0.8)
        assert ink.bottom <= 277.1
    assert first.ink().top == pytest.approx(20, abs=0.8)
    for number, sheet in enumerate(later, start=2):
        digits = sheet.first_line()
        assert digits.text == str(number)
        assert digits.top == pytest.approx(10, abs=0.5)
        assert digits.centre == pytest.approx(MIDDLE, abs=0.5)


def test_the_heading_of_a_report_stands_in_two_columns_over_its_name():
    sheet = paper()[0]
    party, place = sheet.find("ĐẢNG CỘNG SẢN VIỆT NAM"), sheet.find("Hà Nội, ngày")
    number, kind = sheet.find("Số 19-BC/CB"), sheet.find("BÁO CÁO")

    assert number.right < place.left
    assert party.bottom < place.top
    assert number.bottom < kind.top
    for words in ("BÁO CÁO", "công tác tháng 11 năm 2026"):
        assert sheet.find(words).centre == pytest.approx(MIDDLE, abs=0.6)


def test_the_figures_of_a_report_have_their_columns():
    sheet = paper()[0]
    widths = {words: sheet.cell_around(sheet.find(words)).width for words in ("TT", "Số liệu")}
    label = sheet.find("Đảng viên đầu kỳ")

    assert widths == pytest.approx({"TT": 12, "Số liệu": 34}, abs=0.6)
    assert sheet.cell_around(label).width == pytest.approx(165 - 12 - 34, abs=0.8)
    value = sheet.find("92,9%")
    assert value.centre == pytest.approx(195 - 34 / 2, abs=0.6)


def test_sections_begin_one_centimetre_inside():
    for sheet in paper():
        for words in ("Kỳ báo cáo:", "I- SỐ LIỆU", "Chi bộ tiếp", "Không có nội dung"):
            if words in sheet.text:
                assert sheet.find(words).left == pytest.approx(40, abs=0.8)


def test_recipients_of_a_report_stand_left_and_its_signature_right_on_one_level():
    last = paper()[-1]
    recipients, authority = last.find("Nơi nhận:"), last.find("T/M CHI BỘ")

    assert recipients.left == pytest.approx(30, abs=0.6)
    assert authority.left > MIDDLE
    assert recipients.bottom == pytest.approx(authority.bottom, abs=1.2)
    assert last.find("Đỗ Minh Hưng").centre == pytest.approx(authority.centre, abs=0.6)
