"""The lists and the quality sheet on paper, measured."""

import dataclasses

import pytest

from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.service.papers import TEMPLATES
from partywork.closing.terms import Paper
from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of


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
