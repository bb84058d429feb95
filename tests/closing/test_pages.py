"""The pages after a meeting."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.closing.rules import WORD
from tests.closing.samples import template, words_of
from tests.meetings.minuting import adopted, closed, confirmed
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

Browse = Callable[..., Browser]


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(date(2026, 11, 5), time(20, 55))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def test_the_page_leads_from_the_end_of_the_meeting_to_every_paper(
    case: Case, browse: Browse
) -> None:
    closed(case)
    own = browse(case.secretary)

    assert own.get(f"/meetings/{case.id}/").soup.select_one(
        f"a[href='/meetings/{case.id}/closing']"
    )
    page = own.get(f"/meetings/{case.id}/closing")

    assert "Còn 2 việc để hoàn thiện hồ sơ buổi họp." in page.words
    assert [one.get_text(strip=True) for one in page.soup.select(".step-title")] == [
        "Biên bản",
        "Dự thảo nghị quyết",
        "Danh sách nhiệm vụ",
        "Danh sách dự họp",
        "Phiếu chấm điểm buổi sinh hoạt",
        "Số liệu báo cáo tháng",
    ]
    assert len(page.soup.select("main .btn-primary")) == 1
    browse(case.deputy).get(f"/meetings/{case.id}/closing")


def test_a_paper_is_handed_out_as_pdf_and_as_word(case: Case, browse: Browse) -> None:
    closed(case)
    confirmed(case)
    own = browse(case.secretary)

    paper = own.client.get(f"/meetings/{case.id}/closing/attendance.pdf")
    word = own.client.get(f"/meetings/{case.id}/closing/minutes.docx")

    assert paper.data.startswith(b"%PDF")
    assert word.mimetype == WORD
    assert "BIÊN BẢN" in words_of(word.data)
    own.get(f"/meetings/{case.id}/closing/else.pdf", expect=404)


def test_the_office_replaces_a_template_and_a_broken_one_offers_the_built_in_one(
    make: Make, case: Case, browse: Browse
) -> None:
    closed(case)
    office, page = browse(make.office()), "/word-templates/tasks/replace"
    assert "Hãy chọn tệp." in office.post(page, expect=422).words
    wrong = {"file": (BytesIO(template("{{ page.unknown }}")), "mau.docx")}
    assert "«unknown»" in office.post(page, wrong, expect=422).words

    fails_later = {"file": (BytesIO(template("{{ page.assignments[0].name }}")), "mau.docx")}
    office.post(page, fails_later)

    assert "Mẫu của Đảng ủy" in office.get("/word-templates/").words
    own = browse(case.secretary)
    failed = own.get(f"/meetings/{case.id}/closing/tasks.docx", expect=422)
    offered = failed.soup.select_one("main a.btn-primary")
    assert offered is not None
    assert own.client.get(str(offered["href"])).mimetype == WORD
    office.post("/word-templates/tasks/restore")
    assert "Mẫu của Đảng ủy" not in office.get("/word-templates/").words
    assert office.client.get("/word-templates/tasks.docx").mimetype == WORD


def test_the_end_of_the_meeting_leads_to_its_papers(case: Case, browse: Browse) -> None:
    adopted(case)

    answer = browse(case.secretary).post(f"/meetings/{case.id}/close", {"ended_at": "20:50"})

    assert answer.location.endswith(f"/meetings/{case.id}/closing")
