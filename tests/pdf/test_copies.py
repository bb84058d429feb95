"""Extracts, certified copies, the year's bound minutes, measured."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from partywork.copies.pages import BookPage, BoundMinutes, CopyPage, Fragment, SheetNumbers
from partywork.documents.pages import PlaceAndDay, Recipients
from partywork.documents.rules import draft_symbol
from partywork.pdf.binding import bound, laid_over, sheets_of
from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of

MIDDLE = (30 + 195) / 2
EXTRACT = CopyPage(
    heading=samples.heading(symbol="03-BS/CB"),
    name="TRÍCH BIÊN BẢN",
    summary=samples.SUMMARY,
    source="Biên bản sinh hoạt chi bộ thường kỳ tháng 11 năm 2026, ngày 05/11/2026",
    opening="Ngày 05/11/2026, tại hội trường, đã họp sinh hoạt chi bộ; có mặt 13/14 đồng chí.",
    fragments=(Fragment(2, "Trả lời kiến nghị, định hướng tư tưởng", (samples.LINE,)),),
    sheets=None,
    recipients=Recipients(("Các đồng chí được giao nhiệm vụ", "Lưu Chi bộ")),
    signature=samples.SIGNATURE,
)
CERTIFIED = replace(EXTRACT, name="SAO Y", opening="", fragments=(), sheets=2)


@cache
def paper(page=EXTRACT):
    return sheets(render("pdf/copy.html", page))


@pytest.mark.parametrize(
    ("words", "size", "is_bold"),
    [
        ("Số 03-BS/CB", 14, False),
        ("TRÍCH BIÊN BẢN", 16, True),
        (samples.SUMMARY, 14, True),
        ("Trả lời kiến nghị", 14, True),
        ("T/M CHI BỘ", 14, True),
        ("BÍ THƯ", 14, False),
        (samples.CHAIR.name, 14, True),
        ("- Lưu Chi bộ.", 12, False),
    ],
)
def test_each_part_of_an_extract_has_its_size_and_face(words, size, is_bold):
    found = paper()[0].find(words)

    assert (found.size, found.is_bold) == (size, is_bold)


@pytest.mark.parametrize("page", [EXTRACT, CERTIFIED], ids=["extract", "certified"])
def test_a_copy_has_its_own_number_place_day_and_signature(page):
    (sheet,) = paper(page)
    party, place = sheet.find("ĐẢNG CỘNG SẢN VIỆT NAM"), sheet.find("Hà Nội, ngày 06 tháng 11")
    number, name = sheet.find("Số 03-BS/CB"), sheet.find(page.name)
    recipients, authority = sheet.find("Nơi nhận:"), sheet.find("T/M CHI BỘ")

    assert place.is_italic
    assert place.top > party.bottom
    assert place.left > number.right
    assert name.top > number.bottom
    assert name.centre == pytest.approx(MIDDLE, abs=0.6)
    assert recipients.left == pytest.approx(30, abs=0.6)
    assert authority.left > MIDDLE
    assert recipients.bottom == pytest.approx(authority.bottom, abs=1.2)
    signer = sheet.find(samples.CHAIR.name)
    assert signer.centre == pytest.approx(authority.centre, abs=0.6)
    assert signer.top - authority.bottom > 25


def test_text_of_an_extract_begins_one_centimetre_inside_and_keeps_the_margins():
    (sheet,) = paper()
    ink = sheet.ink()

    for words in ("Trích từ biên bản", "Ngày 05/11/2026, tại", "Trả lời kiến nghị", "Chi bộ tiếp"):
        assert sheet.find(words).left == pytest.approx(40, abs=0.8)
    assert ink.left > 29.5
    assert ink.right < 195.5


def test_before_its_number_a_copy_has_room_to_write_it():
    heading = samples.heading(
        symbol=draft_symbol("BS", "CB"), place_and_day=PlaceAndDay("Hà Nội", None)
    )
    (sheet,) = paper(replace(EXTRACT, heading=heading))

    assert sheet.find("-BS/CB").left - sheet.find("Số").right > 5
    assert "Hà Nội, ngày" in " ".join(sheet.text.split())


def test_a_certified_copy_is_the_paper_itself_and_says_how_many_pages_it_has():
    original = render("pdf/resolution.html", samples.resolution())
    page = replace(CERTIFIED, sheets=sheets_of(original))

    whole = bound([original, render("pdf/copy.html", page)])

    assert sheets_of(whole) == sheets_of(original) + 1
    assert f"Bản sao gồm {sheets_of(original):02d} trang trước trang này" in words_of(whole)


def test_every_page_of_a_book_has_its_number_below_the_text():
    heading = samples.heading(symbol=None, place_and_day=None)
    lines = (BoundMinutes(date(2026, 11, 5), "Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026", 2),)
    minutes = render("pdf/minutes.html", samples.minutes())
    book = BookPage(heading, 2026, lines, 1 + sheets_of(minutes))
    pages = bound([render("pdf/minutes_book.html", book), minutes])
    marks = render(
        "pdf/sheet_numbers.html", SheetNumbers(heading, "Sổ biên bản năm 2026", book.sheets)
    )

    found = sheets(laid_over(pages, marks))

    assert len(found) == book.sheets
    for number, sheet in enumerate(found, start=1):
        mark = sheet.find(f"trang {number}/{book.sheets}")
        assert mark.size == 10
        assert mark.top > 297 - 20
        assert mark.right == pytest.approx(195, abs=0.6)
    first = found[0]
    assert first.find("SỔ BIÊN BẢN").centre == pytest.approx(MIDDLE, abs=0.6)
    assert first.cell_around(first.find("05/11/2026")).width == pytest.approx(25, abs=0.6)
    closer, witness = first.find("NGƯỜI ĐÓNG SỔ"), first.find("XÁC NHẬN CỦA CẤP ỦY")
    assert closer.right < MIDDLE < witness.left
    assert closer.top == pytest.approx(witness.top, abs=0.6)


def contents(lines):
    """Return the first pages of a book of so many minutes, of four pages each."""
    title = "Sinh hoạt chi bộ thường kỳ, chuyên đề học tập và làm theo tư tưởng Hồ Chí Minh"
    found = tuple(
        BoundMinutes(date(2026, at % 12 + 1, 5), title, 2 + 4 * at) for at in range(lines)
    )
    heading = samples.heading(symbol=None, place_and_day=None)
    page = BookPage(heading, 2026, found, 1 + 4 * lines)
    return sheets(render("pdf/minutes_book.html", page))


def test_the_contents_of_a_book_keep_the_margins_and_say_where_minutes_begin():
    sheet = contents(6)[0]
    ink, head, first = sheet.ink(), sheet.find("Trang"), sheet.find("05/01/2026")
    widths = {
        words: sheet.cell_around(sheet.find(words)).width for words in ("TT", "Ngày", "Trang")
    }

    assert ink.top == pytest.approx(20, abs=0.8)
    assert min(rule.left for rule in sheet.rules) == pytest.approx(30, abs=0.5)
    assert max(rule.right for rule in sheet.rules) == pytest.approx(195, abs=0.5)
    assert widths == pytest.approx({"TT": 12, "Ngày": 25, "Trang": 18}, abs=0.6)
    assert (head.size, head.is_bold) == (13, True)
    assert head.right < 195
    where = sheet.find("22")
    assert where.centre == pytest.approx(head.centre, abs=0.6)
    assert where.top > first.bottom


@pytest.mark.parametrize("lines", range(11, 15))
def test_the_last_two_lines_of_the_contents_go_with_their_signatures(lines):
    last = contents(lines)[-1]

    assert "NGƯỜI ĐÓNG SỔ" in last.text
    assert last.text.count("05/") >= 2
