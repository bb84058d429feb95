"""The lists and the quality sheet on paper, measured."""

import dataclasses

import pytest

from partywork.closing.pages import QualityPart, QualityRow
from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.service.papers import TEMPLATES
from partywork.closing.terms import Paper
from partywork.pdf.renderer import render
from partywork.quality.terms import QualityGroup
from tests.pdf import samples
from tests.pdf.measure import Sheet, sheets, words_of


@pytest.mark.parametrize("paper", list(TEMPLATES))
def test_a_paper_has_the_heading_and_two_people_sign_side_by_side(paper: Paper) -> None:
    pages = sheets(render(TEMPLATES[paper], EXAMPLES[paper]))
    party, issuer = pages[0].find("ĐẢNG CỘNG SẢN VIỆT NAM"), pages[0].find("CHI BỘ MẪU")
    taker, chair = pages[-1].find("NGƯỜI GHI BIÊN BẢN"), pages[-1].find("CHỦ TRÌ HỘI NGHỊ")

    assert issuer.right < party.left
    assert party.size == 15
    assert taker.top == pytest.approx(chair.top, abs=1.5)
    assert taker.right < 112 < chair.left


def test_the_task_list_leaves_room_for_the_result() -> None:
    page = sheets(render(TEMPLATES[Paper.TASKS], samples.minutes()))[0]
    due, result = page.find("Thời hạn"), page.find("Kết quả")

    assert due.right < result.left
    assert page.cell_around(result).width == pytest.approx(22, abs=1)


def test_a_meeting_without_tasks_says_so() -> None:
    words = words_of(render(TEMPLATES[Paper.TASKS], samples.minutes(assignments=())))

    assert "Cuộc họp không phân công nhiệm vụ." in words
    assert "Danh sách có không nhiệm vụ" not in words


def test_a_long_attendance_list_repeats_its_head_and_adds_up() -> None:
    page = samples.minutes(attendance_rows=samples.attendance_rows(40))
    pages = sheets(render(TEMPLATES[Paper.ATTENDANCE], page))

    assert len(pages) > 1
    assert all("Họ và tên" in one.text for one in pages[:2])
    assert "có mặt: 13; vắng có lý do: 01; vắng không lý do: không" in words_of(
        render(TEMPLATES[Paper.ATTENDANCE], page)
    )


@pytest.mark.parametrize("count", range(18, 24))
def test_the_last_two_rows_of_a_list_go_with_its_signatures(count: int) -> None:
    page = samples.minutes(attendance_rows=samples.attendance_rows(count))
    last = sheets(render(TEMPLATES[Paper.ATTENDANCE], page))[-1]

    marks = last.text.count("Có mặt, ")
    assert "NGƯỜI GHI BIÊN BẢN" in last.text
    assert marks >= 2


def test_the_quality_sheet_says_what_each_point_rests_on() -> None:
    example = EXAMPLES[Paper.QUALITY]

    words = words_of(render(TEMPLATES[Paper.QUALITY], example))

    assert "Điểm tạm tính của buổi họp ngày 05/11/2026: 93/100 điểm, xếp loại: Tốt." in words
    assert "1.1 Thời lượng buổi sinh hoạt 5 5 110 phút" in words
    assert "Lý Văn Mẫu xác nhận ngày 09/11/2026." in words
    unconfirmed = dataclasses.replace(example, confirmation="")
    assert "xác nhận" not in words_of(render(TEMPLATES[Paper.QUALITY], unconfirmed))


def long_sheet(lines: int = 30) -> list[Sheet]:
    """Return a quality sheet with its groups and so many lines, most of two lines of text."""
    titles = ("Tỷ lệ đảng viên dự sinh hoạt, không ai vắng không lý do", "Chủ trì linh hoạt")
    rows = [
        QualityRow(f"{at}.{at}", titles[at % 2], "4", "3,5", "12/13 đồng chí có mặt, 01 vắng")
        for at in range(lines)
    ]
    groups = list(QualityGroup)
    parts = tuple(
        QualityPart(group.label, "12,5", tuple(rows[at :: len(groups)]))
        for at, group in enumerate(groups)
    )
    page = dataclasses.replace(EXAMPLES[Paper.QUALITY], parts=parts)
    return sheets(render(TEMPLATES[Paper.QUALITY], page))


def test_the_quality_sheet_keeps_its_margins_and_numbers_its_pages() -> None:
    first, *later = long_sheet()

    assert later
    for sheet in (first, *later):
        ink = sheet.ink()
        assert ink.left >= 30 - 0.5
        assert ink.right <= 195 + 0.5
        assert ink.bottom <= 277.1
        assert min(rule.left for rule in sheet.rules) == pytest.approx(30, abs=0.5)
        assert max(rule.right for rule in sheet.rules) == pytest.approx(195, abs=0.5)
    assert first.ink().top == pytest.approx(20, abs=0.8)
    for number, sheet in enumerate(later, start=2):
        digits = sheet.first_line()
        assert digits.text == str(number)
        assert digits.top == pytest.approx(10, abs=0.5)
        assert digits.centre == pytest.approx(112.5, abs=0.5)


def test_the_columns_of_the_quality_sheet_are_as_wide_as_what_they_hold() -> None:
    columns = {"TT": 12, "Nội dung": 65, "Tối đa": 18, "Điểm": 18, "Căn cứ": 52}

    for sheet in long_sheet():
        before = sheet.text[: sheet.text.index("Tối đa")]
        heads = {
            words: sheet.find(words, nth=before.count(words) if words == "Điểm" else 0)
            for words in columns
        }
        widths = {words: sheet.cell_around(head).width for words, head in heads.items()}
        points = sheet.find("3,5")

        assert widths == pytest.approx(columns, abs=0.6)
        assert {(head.size, head.is_bold) for head in heads.values()} == {(13, True)}
        assert points.centre == pytest.approx(heads["Điểm"].centre, abs=0.6)


@pytest.mark.parametrize("lines", [26, 28, 29, 30])
def test_no_group_and_no_signature_of_the_quality_sheet_stands_alone(lines: int) -> None:
    found = long_sheet(lines)

    last = found[-1].text
    assert "CHỦ TRÌ HỘI NGHỊ" in last
    assert "Cộng" in last
    assert "có mặt, 01 vắng" in " ".join(last.split())
    for sheet in found:
        assert not sheet.text.rstrip().endswith("12,5")
