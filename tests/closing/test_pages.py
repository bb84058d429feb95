"""The pages after a meeting."""

from collections.abc import Callable
from datetime import date, time
from io import BytesIO

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.closing.rules import WORD
from partywork.meetings.service import minutes
from partywork.reports.service import drafting
from tests.closing.samples import template, words_of
from tests.meetings.minuting import adopted, ask, closed, count
from tests.pdf.measure import words_of as words_of_pdf
from tests.quality.test_service import marked
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


PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
HEADINGS = {
    "Biên bản": "BIÊN BẢN",
    "Dự thảo nghị quyết": "NGHỊ QUYẾT",
    "Danh sách nhiệm vụ": "DANH SÁCH NHIỆM VỤ",
    "Danh sách dự họp": "DANH SÁCH DỰ HỌP",
    "Phiếu chấm điểm buổi sinh hoạt": "PHIẾU CHẤM ĐIỂM",
    "Số liệu báo cáo tháng": "BÁO CÁO",
}


def test_each_of_the_six_papers_is_offered_and_handed_out_as_pdf_and_as_word(
    case: Case, browse: Browse
) -> None:
    minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[0].id,
        title="Lập kế hoạch tọa đàm",
        due_on=date(2026, 11, 25),
    )
    count(case, ask(case), 5, 0, 0)
    marked(case)
    closed(case)
    drafting.open_draft(case.secretary, case.organisation.id, case.meeting.period)
    own = browse(case.secretary)

    steps = own.get(f"/meetings/{case.id}/closing").soup.select("main .steps > li")

    assert len(steps) == len(HEADINGS)
    for step in steps:
        title = step.select_one(".step-title")
        assert title is not None
        pdf, word = step.select("a[href$='.pdf'], a[href$='.docx']")
        laid_out = own.client.get(str(pdf["href"]))
        written = own.client.get(str(word["href"]))
        assert (laid_out.mimetype, written.mimetype) == ("application/pdf", WORD)
        for words in (words_of_pdf(laid_out.data), words_of(written.data)):
            assert PARTY in words
            assert HEADINGS[title.get_text(strip=True)] in words
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
    ended = {"ended_on": "05/11/2026", "ended_at": "20:50"}

    answer = browse(case.secretary).post(f"/meetings/{case.id}/close", ended)

    assert answer.location.endswith(f"/meetings/{case.id}/closing")
