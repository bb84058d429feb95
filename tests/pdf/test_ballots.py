"""Paper ballots and the tellers' sheet: nothing torn, nothing that tells one paper from another."""

from itertools import pairwise

import pytest

from partywork.meetings.pages import BallotPapersPage, TallyLine, TallySheetPage
from partywork.pdf.renderer import render
from tests.pdf import samples
from tests.pdf.measure import sheets, words_of

NAMES = ("Nguyễn Thị Hồng Hạnh", "Trần Văn Bình", samples.LONG_NAME)
BALLOT = {
    "heading": samples.heading(symbol=None, place_and_day=None),
    "summary": samples.SUMMARY,
    "starts_at": samples.OPENED,
    "place": "hội trường tầng 3",
    "title": "Bầu chi ủy nhiệm kỳ 2026 - 2028",
}


@pytest.fixture(scope="module")
def papers():
    page = BallotPapersPage(**BALLOT, questions=NAMES, seats=2, copies=7)
    return sheets(render("pdf/ballot_papers.html", page))


def tally_sheet(**changes):
    facts = {
        **BALLOT,
        "voters": 12,
        "papers": (5, 5, 4, 1),
        "screens": 6,
        "lines": tuple(
            TallyLine(
                question=name,
                in_favour=9,
                against=1,
                other_opinion=0,
                roll=13,
                needed=7,
                result="Được thông qua",
            )
            for name in NAMES
        ),
        "tellers": ("Lê Minh", "Phan Quỹ", "Hồ Thị Sáu"),
        "box_digest": "a" * 64,
        "result_digest": "b" * 64,
        "counted_at": samples.OPENED,
        "chair": samples.CHAIR.name,
    }
    return render("pdf/tally_sheet.html", TallySheetPage(**(facts | changes)))


def test_there_is_a_paper_a_voter_and_none_is_torn_by_the_end_of_a_page(papers):
    counted = [sheet.text.count("PHIẾU BẦU\n") for sheet in papers]
    rows = [sheet.text.count(NAMES[0]) for sheet in papers]

    assert sum(counted) == sum(rows) == 7
    assert counted == rows


def test_every_paper_is_like_every_other(papers):
    first = papers[0]
    frames = [first.cell_around(first.find(NAMES[1], nth=nth)) for nth in range(2)]

    assert abs(frames[0].width - frames[1].width) < 0.1
    assert abs(frames[0].left - frames[1].left) < 0.1
    assert "Được chọn nhiều nhất hai người" in first.text or "02 người" in first.text


def test_no_page_number_tells_one_paper_from_another(papers):
    assert len(papers) > 1
    for sheet in papers:
        assert sheet.ink().top > 25


def test_the_name_of_the_body_keeps_away_from_that_of_the_party(papers):
    issuer, party = papers[0].find(samples.ISSUER[:14]), papers[0].find("ĐẢNG CỘNG SẢN VIỆT NAM")

    assert party.left - issuer.right > 3


def test_a_box_to_tick_stands_under_each_opinion(papers):
    first = papers[0]
    row = first.find(NAMES[1])
    middle = (row.top + row.bottom) / 2
    boxes = [one for one in first.rules if one.top <= middle <= one.bottom and one.width < 6]

    heads = [first.find(head).centre for head in ("Tán", "Ý kiến")]
    assert boxes
    assert min(abs(box.left - heads[0]) for box in boxes) < 6
    assert min(abs(box.right - heads[1]) for box in boxes) < 6


@pytest.mark.parametrize(
    "fact",
    [
        "Số đồng chí có quyền bỏ phiếu dự họp: 12.",
        "Phiếu giấy: phát ra 5; thu về 5; hợp lệ 4; không hợp lệ 1.",
        "Phiếu trên màn hình: 6, đều hợp lệ.",
        "9/13",
        "(cần 7)",
        "Mã kiểm tra hòm phiếu: " + "a" * 64,
    ],
)
def test_papers_and_screens_end_in_one_sheet(fact):
    assert fact in words_of(tally_sheet())


def test_a_count_on_paper_only_says_nothing_of_screens():
    said = words_of(tally_sheet(screens=None, box_digest=""))

    assert "màn hình" not in said
    assert "hòm phiếu" not in said


def test_the_chair_signs_on_the_left_and_each_teller_has_room_on_the_right():
    (sheet,) = sheets(tally_sheet())
    names = ("Lê Minh", "Phan Quỹ", "Hồ Thị Sáu")
    tellers = [sheet.find(name, nth=sheet.text.count(name) - 1) for name in names]

    assert sheet.find(samples.CHAIR.name, nth=0).centre < sheet.width / 2
    assert all(one.centre > sheet.width / 2 for one in tellers)
    assert all(below.top - above.bottom > 12 for above, below in pairwise(tellers))


def test_forty_names_keep_the_head_of_the_table_on_every_page():
    line = TallyLine(
        question="Nguyễn Văn Tên",
        in_favour=9,
        against=1,
        other_opinion=0,
        roll=13,
        needed=7,
        result="Được thông qua",
    )
    found = sheets(tally_sheet(lines=(line,) * 40))

    with_rows = [sheet for sheet in found if "Nguyễn Văn Tên" in sheet.text]
    assert len(with_rows) > 1
    assert all("Không tán thành" in " ".join(sheet.text.split()) for sheet in with_rows)
