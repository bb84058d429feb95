"""The layout of Hướng dẫn 05-HD/VPTW, measured on the paper itself."""

from functools import cache

import pytest

from partywork.documents.pages import PlaceAndDay, Recipients, Signature
from partywork.documents.rules import draft_symbol
from partywork.pdf.renderer import render
from partywork.resolutions.pages import Clause, ResolutionPart, TaskRow
from tests.pdf import samples
from tests.pdf.measure import drawn_line, sheets, words_of

TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
PLACE = "Hà Nội, ngày 06 tháng 11 năm 2026"

LONGEST_ISSUERS = (
    "CHI BỘ HỘI GIÁO DỤC CHĂM SÓC SỨC KHỎE CỘNG ĐỒNG VIỆT NAM",
    "CHI BỘ HỘI TIÊU CHUẨN VÀ BẢO VỆ NGƯỜI TIÊU DÙNG VIỆT NAM",
    "CHI BỘ HỘI ĐẬP LỚN VÀ PHÁT TRIỂN NGUỒN NƯỚC VIỆT NAM",
    "CHI BỘ HỘI KHOA HỌC KỸ THUẬT ĐÚC - LUYỆN KIM VIỆT NAM",
    "CHI BỘ BAN TRUYỀN THÔNG VÀ PHỔ BIẾN KIẾN THỨC",
)


@cache
def paper_of(page):
    return tuple(sheets(render("pdf/resolution.html", page)))


@pytest.fixture
def first():
    return paper_of(samples.resolution())[0]


@pytest.fixture
def last():
    return paper_of(samples.resolution())[-1]


def wordy(count):
    """Return a resolution of `count` long clauses in its only part."""
    clauses = tuple(Clause(f"Việc thứ {at}. {samples.LINE}") for at in range(1, count + 1))
    return samples.resolution(parts=(ResolutionPart("I", "Nhiệm vụ", clauses),))


def test_the_paper_is_a4(first):
    assert first.width == pytest.approx(210, abs=0.1)
    assert first.height == pytest.approx(297, abs=0.1)


def test_the_text_keeps_the_margins():
    for sheet in paper_of(wordy(24)):
        ink = sheet.ink()

        assert ink.left == pytest.approx(30, abs=0.6)
        assert ink.right == pytest.approx(195, abs=0.6)
        assert ink.bottom <= 277.1


def test_the_first_page_begins_at_the_margin_and_has_no_number(first):
    assert first.ink().top == pytest.approx(20, abs=0.8)


def test_later_pages_have_a_number_ten_millimetres_below_the_edge():
    pages = paper_of(wordy(24))
    assert len(pages) == 3

    for number, sheet in enumerate(pages[1:], start=2):
        digits = sheet.first_line()

        assert digits.text == str(number)
        assert digits.top == pytest.approx(10, abs=0.5)
        assert digits.centre == pytest.approx((30 + 195) / 2, abs=0.5)
        assert digits.size == 14
        assert not digits.is_bold
        assert not digits.is_italic


@pytest.mark.parametrize(
    ("words", "size", "is_bold", "is_italic"),
    [
        (TITLE, 15, True, False),
        ("ĐẢNG BỘ LIÊN HIỆP CÁC HỘI", 14, False, False),
        ("CHI BỘ HỘI TỰ ĐỘNG HÓA", 14, True, False),
        ("*", 14, False, False),
        ("Số 22-NQ/CB", 14, False, False),
        (PLACE, 14, False, True),
        ("NGHỊ QUYẾT", 16, True, False),
        (samples.SUMMARY, 14, True, False),
        ("I- ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 10", 14, True, False),
        ("Ngày 05/11/2026, tại Hà Nội", 14, False, False),
        ("Nhiệm vụ đề ra", 13, True, False),
        ("Xong đúng hạn", 13, False, False),
    ],
)
def test_each_part_of_the_first_page_has_its_size_and_face(first, words, size, is_bold, is_italic):
    found = first.find(words)

    assert (found.size, found.is_bold, found.is_italic) == (size, is_bold, is_italic)


@pytest.mark.parametrize(
    ("words", "size", "is_bold"),
    [
        ("T/M CHI BỘ", 14, True),
        ("BÍ THƯ", 14, False),
        ("Đỗ Minh Hưng", 14, True),
        ("Nơi nhận:", 14, False),
        ("- Lưu Chi bộ.", 12, False),
    ],
)
def test_each_part_of_the_signature_has_its_size_and_face(last, words, size, is_bold):
    found = last.find(words)

    assert (found.size, found.is_bold) == (size, is_bold)


def test_the_rule_under_the_title_is_as_long_as_the_title(first):
    title = first.find(TITLE)
    paper = render("pdf/resolution.html", samples.resolution())

    rule = drawn_line(paper, top=title.bottom, bottom=title.bottom + 3)

    assert rule.left == pytest.approx(title.left, abs=0.5)
    assert rule.right == pytest.approx(title.right, abs=0.5)


def test_the_heading_stands_in_two_columns_from_top_to_bottom(first):
    superior, issuer = first.find("KH&KT VIỆT NAM"), first.find("CHI BỘ HỘI TỰ ĐỘNG HÓA")
    star, symbol = first.find("*"), first.find("Số 22-NQ/CB")
    title, place = first.find(TITLE), first.find(PLACE)

    assert superior.bottom < issuer.top < issuer.bottom < star.top < star.bottom < symbol.top
    assert title.bottom < place.top
    assert superior.centre == pytest.approx(symbol.centre, abs=0.5)
    assert title.centre == pytest.approx(place.centre, abs=0.5)
    assert first.find("ĐẢNG BỘ LIÊN HIỆP CÁC HỘI").bottom == pytest.approx(title.bottom, abs=1.5)


def test_a_name_breaks_where_the_data_says(first):
    upper, lower = first.find("ĐẢNG BỘ LIÊN HIỆP CÁC HỘI"), first.find("KH&KT VIỆT NAM")

    assert lower.top > upper.top + 5


@pytest.mark.parametrize("issuer", LONGEST_ISSUERS)
def test_the_longest_names_leave_the_right_column_free(issuer):
    first = paper_of(samples.resolution(heading=samples.heading(issuer)))[0]

    left = first.ink(before=TITLE)

    assert left.left >= 30
    assert left.right < first.find(TITLE).left - 3
    assert left.right < first.find(PLACE).left - 3


@pytest.mark.parametrize("issuer", LONGEST_ISSUERS[:4])
def test_the_name_of_the_country_is_never_torn(issuer):
    first = paper_of(samples.resolution(heading=samples.heading(issuer)))[0]

    country = first.find("VIỆT NAM", nth=1)

    assert country.is_bold
    assert country.bottom - country.top < 7


def test_a_draft_has_room_for_the_number_and_the_day_and_says_that_it_is_one():
    (first, *_) = paper_of(samples.resolution(heading=samples.draft_heading()))

    label, symbol = first.find("Dự thảo lần 2"), first.find("Số")
    room = first.find("-NQ/CB").left - symbol.right

    assert draft_symbol("NQ", "CB").strip() == "-NQ/CB"
    assert room > 6
    assert "22" not in first.text[: first.text.index("NGHỊ QUYẾT")]
    assert label.is_italic
    assert label.size == 14
    assert label.top > first.find("tháng").bottom
    assert "2026" not in first.text[: first.text.index("Dự thảo")]


def test_the_body_is_indented_and_justified(first):
    beginning, second = first.find("Ngày 05/11/2026"), first.find("kỳ. Tổng số")

    assert beginning.left == pytest.approx(40, abs=0.5)
    assert second.left == pytest.approx(30, abs=0.5)
    assert first.find("họp thường").right == pytest.approx(195, abs=0.5)


def test_lines_are_eighteen_points_apart_and_paragraphs_six_more():
    (first, *_) = paper_of(wordy(3))
    one, two = first.find("Việc thứ 1."), first.find("Việc thứ 2.")
    line_height, three_lines = 18 * 25.4 / 72, 3

    assert two.top - one.top == pytest.approx(three_lines * line_height + 6 * 25.4 / 72, abs=0.1)


def test_recipients_stand_at_the_left_level_with_the_signature_and_underlined(last):
    recipients, authority = last.find("Nơi nhận:"), last.find("T/M CHI BỘ")

    underlines = [
        rule
        for rule in last.rules
        if rule.left < recipients.centre < rule.right
        and recipients.top < rule.top < recipients.bottom + 1
    ]

    assert recipients.left == pytest.approx(30, abs=0.6)
    assert recipients.top == pytest.approx(authority.top, abs=1.2)
    assert authority.left > 112
    (underline,) = underlines
    assert underline.width == pytest.approx(recipients.width, abs=1.2)


def test_recipients_end_with_semicolons_and_a_full_stop():
    text = words_of(render("pdf/resolution.html", samples.resolution()))

    assert "- Đảng ủy (để báo cáo); - Đảng viên Chi bộ; - Lưu Chi bộ." in text


def test_four_empty_lines_wait_for_the_signature(last):
    office, name = last.find("BÍ THƯ"), last.find("Đỗ Minh Hưng")

    assert name.top - office.bottom == pytest.approx(4 * 18 * 25.4 / 72, abs=3)
    assert name.centre == pytest.approx(office.centre, abs=0.5)


def test_a_signer_without_an_office_has_no_second_line():
    page = samples.resolution(signature=Signature("T/M ĐOÀN CHỦ TỊCH", "", "Lê Minh"))

    last = paper_of(page)[-1]

    gap = last.find("Lê Minh", nth=0).top - last.find("T/M ĐOÀN CHỦ TỊCH").bottom
    assert gap == pytest.approx(4 * 18 * 25.4 / 72, abs=3)


@pytest.mark.parametrize("count", range(3, 15))
def test_the_last_two_paragraphs_stay_with_the_signature(count):
    pages = paper_of(wordy(count))

    last = pages[-1].text

    assert "T/M CHI BỘ" in last
    assert "Nơi nhận:" in last
    assert samples.SIGNATURE.name in last
    assert "Nghị quyết được 11/13 đồng chí tán thành, đạt tỷ lệ 84,6%." in last
    assert f"{count}. Việc thứ {count}." in last or "trước Chi bộ." in last
    assert sum("T/M CHI BỘ" in page.text for page in pages) == 1


def test_a_heading_is_never_the_last_line_of_a_page():
    for count in range(8, 14):
        parts = (
            *wordy(count).parts,
            ResolutionPart("II", "Phân công", (Clause(samples.LINE),) * 2),
        )
        for sheet in paper_of(samples.resolution(parts=parts)):
            assert not sheet.text.rstrip().endswith("PHÂN CÔNG")


@pytest.mark.parametrize(
    "lead", ["Lê Minh", "Hoàng Ngọc Quỳnh Như", "Nguyễn Thị Phương Thảo", samples.LONG_NAME]
)
def test_a_name_in_the_table_of_tasks_stays_whole_inside_its_cell(lead):
    rows = (TaskRow("Chuẩn bị tọa đàm", ("Vũ Đức Ước", lead), "Đang thực hiện, 60%"),)
    parts = (ResolutionPart("I", "Kết quả", (Clause("Kết quả:", rows), Clause("Hạn chế."))),)
    (sheet, *_) = paper_of(samples.resolution(parts=parts))

    name = sheet.find(lead)

    assert name.bottom - name.top < 6
    assert name.right < sheet.cell_around(name).right


def test_a_part_of_one_paragraph_is_not_numbered(last):
    assert last.find("Tổng điểm 93/100").left == pytest.approx(40, abs=0.5)


def test_many_recipients_wrap_inside_their_column():
    long = Recipients(("Thường trực Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",) * 3)
    place = samples.heading(place_and_day=PlaceAndDay("Thành phố Hồ Chí Minh", None))

    pages = paper_of(samples.resolution(recipients=long, heading=place))

    last, authority = pages[-1], pages[-1].find("T/M CHI BỘ")
    assert last.find("đoàn thể Trung ương", nth=2).right < authority.left
    assert pages[0].ink().right <= 195.6
