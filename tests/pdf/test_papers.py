"""What each paper says, and how its tables behave."""

import dataclasses
from functools import cache

import pytest

from partywork.documents.pages import Person, heading_lines, paragraphs, recipients
from partywork.meetings.pages import Absence, MinutesItem, MinutesPart, RecommendationRow
from partywork.pdf.renderer import render
from partywork.resolutions.pages import closing_line
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of


@cache
def minutes_of(page):
    return render("pdf/minutes.html", page)


def said(page):
    return words_of(minutes_of(page))


@pytest.mark.parametrize(
    "fact",
    [
        "BIÊN BẢN sinh hoạt chi bộ thường kỳ tháng 11 năm 2026",
        "từ 19 giờ 00 đến 20 giờ 50 ngày 05/11/2026 (110 phút)",
        "Địa điểm: hội trường Hội Tự động hóa Việt Nam, Hà Nội. Hình thức: họp trực tiếp",
        "dự trực tuyến: 02 (đồng chí Phan Quỹ, đồng chí Lê Minh)",
        "Tổng số đảng viên: 14 (chính thức 13, dự bị 01)",
        "Được miễn sinh hoạt: không.",
        "Có mặt: 13 (chính thức 12, dự bị 01)",
        "Vắng có lý do: 01 (đồng chí Bùi Thị Yến, điều trị tại bệnh viện)",
        "Vắng không lý do: không.",
        "Công tác đặc biệt: 01 (đồng chí Ngô Gia Tự Do)",
        "Sinh hoạt tạm thời nơi khác: 01 (đồng chí Lý Thường Xuyên)",
        "Sinh hoạt tạm thời đến dự: 01 (đồng chí Trịnh Xuân Ẩn)",
        "Cấp ủy cấp trên dự: đồng chí Phạm Văn Kỷ, Ủy viên Ban Thường vụ Đảng ủy.",
        "Khách mời: đồng chí Hồ Thị Sáu.",
        "Chủ trì: đồng chí Đỗ Minh Hưng, Bí thư chi bộ.",
        "Thư ký: đồng chí Trần Thu Hà, chi ủy viên.",
        "Đảng phí: 13/14 đồng chí đã đóng đảng phí tháng 11.",
        "Chương trình: Thời sự, văn bản mới; Đánh giá tháng 10; Nhiệm vụ tháng 11.",
        "A- MỞ ĐẦU 1. Điểm danh Thư ký báo cáo có mặt 13/14.",
        "- Đồng chí Trần Thu Hà: đề nghị bổ sung kinh phí thuê hội trường.",
        "1. Trả lời kiến nghị, định hướng tư tưởng",
        "Kết luận: thống nhất tổ chức tọa đàm trước ngày 25/11/2026.",
        "Biểu quyết thông qua nghị quyết (giơ tay): tổng số đảng viên tính biểu quyết 13; "
        "tán thành 11, không tán thành 0, ý kiến khác 01; đạt tỷ lệ 84,6%. "
        "Nghị quyết được thông qua.",
        "Ý kiến bảo lưu của đồng chí Lê Minh: đề nghị lùi thời hạn sang tháng 12.",
        "1 Chủ trì tọa đàm chuyển đổi số Lê Minh 25/11/2026",
        "Chất lượng buổi sinh hoạt: 93/100 điểm, xếp loại: Tốt.",
        "Biên bản đã được đọc và thông qua tại cuộc họp. "
        "Hội nghị kết thúc lúc 20 giờ 50 cùng ngày.",
    ],
)
def test_the_minutes_tell_each_fact(fact):
    assert fact in said(samples.minutes())


def test_minutes_of_a_quiet_meeting_claim_nothing():
    quiet = samples.minutes(
        parts=(MinutesPart("", "", (MinutesItem("Thông báo", ("Không có việc mới.",)),)),),
        online=(),
        excused=(),
        special_duty=(),
        temporarily_away=(),
        temporarily_here=(),
        superiors=(),
        guests=(),
        dues="",
        agenda=(),
        assignments=(),
        quality_points=None,
        is_read_out=False,
    )

    text = said(quiet)

    assert "Vắng có lý do: không." in text
    assert "Cấp ủy cấp trên dự: không." in text
    assert "NỘI DUNG 1. Thông báo" in text
    absent = ("trực tuyến", "tạm thời", "Đảng phí", "Chương trình", "PHÂN CÔNG", "/100", "đọc và")
    assert [words for words in absent if words in text] == []


def test_people_without_an_office_or_a_reason_are_named_alone():
    page = samples.minutes(
        chair=Person("Lê Minh"),
        excused=(Absence("Bùi Thị Yến", ""), Absence("Phan Quỹ", "đi công tác")),
        quality_level="",
    )

    text = said(page)

    assert "Chủ trì: đồng chí Lê Minh. Thư ký" in text
    assert "Vắng có lý do: 02 (đồng chí Bùi Thị Yến; đồng chí Phan Quỹ, đi công tác)." in text
    assert "93/100 điểm." in text


def test_a_committee_counts_its_own_kind_of_members():
    assert "Tổng số đảng ủy viên: 14" in said(samples.minutes(voters="đảng ủy viên"))


def test_two_people_sign_the_minutes_side_by_side():
    last = sheets(minutes_of(samples.minutes()))[-1]

    taker, chair = last.find("NGƯỜI GHI BIÊN BẢN"), last.find("CHỦ TRÌ HỘI NGHỊ")
    left, right = last.find(samples.TAKER.name), last.find(samples.CHAIR.name)

    assert taker.is_bold
    assert chair.is_bold
    assert taker.top == pytest.approx(chair.top, abs=1.5)
    assert left.top == pytest.approx(right.top, abs=1.5)
    assert taker.centre == pytest.approx(left.centre, abs=0.5)
    assert chair.centre == pytest.approx(right.centre, abs=0.5)
    assert taker.right < 112 < chair.left


def test_the_roll_call_of_25_runs_over_pages_with_its_head_repeated():
    pages = sheets(minutes_of(samples.minutes(attendance_rows=samples.attendance_rows(25))))

    appendix = [page for page in pages if "Họ và tên" in page.text]
    rows = [
        line
        for page in appendix
        for line in page.text.split("\n")
        if line.split(" ")[0].isdigit() and "Có mặt" in line
    ]

    assert len(appendix) == 2
    assert [int(row.split(" ")[0]) for row in rows] == list(range(1, 26))
    for page in appendix:
        assert page.find("Họ và tên").is_bold
        assert page.find("Họ và tên").size == 13


def test_the_roll_call_begins_a_page_after_the_signatures():
    pages = sheets(minutes_of(samples.minutes(attendance_rows=samples.attendance_rows(2))))

    assert "NGƯỜI GHI BIÊN BẢN" in pages[-2].text
    assert "DANH SÁCH ĐIỂM DANH" in pages[-1].text
    assert "NGƯỜI GHI BIÊN BẢN" not in pages[-1].text


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_name_in_the_roll_call_stays_whole_inside_its_cell(name):
    row = samples.attendance_rows(1)[0]
    rows = (row, dataclasses.replace(row, name=name))
    page = sheets(minutes_of(samples.minutes(attendance_rows=rows)))[-1]

    found = page.find(name)

    assert found.bottom - found.top < 6
    assert found.right < page.cell_around(found).right


def test_a_name_too_long_for_any_cell_wraps_rather_than_overlaps():
    name = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Uyên"
    row = dataclasses.replace(samples.attendance_rows(1)[0], name=name)
    page = sheets(minutes_of(samples.minutes(attendance_rows=(row,))))[-1]

    first, mark = page.find("Công Tằng Tôn Nữ"), page.find("Có mặt")

    assert first.right < mark.left
    assert " ".join(page.text.split()).count(name) == 1


@pytest.mark.parametrize("first_note", ["", "ghi chú " * 3, "ghi chú " * 6, "ghi chú " * 9])
def test_no_row_is_torn_between_two_pages(first_note):
    long = "đến muộn lúc 19 giờ 20 " + "vì công việc gấp của cơ quan " * 6 + "đột xuất"
    rows = tuple(
        dataclasses.replace(row, note=long if at else first_note)
        for at, row in enumerate(samples.attendance_rows(25))
    )

    pages = sheets(minutes_of(samples.minutes(attendance_rows=rows)))

    for page in pages[-5:]:
        assert page.text.count("đến muộn") == page.text.count("xuất")


def test_a_report_tells_its_period_figures_and_sections():
    text = words_of(render("pdf/report.html", samples.report()))

    assert "từ ngày 26/10/2026 đến ngày 25/11/2026" in text
    assert "1 Đảng viên đầu kỳ 14" in text
    assert "Tỷ lệ dự họp (chi bộ ghi chú: một đồng chí điều trị dài ngày) 92,9%" in text
    assert "II- TÌNH HÌNH TƯ TƯỞNG ĐẢNG VIÊN, QUẦN CHÚNG" in text
    assert "III- KIẾN NGHỊ VỚI ĐẢNG ỦY Không có nội dung báo cáo." in text
    assert "T/M CHI BỘ BÍ THƯ Đỗ Minh Hưng" in text


def test_every_section_of_a_long_report_has_its_numeral():
    sections = samples.report().sections * 5

    text = words_of(render("pdf/report.html", samples.report(sections=sections)))

    assert "XI- KIẾN NGHỊ VỚI ĐẢNG ỦY" in text


def test_minutes_of_a_meeting_that_goes_on_claim_no_end():
    text = said(samples.minutes(ends_at=samples.OPENED, is_read_out=False))

    assert "Thời gian: từ 19 giờ 00 ngày 05/11/2026. Địa điểm:" in text
    assert "phút" not in text
    assert "kết thúc lúc" not in text


def test_a_typed_reason_goes_on_the_sentence_of_the_minutes():
    text = said(samples.minutes(excused=(Absence("Bùi Thị Yến", "Điều trị tại bệnh viện"),)))

    assert "Vắng có lý do: 01 (đồng chí Bùi Thị Yến, điều trị tại bệnh viện)." in text


def test_the_attendance_sheet_has_room_to_sign_and_repeats_its_head():
    pages = sheets(render("pdf/attendance_sheet.html", samples.attendance_sheet(30)))

    assert len(pages) > 1
    for page in pages:
        assert page.find("Có mặt, ký").is_bold
    cell = pages[0].cell_around(pages[0].find("Lê Minh"))
    assert cell.bottom - cell.top > 9
    assert "Danh sách có 30 đồng chí" in words_of(
        render("pdf/attendance_sheet.html", samples.attendance_sheet(30))
    )
    assert "NGƯỜI GHI BIÊN BẢN" in pages[-1].text


def test_the_letter_of_an_account_fits_one_sheet_and_tells_what_to_do():
    (page,) = sheets(render("pdf/account_card.html", samples.account_card()))
    text = " ".join(page.text.split())

    assert "Kính gửi: đồng chí Trần Thu Hà" in text
    assert "https://partywork.example.vn" in text
    assert "Tên đăng nhập tranthuha" in text
    assert page.find("BCFG - HKLM - NPQR").size == 20
    assert "Dùng được đến 17:00 ngày 06/12/2026" in text


def test_heading_lines_break_only_at_the_bar():
    assert heading_lines("ĐẢNG ỦY LIÊN HIỆP CÁC HỘI | KH&KT VIỆT NAM ") == (
        "ĐẢNG ỦY LIÊN HIỆP CÁC HỘI",
        "KH&KT VIỆT\u00a0NAM",
    )
    assert heading_lines("CHI BỘ VĂN PHÒNG") == ("CHI BỘ VĂN PHÒNG",)
    assert heading_lines("") == ()


def test_typed_text_becomes_paragraphs():
    assert paragraphs("Một.\n\n  Hai  ba.\r\n") == ("Một.", "Hai ba.")


def test_typed_recipients_lose_the_marks_the_paper_adds():
    typed = "- Đảng ủy (để báo cáo);\nĐảng viên Chi bộ\n- Lưu Chi bộ.\n-"

    assert recipients(typed).lines == ("Đảng ủy (để báo cáo)", "Đảng viên Chi bộ", "Lưu Chi bộ")


def test_the_closing_line_counts_in_two_digits():
    assert closing_line(in_favour=7, roll=9) == (
        "Nghị quyết được 07/09 đồng chí tán thành, đạt tỷ lệ 77,8%."
    )


def test_the_minutes_tell_who_asked_what_and_the_answer_that_was_read():
    asked = RecommendationRow("Lê Minh", "Đảng ủy", "bố trí phòng họp.", "Đã bố trí từ tháng 12.")
    of_all = RecommendationRow("", "Cơ quan", "trang bị máy chiếu.")

    text = said(samples.minutes(recommendations=(asked, of_all)))

    assert "KIẾN NGHỊ VÀ TRẢ LỜI 1. Đồng chí Lê Minh kiến nghị với Đảng ủy: bố trí phòng" in text
    assert "Trả lời đã đọc tại cuộc họp: Đã bố trí từ tháng 12." in text
    assert "2. Chi bộ kiến nghị với Cơ quan: trang bị máy chiếu." in text
