"""The decisions of a meeting among its papers: on the guided page, and as Word documents."""

from collections.abc import Callable
from datetime import time

import pytest
from docx import Document

from partywork.audit import service as audit
from partywork.cells.terms import BodyKind
from partywork.closing import engine
from partywork.closing.pages.examples import EXAMPLES
from partywork.closing.rules import WORD, Step
from partywork.closing.service import papers, steps, templates
from partywork.closing.terms import Paper, StepState
from partywork.core.errors import NotAllowed, NotVisible
from partywork.core.text import tidy
from partywork.pdf.renderer import render
from tests.closing.samples import template, words_of
from tests.meetings.minuting import write
from tests.pdf.measure import words_of as words_of_pdf
from tests.support.bodies import decided, issued, open_body, voted
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import MEETS_ON, Case

Browse = Callable[..., Browser]


@pytest.fixture
def case(make: Make, today: Callable[..., None]) -> Case:
    today(MEETS_ON.replace(day=6), time(21, 0))
    return open_body(make, BodyKind.STANDING_COMMITTEE)


def decision_steps(case: Case) -> list[Step]:
    after = steps.after_meeting(case.secretary, case.id)
    return [one for one in after.steps if one.fact.paper is Paper.DECISION]


def test_a_meeting_lists_each_of_its_decisions_until_it_is_issued(case: Case) -> None:
    assert decision_steps(case) == []
    decision = decided(case, voted(case))

    (before,) = decision_steps(case)
    issued(case, decision, is_laid_out=True)
    (after,) = decision_steps(case)

    assert before.fact.words == "Về việc tặng Giấy khen cho 02 chi bộ. Chờ trình ký."
    assert before.fact.action is not None
    assert before.fact.action.address == f"/resolutions/{decision.id}/"
    assert (after.state, after.fact.action) == (StepState.DONE, None)
    assert [one.address for one in after.fact.links] == [
        f"/resolutions/{decision.id}/resolution.pdf",
        f"/meetings/{case.id}/closing/resolutions/{decision.id}.docx",
    ]


def test_a_decision_says_the_same_as_word_and_as_pdf() -> None:
    page = EXAMPLES[Paper.DECISION]

    on_paper = words_of_pdf(render("pdf/decision.html", page))
    in_word = tidy(words_of(engine.fill(templates.built_in(Paper.DECISION), page)))

    for piece in (
        "QUYẾT ĐỊNH về việc tặng Giấy khen -----",
        "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam; - Căn cứ kết quả biểu quyết, CHI BỘ MẪU "
        "QUYẾT ĐỊNH Điều 1. Tặng Giấy khen cho: - Đồng chí Lê Văn Mẫu; - Tổ đảng số 1. Điều 2.",
        "- Lưu Chi bộ.",
        "T/M CHI BỘ BÍ THƯ",
    ):
        assert piece in on_paper
        assert piece in in_word


def test_the_names_of_the_articles_stand_out_in_the_word_decision(tmp_path) -> None:
    written = tmp_path / "decision.docx"
    written.write_bytes(engine.fill(templates.built_in(Paper.DECISION), EXAMPLES[Paper.DECISION]))

    bold = {run.text for line in Document(str(written)).paragraphs for run in line.runs if run.bold}

    assert {"Điều 1.", "Điều 2.", "CHI BỘ MẪU", "QUYẾT ĐỊNH"} <= bold


def test_a_decision_of_ban_thuong_vu_is_taken_as_word_before_and_after_its_issue(
    case: Case,
) -> None:
    write(case, "C4", conclusion="Tặng Giấy khen cho Chi bộ 1 và Chi bộ 2.")
    decision = decided(case, voted(case))

    draft_name, draft = papers.word_of_resolution(case.secretary, case.id, decision.id)
    taken = audit.entries(case.secretary)[0]
    issued(case, decision, is_laid_out=True)
    name, content = papers.word_of_resolution(case.secretary, case.id, decision.id)

    assert draft_name == "Dự thảo quyết định về việc tặng Giấy khen cho 02 chi bộ.docx"
    assert "Dự thảo" in words_of(draft)
    assert (taken.action, taken.subject_id) == ("closing.take_word", decision.id)
    assert name == "Quyết định số 01-QĐ-ĐU ngày 06-11-2026.docx"
    said = words_of(content)
    assert "Dự thảo" not in said
    for piece in (
        "Số 01-QĐ/ĐU",
        "BAN THƯỜNG VỤ ĐẢNG ỦY",
        "Điều 1. Tặng Giấy khen cho Chi bộ 1 và Chi bộ 2.",
        "T/M BAN THƯỜNG VỤ",
        "- Lưu Văn phòng Đảng ủy.",
    ):
        assert piece in said


def test_a_decision_is_handed_out_only_at_its_own_meeting_to_who_finishes_its_papers(
    case: Case, make: Make
) -> None:
    decision = decided(case, voted(case))
    other = open_body(make, BodyKind.INSPECTION_COMMISSION)

    with pytest.raises(NotVisible):
        papers.word_of_resolution(other.secretary, other.id, decision.id)
    with pytest.raises((NotAllowed, NotVisible)):
        papers.word_of_resolution(make.committee(), case.id, decision.id)
    with pytest.raises(NotVisible):
        papers.word(case.secretary, case.id, Paper.DECISION)


def test_the_pages_offer_a_decision_as_word_by_the_template_of_the_office(
    case: Case, make: Make, browse: Browse
) -> None:
    decision = decided(case, voted(case))
    own, office = browse(case.secretary), make.office()
    address = f"/meetings/{case.id}/closing/resolutions/{decision.id}.docx"

    for page in (f"/meetings/{case.id}/closing", f"/resolutions/{decision.id}/"):
        assert own.get(page).soup.select_one(f"main a[href='{address}']")
    built_in = own.client.get(address)
    templates.replace(
        office,
        Paper.DECISION,
        file_name="Mẫu quyết định.docx",
        content=template("Mẫu của Đảng ủy: {{ page.articles[1].text }}"),
    )
    written = own.client.get(address)

    assert built_in.mimetype == written.mimetype == WORD
    assert words_of(written.data).startswith("Mẫu của Đảng ủy: Quyết định có hiệu lực")


def test_a_template_that_cannot_be_filled_offers_the_built_in_one_for_the_same_decision(
    case: Case, make: Make, browse: Browse
) -> None:
    decision = decided(case, voted(case))
    templates.replace(
        make.office(),
        Paper.DECISION,
        file_name="mau.docx",
        content=template("{{ page.articles[0].points[1] }}"),
    )
    own = browse(case.secretary)

    failed = own.get(f"/meetings/{case.id}/closing/resolutions/{decision.id}.docx", expect=422)

    offered = failed.soup.select_one("main a.btn-primary")
    assert offered is not None
    assert "Điều 1." in words_of(own.client.get(str(offered["href"])).data)
