from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from partywork.cells.pages.register import RegisterHeading, RegisterLine, RegisterPage
from partywork.pdf.renderer import render

LINE = RegisterLine(
    full_name="Nguyễn Thị Ước",
    born_on=date(1976, 9, 5),
    sex="Nữ",
    native_place="Hà Tĩnh",
    admitted_on=date(2001, 3, 3),
    official_on=date(2002, 3, 3),
    card_number="12345678",
    file_number="123456TW",
    education="Tiến sĩ",
    theory="Trung cấp",
    standing="Phó bí thư",
    came_on=None,
    left_on=None,
    cell="Chi bộ Hội Cầu đường",
)


def laid_out(lines: tuple[RegisterLine, ...], *, has_cells: bool = False) -> bytes:
    page = RegisterPage(
        heading=RegisterHeading(("ĐẢNG BỘ LIÊN HIỆP",), ("CHI BỘ HỘI CẦU ĐƯỜNG",)),
        place="Chi bộ Hội Cầu đường",
        asked="Nữ",
        printed_on=date(2026, 11, 5),
        lines=lines,
        has_cells=has_cells,
    )
    return render("pdf/register.html", page)


def pages_of(count: int) -> list[tuple[str, tuple[float, float]]]:
    document = pypdfium2.PdfDocument(laid_out((LINE,) * count))
    try:
        return [(one.get_textpage().get_text_bounded(), one.get_size()) for one in document]
    finally:
        document.close()


def test_a_long_list_repeats_its_titles_and_counts_its_pages_on_wide_sheets():
    pages = pages_of(60)

    assert len(pages) > 1
    for number, (words, (width, height)) in enumerate(pages[:-1], start=1):
        assert width > height
        assert "Họ và tên" in words
        assert f"Trang {number}/{len(pages)}" in words
    assert "Nguyễn Thị Ước 05/09/1976 Nữ Hà Tĩnh 03/03/2001 03/03/2002" in pages[0][0]
    assert "số hiệu mẫu có thể thay đổi" in pages[-1][0].replace("\r\n", " ")
    assert "T/M CẤP ỦY" in pages[-1][0]


def test_a_cell_fits_on_one_sheet_with_its_signatures():
    ((words, _size),) = pages_of(14)

    assert "14 đồng chí; điều kiện chọn: Nữ" in words
    assert "In ngày 05/11/2026" in words


def test_signatures_never_stand_on_a_sheet_without_people():
    overflowing = [pages[-1][0] for pages in map(pages_of, range(17, 22)) if len(pages) > 1]

    assert overflowing
    assert all(words.count("Nguyễn Thị Ước") >= 2 for words in overflowing)


@pytest.mark.parametrize("has_cells", [False, True])
@pytest.mark.parametrize("card", ["026123456789", "02612345678901234567"])
def test_no_number_of_a_new_card_runs_into_the_column_beside_it(card, has_cells):
    content = laid_out((replace(LINE, card_number=card, file_number="X"),), has_cells=has_cells)
    document = pypdfium2.PdfDocument(content)
    try:
        text = document[0].get_textpage()
        found = [text.get_charbox(n) for n in range(text.count_chars())]
        words = text.get_text_range()
        beside = found[words.index("\nX" if "\nX" in words else " X") + 1]
        digits = [found[n] for n in range(words.index("0261"), words.index("0261") + 12)]
    finally:
        document.close()

    assert all(right < beside[0] for _left, _bottom, right, _top in digits)
