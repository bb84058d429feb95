"""A meeting of any body decides: the decision names its vote, is signed, numbered and issued."""

from collections.abc import Callable
from datetime import time
from io import BytesIO

import pytest

from partywork.audit import service as audit
from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Desk
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.documents import policy as documents_policy
from partywork.documents.models import Document
from partywork.documents.terms import AccessClass
from partywork.meetings.service import deciding
from partywork.resolutions import service as resolutions
from partywork.resolutions.pages.decisions import articles_of, grounds_of
from partywork.resolutions.terms import ResolutionStatus
from tests.meetings.minuting import write
from tests.pdf.measure import words_of
from tests.support.bodies import QUESTION, decided, issued, open_body, voted
from tests.support.make import Make
from tests.support.meetings import MEETS_ON, Case, open_meeting
from tests.support.papers import pdf


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON.replace(day=6), time(21, 0))


@pytest.fixture
def case(make: Make) -> Case:
    return open_body(make, BodyKind.STANDING_COMMITTEE)


def test_a_decision_begins_with_what_the_body_voted_and_points_at_the_vote(case: Case) -> None:
    write(case, "C4", conclusion="Tặng Giấy khen cho Chi bộ 1 và Chi bộ 2.")
    vote = voted(case)

    decision = resolutions.get(case.secretary, decided(case, vote).id)

    assert decision.status is ResolutionStatus.ADOPTED
    assert (decision.vote_id, decision.meeting_id) == (vote.id, case.id)
    assert decision.adopted_on == MEETS_ON
    assert decision.title == "về việc tặng Giấy khen cho 02 chi bộ"
    assert grounds_of(decision)[-1] == (
        "Căn cứ kết quả biểu quyết tại hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026, "
        "ngày 05/11/2026"
    )
    first, last = articles_of(decision)
    assert (first.name, first.text) == ("Điều 1", "Tặng Giấy khen cho Chi bộ 1 và Chi bộ 2.")
    assert last.text.startswith("Quyết định có hiệu lực kể từ ngày ký.")
    assert audit.entries(case.secretary)[0].action == "decision.draft"


def test_ban_thuong_vu_issues_a_decision_in_the_series_of_its_committee(case: Case) -> None:
    decision = issued(case, decided(case, voted(case)), is_laid_out=True)

    assert decision.document.symbol == "01-QĐ/ĐU"
    _, paper = resolutions.paper_of(case.secretary, decision.id)
    words = words_of(paper)
    for piece in (
        "QUYẾT ĐỊNH về việc tặng Giấy khen cho 02 chi bộ",
        "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        "ngày 05/11/2026, BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH Điều 1. Tặng Giấy khen",
        "- Lưu Văn phòng Đảng ủy.",
        "T/M BAN THƯỜNG VỤ BÍ THƯ",
    ):
        assert piece in words


def test_the_inspection_commission_has_a_sign_and_a_series_of_its_own(
    make: Make, case: Case
) -> None:
    issued(case, decided(case, voted(case)))
    inspection = open_body(make, BodyKind.INSPECTION_COMMISSION)

    decision = issued(inspection, decided(inspection, voted(inspection)), is_laid_out=True)

    assert decision.document.symbol == "01-QĐ/UBKTĐU"
    page = resolutions.page_of(inspection.secretary, decision.id)
    assert page.heading.issuer_lines == ("ỦY BAN KIỂM TRA",)
    assert (page.signature.authority, page.signature.office) == (
        "T/M ỦY BAN KIỂM TRA",
        "CHỦ NHIỆM",
    )


def test_bi_thu_of_the_dang_uy_does_not_sign_for_the_inspection_commission(make: Make) -> None:
    case = open_body(make, BodyKind.INSPECTION_COMMISSION)
    decision = decided(case, voted(case), access=AccessClass.INTERNAL)
    secretary = make.committee_secretary()

    with pytest.raises(RuleBroken, match="chủ nhiệm hoặc phó chủ nhiệm"):
        resolutions.send_for_signature(
            case.secretary,
            decision.id,
            version=decision.version,
            signer_member_id=secretary.member_id,
        )


def test_what_is_decided_by_few_is_prepared_by_few(make: Make) -> None:
    case = open_body(make, BodyKind.INSPECTION_COMMISSION)
    decision = decided(case, voted(case), access=AccessClass.RESTRICTED)
    above = {
        "desk": make.office(Desk.INSPECTION),
        "office": make.office(),
        "secretary": make.committee_secretary(),
        "committee": make.committee(),
        "member": make.plain_member(make.cell()),
    }

    def readers() -> set[str]:
        return {
            name
            for name, actor in above.items()
            if db.session.scalars(
                documents_policy.visible(actor).where(Document.id == decision.document_id)
            ).all()
        }

    assert readers() == {"desk"}
    issued(case, decision)
    assert readers() == {"desk"}


def test_an_internal_decision_is_the_committees_once_it_is_issued(make: Make, case: Case) -> None:
    decision = decided(case, voted(case))
    one = make.committee()

    with pytest.raises(NotVisible):
        resolutions.get(one, decision.id)
    issued(case, decision)

    assert resolutions.get(one, decision.id).document.symbol == "01-QĐ/ĐU"


def test_a_cell_decides_in_its_own_series(make: Make) -> None:
    case = open_meeting(make, present=True)
    vote = voted(case, 3, 0, 0, question="Phân công đảng viên giúp đỡ quần chúng")

    decision = issued(case, decided(case, vote), is_laid_out=True)

    assert decision.document.symbol == "01-QĐ/CB"
    assert resolutions.page_of(case.secretary, decision.id).signature.authority == "T/M CHI BỘ"


def test_a_vote_that_did_not_carry_makes_no_decision(case: Case) -> None:
    vote = voted(case, 1, 1, 0)

    with pytest.raises(RuleBroken, match="biểu quyết thông qua"):
        deciding.for_deciding(case.secretary, case.id, vote.id)


def test_one_vote_makes_one_decision(case: Case) -> None:
    vote = voted(case)
    decided(case, vote)

    with pytest.raises(RuleBroken, match="đã có quyết định"):
        decided(case, vote)


def test_chi_uy_takes_no_decision_of_its_own(make: Make) -> None:
    case = open_meeting(make, present=True)
    vote = voted(case, 3, 0, 0)
    body = make.body(case.organisation, BodyKind.CELL_COMMITTEE)
    vote.body_id = body.id

    with pytest.raises(RuleBroken, match="không có thẩm quyền"):
        resolutions.draft_decision(
            case.secretary,
            meeting_id=case.id,
            vote=vote,
            decided_on=MEETS_ON,
            title="về việc khác",
            grounds="Căn cứ Điều lệ Đảng",
            articles="Một điều.",
            recipients="Lưu Chi bộ.",
            access=AccessClass.INTERNAL,
        )


def test_only_who_runs_the_body_drafts_its_decision(make: Make, case: Case) -> None:
    vote = voted(case)

    with pytest.raises((NotAllowed, NotVisible)):
        decided(case, vote, actor=make.committee())
    with pytest.raises((NotAllowed, NotVisible)):
        decided(case, vote, actor=make.plain_member(make.cell()))


def test_the_words_change_until_the_signature_is_asked_for(case: Case) -> None:
    decision = decided(case, voted(case))

    reworded = resolutions.reword_decision(
        case.secretary,
        decision.id,
        version=decision.version,
        title="về việc khen thưởng",
        grounds="Căn cứ Điều lệ Đảng;\n- Căn cứ tờ trình của văn phòng.",
        articles="Tặng Giấy khen cho:\n- Chi bộ 1;\n- Chi bộ 2.\nThi hành từ ngày ký.",
        recipients="Lưu Văn phòng Đảng ủy.",
    )

    read = resolutions.get(case.secretary, reworded.id)
    assert [(one.name, one.points) for one in articles_of(read)] == [
        ("Điều 1", ("- Chi bộ 1;", "- Chi bộ 2.")),
        ("Điều 2", ()),
    ]
    issued(case, read)
    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        resolutions.for_editing(case.secretary, decision.id)


def test_a_secret_mark_is_refused_in_every_text_of_a_decision(case: Case) -> None:
    vote = voted(case)

    for field in ("title", "grounds", "articles", "recipients"):
        with pytest.raises(RuleBroken, match="Luật 117/2025/QH15"):
            decided(case, vote, **{field: "TỐI MẬT"})


def test_a_resolution_is_no_decision(make: Make) -> None:
    case = open_meeting(make, present=True)
    vote = voted(case, 3, 0, 0, subject=VoteSubject.RESOLUTION)

    with pytest.raises(RuleBroken, match="không lập quyết định"):
        deciding.for_deciding(case.secretary, case.id, vote.id)


def test_the_whole_way_on_the_pages(case: Case, browse: Callable[..., object]) -> None:
    vote = voted(case)
    browser = browse(case.secretary)
    at = f"/meetings/{case.id}/votes/{vote.id}"

    page = browser.get(at)
    assert page.soup.find("a", href=f"{at}/decision").get_text(strip=True) == "Lập quyết định"
    form = browser.get(f"{at}/decision")
    assert QUESTION in form.words
    sent = {
        name: form.soup.find(attrs={"name": name}).get_text().strip("\n")
        for name in ("grounds", "articles", "recipients")
    }
    sent["title"] = form.soup.find("input", attrs={"name": "title"})["value"]
    sent["access"] = "internal"
    browser.post(f"{at}/decision", sent)
    (decision,) = resolutions.list_visible(case.secretary, words="", organisation_id=None, page=1)[
        0
    ]
    home = f"/resolutions/{decision.id}/"

    shown = browser.get(home)
    assert shown.soup.h1.get_text(strip=True) == "Quyết định về việc tặng Giấy khen cho 02 chi bộ"
    assert "Điều 1" in shown.words
    assert shown.soup.find("a", href=at)
    assert "Tổng số thành viên tính biểu quyết 2" in shown.words
    assert "Sửa dự thảo quyết định" in browser.get(f"{home}edit").words
    browser.post(f"{home}send", {"signer": str(case.secretary.member_id)})
    browser.post(
        f"{home}sign",
        {"signed_on": "06/11/2026", "file": (BytesIO(pdf()), "Bản ký.pdf"), "is_harmless": "y"},
    )
    assert "Số sẽ lấy: 01-QĐ/ĐU" in browser.get(f"{home}issue").words
    browser.post(f"{home}issue", {"issued_on": "06/11/2026"})
    issued_page = browser.get(home)
    assert issued_page.soup.h1.get_text(strip=True) == "Quyết định số 01-QĐ/ĐU"
    assert "Trích, sao quyết định" in issued_page.words
    assert (
        f"/resolutions/{decision.id}/"
        in browser.get(at).soup.find(
            "a", string=lambda text: text and text.startswith("Quyết định")
        )["href"]
    )


def test_an_office_nobody_holds_signs_nothing(make: Make) -> None:
    case = open_meeting(make, present=True)
    decision = decided(case, voted(case, 3, 0, 0))

    offices = {one.office for one in resolutions.signers(case.secretary, decision)}

    assert offices == {OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY}
