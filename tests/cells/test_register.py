from datetime import date

import pypdfium2

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


def pages_of(count: int) -> list[tuple[str, tuple[float, float]]]:
    page = RegisterPage(
        heading=RegisterHeading(("ĐẢNG BỘ LIÊN HIỆP",), ("CHI BỘ HỘI CẦU ĐƯỜNG",)),
        place="Chi bộ Hội Cầu đường",
        asked="Nữ",
        printed_on=date(2026, 11, 5),
        lines=(LINE,) * count,
        has_cells=False,
    )
    document = pypdfium2.PdfDocument(render("pdf/register.html", page))
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
