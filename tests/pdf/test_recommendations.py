"""The recommendations of the cells on paper, as the Đảng ủy has them on its table."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from partywork.pdf.renderer import render
from partywork.recommendations.pages import Asking, SubjectGroup, SummaryPage
from partywork.recommendations.terms import Progress
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of

ASKED = Asking(
    text="Bố trí phòng họp có máy chiếu cho các chi bộ họp buổi tối",
    asked_by="Chi bộ Hội Cơ học Việt Nam (đồng chí Lê Minh)",
    addressee="Đảng ủy",
    raised_on=date(2026, 11, 5),
    due_on=date(2026, 11, 30),
    progress=Progress.WAITING,
    answer="",
)
ANSWERED = replace(
    ASKED,
    text="Hướng dẫn đóng đảng phí",
    due_on=None,
    progress=Progress.ANSWERED,
    answer="Văn phòng Đảng ủy đã gửi hướng dẫn ngày 10/11/2026.",
)
PAGE = SummaryPage(
    heading=samples.heading(
        "ĐẢNG ỦY LIÊN HIỆP CÁC HỘI|KH&KT VIỆT NAM", symbol=None, place_and_day=None
    ),
    summary="của các chi bộ với Đảng ủy",
    groups=(
        SubjectGroup("Điều kiện làm việc, chế độ", (ASKED, ASKED)),
        SubjectGroup("Đảng phí, tài chính đảng", (ANSWERED,)),
    ),
    counts=((Progress.WAITING, 2), (Progress.ANSWERED, 1)),
    printed_on=date(2026, 11, 22),
    printed_by="Trần Thu Hà",
)


@cache
def paper(rows=0):
    if not rows:
        return render("pdf/recommendations.html", PAGE)
    long = SubjectGroup("Việc khác", (ASKED,) * rows)
    counts = ((Progress.WAITING, rows),)
    return render("pdf/recommendations.html", replace(PAGE, groups=(long,), counts=counts))


@pytest.mark.parametrize(
    ("words", "size", "is_bold"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True),
        ("ĐẢNG ỦY LIÊN HIỆP CÁC HỘI", 14, True),
        ("BẢNG TỔNG HỢP KIẾN NGHỊ", 16, True),
        ("của các chi bộ với Đảng ủy", 14, True),
        ("Điều kiện làm việc, chế độ (02)", 12, True),
        ("Hạn trả lời", 12, True),
        ("Bố trí phòng họp", 12, False),
        ("NGƯỜI LẬP BẢNG", 14, True),
        ("Trần Thu Hà", 14, True),
    ],
)
def test_each_part_of_the_list_has_its_size_and_face(words, size, is_bold):
    sheet = next(one for one in sheets(paper()) if words in one.text)
    found = sheet.find(words)

    assert (found.size, found.is_bold) == (size, is_bold)


def test_the_sheet_lies_on_its_side_and_keeps_its_margins():
    for sheet in sheets(paper(30)):
        ink = sheet.ink()
        assert (round(sheet.width), round(sheet.height)) == (297, 210)
        assert ink.left >= 20 - 0.5
        assert ink.right <= 297 - 15 + 0.5
        assert ink.bottom <= 210 - 15 + 0.5


def test_rows_stay_whole_and_every_page_repeats_the_head_of_the_table():
    found = sheets(paper(30))

    assert len(found) > 1
    for sheet in found:
        text = " ".join(sheet.text.split())
        rows = text.count("máy chiếu")
        assert text.count("họp buổi tối") == rows
        assert ("Kiến nghị với" in text) == bool(rows)
    assert "NGƯỜI LẬP BẢNG" in found[-1].text
    assert "máy chiếu" in found[-1].text


@pytest.mark.parametrize(
    "fact",
    [
        "1 Bố trí phòng họp có máy chiếu cho các chi bộ họp buổi tối",
        "II Đảng phí, tài chính đảng (01)",
        "30/11/2026 Chờ trả lời",
        "Văn phòng Đảng ủy đã gửi hướng dẫn ngày 10/11/2026.",
        "Cộng 03 kiến nghị: chờ trả lời 02; đã trả lời, chưa đọc tại chi bộ 01. "
        "Bảng in ngày 22/11/2026.",
    ],
)
def test_it_tells_who_asked_what_and_how_far_it_has_come(fact):
    assert fact in words_of(paper())


def test_more_subjects_than_there_are_today_each_have_their_numeral():
    many = tuple(SubjectGroup(f"Loại {number}", (ASKED,)) for number in range(1, 10))

    said = words_of(render("pdf/recommendations.html", replace(PAGE, groups=many)))

    assert "VIII Loại 8 (01)" in said
    assert "IX Loại 9 (01)" in said


def test_who_made_the_list_signs_at_the_right():
    sheet = sheets(paper())[-1]
    name = sheet.find("Trần Thu Hà")

    assert name.centre > sheet.width / 2
    assert name.top - sheet.find("NGƯỜI LẬP BẢNG").bottom > 15


def test_an_empty_register_says_so():
    said = words_of(render("pdf/recommendations.html", replace(PAGE, groups=(), counts=())))

    assert "Không có kiến nghị." in said
    assert "Cộng" not in said
