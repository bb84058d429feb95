"""A year of roll-calls on paper, measured."""

from datetime import date
from functools import cache

import pytest

from partywork.meetings.pages import AttendanceYearPage, AttendanceYearRow
from partywork.meetings.rules.attendance import AttendanceCount
from partywork.meetings.rules.statistics import PersonYear
from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets

COUNT = AttendanceCount(official_present=8, excused=3, unexcused=2, expected=13, expected_present=8)
NOTE = "Chi bộ xem xét theo Điều lệ; vắng có lý do nhiều buổi liên tiếp"
FIGURES = ("Có mặt", "Vắng có", "Được", "Đến", "Tỷ lệ")


@cache
def paper(people=30):
    rows = tuple(
        AttendanceYearRow(
            samples.NAMES[at % len(samples.NAMES)], PersonYear(COUNT, 1, 2, 3), NOTE if at else ""
        )
        for at in range(people)
    )
    page = AttendanceYearPage(
        heading=samples.heading(symbol=None, place_and_day=None),
        summary="dự sinh hoạt chi bộ năm 2026",
        meetings=13,
        rows=rows,
        total=COUNT,
        printed_on=date(2026, 11, 20),
    )
    return tuple(sheets(render("pdf/attendance_year.html", page)))


@pytest.mark.parametrize(
    ("words", "size", "is_bold"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True),
        ("CHI BỘ HỘI TỰ ĐỘNG HÓA", 14, True),
        ("DANH SÁCH", 16, True),
        ("dự sinh hoạt chi bộ năm 2026", 14, True),
        ("Họ và tên", 12, True),
        ("Đỗ Minh Hưng", 12, False),
    ],
)
def test_each_part_of_the_year_has_its_size_and_face(words, size, is_bold):
    found = paper()[0].find(words)

    assert (found.size, found.is_bold) == (size, is_bold)


def test_the_year_lies_on_its_side_and_keeps_its_margins():
    for sheet in paper():
        ink = sheet.ink()
        assert (round(sheet.width), round(sheet.height)) == (297, 210)
        assert ink.left >= 20 - 0.5
        assert ink.right <= 297 - 15 + 0.5
        assert ink.bottom <= 210 - 15 + 0.5


def test_every_figure_of_the_year_has_its_column_under_its_title():
    sheet = paper()[0]
    name, rate = sheet.find("Họ và tên"), sheet.find("61,5%")

    assert sheet.cell_around(name).width == pytest.approx(64, abs=0.6)
    for words in FIGURES:
        assert sheet.cell_around(sheet.find(words)).width == pytest.approx(18, abs=0.6)
    assert rate.centre == pytest.approx(sheet.find("Tỷ lệ").centre, abs=0.6)
    assert sheet.find("Ghi chú").left > rate.right


def test_every_page_of_the_year_repeats_the_titles_and_no_name_is_torn():
    assert len(paper()) > 1
    for sheet in paper():
        assert "Họ và tên" in sheet.text
        if samples.LONG_NAME in sheet.text:
            name = sheet.find(samples.LONG_NAME)
            assert name.bottom - name.top < 6
            assert name.right < sheet.cell_around(name).right
    assert any(samples.LONG_NAME in sheet.text for sheet in paper())


@pytest.mark.parametrize("people", [14, 15, 16])
def test_the_sum_of_the_year_never_stands_alone(people):
    last = paper(people)[-1]

    assert "Cả chi bộ" in last.text
    assert last.text.count("61,5%") >= 2
    assert "Danh sách in ngày 20/11/2026" in last.text
