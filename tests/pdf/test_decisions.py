"""Where the parts of a decision stand on the sheet (Hướng dẫn 05-HD/VPTW, as summarised)."""

from datetime import date
from functools import cache

import pytest

from partywork.documents.pages import Heading, PlaceAndDay, Recipients, Signature, heading_lines
from partywork.pdf.renderer import render
from partywork.resolutions.pages.decisions import Article, DecisionPage
from tests.pdf.measure import sheets

MIDDLE = (30 + 195) / 2
PAGE = DecisionPage(
    heading=Heading(
        heading_lines("ĐẢNG BỘ MTTQ, CÁC ĐOÀN THỂ|TRUNG ƯƠNG"),
        heading_lines("ĐẢNG ỦY LIÊN HIỆP CÁC HỘI|KH&KT VIỆT NAM"),
        symbol="12-QĐ/ĐU",
        place_and_day=PlaceAndDay("Hà Nội", date(2026, 11, 20)),
    ),
    summary="về việc tặng Giấy khen cho tổ chức đảng hoàn thành xuất sắc nhiệm vụ",
    grounds=(
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
        "Căn cứ kết quả biểu quyết tại hội nghị Ban Thường vụ Đảng ủy ngày 18/11/2026",
    ),
    deciding="BAN THƯỜNG VỤ ĐẢNG ỦY",
    articles=(
        Article("Điều 1", "Tặng Giấy khen cho:", ("- Chi bộ Một;", "- Chi bộ Hai.")),
        Article("Điều 2", "Quyết định có hiệu lực kể từ ngày ký."),
    ),
    recipients=Recipients(("Như Điều 1", "Lưu Văn phòng Đảng ủy")),
    signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Văn Bình"),
)


@cache
def paper(page=PAGE):
    return tuple(sheets(render("pdf/decision.html", page)))


@pytest.mark.parametrize(
    ("words", "size", "is_bold"),
    [
        ("Số 12-QĐ/ĐU", 14, False),
        ("QUYẾT ĐỊNH", 16, True),
        ("về việc tặng Giấy khen", 14, True),
        ("- Căn cứ Điều lệ Đảng", 14, False),
        ("BAN THƯỜNG VỤ ĐẢNG ỦY", 14, True),
        ("Điều 1.", 14, True),
        ("Tặng Giấy khen cho:", 14, False),
        ("T/M BAN THƯỜNG VỤ", 14, True),
        ("PHÓ BÍ THƯ", 14, False),
        ("Nguyễn Văn Bình", 14, True),
        ("- Lưu Văn phòng Đảng ủy.", 12, False),
    ],
)
def test_each_part_of_a_decision_has_its_size_and_face(words, size, is_bold):
    found = paper()[0].find(words)

    assert (found.size, found.is_bold) == (size, is_bold)


def test_who_decides_stands_in_the_middle_between_the_grounds_and_the_articles():
    (sheet,) = paper()
    title, ground = sheet.find("QUYẾT ĐỊNH"), sheet.find("- Căn cứ Điều lệ Đảng")
    body, decides = sheet.find("BAN THƯỜNG VỤ ĐẢNG ỦY"), sheet.find("QUYẾT ĐỊNH", nth=1)
    article = sheet.find("Điều 1.")

    assert title.bottom < ground.top < body.top < decides.top < article.top
    for centred in (title, body, decides):
        assert centred.centre == pytest.approx(MIDDLE, abs=0.6)
    assert (decides.size, decides.is_bold) == (14, True)


def test_grounds_articles_and_points_begin_one_centimetre_inside():
    (sheet,) = paper()

    for words in ("- Căn cứ Điều lệ", "- Căn cứ kết quả", "Điều 1.", "- Chi bộ Một", "Điều 2."):
        assert sheet.find(words).left == pytest.approx(40, abs=0.8)


def test_each_ground_but_the_last_ends_with_a_semicolon():
    text = paper()[0].text

    assert "Việt Nam;" in text
    assert "18/11/2026," in text


def test_recipients_stand_left_and_the_signature_right_on_one_level():
    (sheet,) = paper()
    recipients, authority = sheet.find("Nơi nhận:"), sheet.find("T/M BAN THƯỜNG VỤ")

    assert recipients.left == pytest.approx(30, abs=0.6)
    assert authority.left > MIDDLE
    assert recipients.bottom == pytest.approx(authority.bottom, abs=1.2)
    assert sheet.find("Nguyễn Văn Bình").centre == pytest.approx(authority.centre, abs=0.6)
