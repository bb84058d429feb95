from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest

from partywork.core import display
from partywork.core.text import nfc
from partywork.resolutions import service
from partywork.resolutions.terms import Part, ResolutionStatus
from tests.support.papers import Desk, pdf
from tests.support.queries import count_queries

DAY = date(2026, 11, 22)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def desk(make, cell):
    return Desk(make, cell)


def address(resolution, step=""):
    return f"/resolutions/{resolution.id}/{step}"


def test_bi_thu_walks_from_the_vote_to_the_issued_paper(desk, browse):
    resolution = desk.adopted()
    browser = browse(desk.actor)

    shown = browser.get(address(resolution))
    assert "Trình ký" in shown.words
    browser.post(address(resolution, "send"), {"signer": str(desk.actor.member_id)})
    browser.post(
        address(resolution, "sign"),
        {
            "signed_on": "06/11/2026",
            "file": (BytesIO(pdf()), "Bản ký.pdf"),
            "is_harmless": "y",
        },
    )
    proposed = browser.get(address(resolution, "issue"))
    day = proposed.soup.find("input", attrs={"name": "issued_on"})
    assert day["value"] == display.day(DAY)
    assert "Số sẽ lấy: 01-NQ/CB" in proposed.words
    assert "Nhiệm kỳ 2025-2030" in proposed.words
    browser.post(address(resolution, "issue"), {"issued_on": "2026-11-06"})

    issued = browser.get(address(resolution))
    assert issued.soup.h1.get_text(strip=True) == "Nghị quyết số 01-NQ/CB"
    assert "01-NQ/CB (Chi bộ Văn phòng, nhiệm kỳ 2025-2030)" in issued.words
    assert "Còn hiệu lực" in issued.words
    assert "Tổng số đảng viên tính biểu quyết 13" in issued.words
    assert "Lấy số 01-NQ/CB và phát hành" in issued.words
    assert "Tải bản PDF" in issued.words


def test_the_paper_downloads_under_its_vietnamese_name(desk, browse):
    resolution = desk.issued(is_laid_out=True)

    answer = browse(desk.actor).get(address(resolution, "resolution.pdf")).answer

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert "Ngh%E1%BB%8B%20quy%E1%BA%BFt%20s%E1%BB%91%2022" not in answer.headers.get(
        "Location", ""
    )
    assert "01-NQ-CB%20ng%C3%A0y%2006-11-2026.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_draft_is_marked_as_one(desk, browse):
    resolution = desk.adopted()

    answer = browse(desk.actor).get(address(resolution, "resolution.pdf")).answer

    assert "D%E1%BB%B1%20th%E1%BA%A3o" in answer.headers["Content-Disposition"]


def test_a_member_finds_a_resolution_without_marks(make, cell, desk, browse):
    resolution = desk.issued()
    Desk(make, make.organisation()).issued(
        title="về công tác kiểm tra", parts=[(Part.DIRECTION, ["Giám sát."])]
    )
    member = browse(make.plain_member(cell))

    found = member.get("/resolutions/?tim=nghi+quyet+chuyen+doi+so")
    nothing = member.get("/resolutions/?tim=khong+co+tu+nay")
    kept_to_cell = member.get(f"/resolutions/?to-chuc={cell.id}")
    spoilt = member.get("/resolutions/?to-chuc=abc&trang=-1")

    assert resolution.title[1:] in found.words
    assert "kiểm tra" not in found.soup.find("tbody").get_text()
    assert "nhiệm kỳ 2025-2030" in found.words
    assert "Không tìm thấy văn bản nào" in nothing.words
    assert "kiểm tra" not in kept_to_cell.soup.find("tbody").get_text()
    assert "Tất cả 2 văn bản" in spoilt.words


def test_an_empty_look_up_says_what_will_be_there(make, cell, browse):
    page = browse(make.plain_member(cell)).get("/resolutions/")

    assert "Chưa có nghị quyết, quyết định nào" in page.words


def test_another_cell_gets_the_same_answer_as_for_nonsense(make, desk, browse):
    resolution = desk.adopted()
    stranger = browse(make.secretary(make.cell()))

    for step in ("", "resolution.pdf", "edit", "send", "sign", "issue"):
        hidden = stranger.get(address(resolution, step), expect=404)
        absent = stranger.get(f"/resolutions/{uuid4()}/{step}", expect=404)
        assert hidden.words == absent.words


def test_a_member_may_read_but_do_nothing(make, cell, desk, browse):
    resolution = desk.issued()
    member = browse(make.plain_member(cell))

    page = member.get(address(resolution))

    assert "Lấy số" not in page.soup.find("div", class_="actions").get_text()
    for step in ("edit", "send", "sign", "issue"):
        member.get(address(resolution, step), expect=403)


def test_a_step_out_of_order_is_refused_as_a_page(desk, browse):
    resolution = desk.adopted()

    page = browse(desk.actor).get(address(resolution, "issue"), expect=422)

    assert "chưa thể chuyển" in page.words


def test_a_signature_without_a_file_or_a_promise_keeps_what_was_typed(desk, browse):
    resolution = desk.awaiting()
    browser = browse(desk.actor)

    no_promise = browser.post(
        address(resolution, "sign"),
        {"signed_on": "06/11/2026", "file": (BytesIO(pdf()), "a.pdf")},
        expect=422,
    )
    no_file = browser.post(
        address(resolution, "sign"), {"signed_on": "06/11/2026", "is_harmless": "y"}, expect=422
    )
    wrong = browser.post(
        address(resolution, "sign"),
        {"signed_on": "06/11/2026", "is_harmless": "y", "file": (BytesIO(b"MZ"), "a.pdf")},
        expect=422,
    )

    assert "không chứa bí mật nhà nước" in no_promise.words
    assert "Hãy chọn tệp bản ký." in no_file.words
    assert no_file.soup.find("input", attrs={"name": "signed_on"})["value"] == "06/11/2026"
    assert "không phải là PDF" in wrong.words


@pytest.mark.parametrize("step", ["send", "sign", "issue"])
def test_garbage_is_answered_in_vietnamese(desk, browse, step):
    resolution = {"send": desk.adopted, "sign": desk.awaiting, "issue": desk.signed}[step]()

    page = browse(desk.actor).post(
        address(resolution, step),
        {"signer": "abc", "signed_on": "hôm qua", "issued_on": "32/13/2026", "is_harmless": "y"},
        expect=422,
    )

    assert "Chưa lưu được" in page.words


def test_recipients_of_an_adopted_resolution_may_change(desk, browse):
    resolution = desk.adopted()
    browser = browse(desk.actor)

    form = browser.get(address(resolution, "edit"))
    browser.post(address(resolution, "edit"), {"recipients": "Lưu Chi bộ."})

    assert form.soup.find("input", attrs={"name": "title"}) is None
    assert service.get(desk.actor, resolution.id).status is ResolutionStatus.ADOPTED
    assert "Lưu Chi bộ." in browser.get(address(resolution)).words


def test_a_draft_is_rewritten_in_its_four_parts(desk, browse):
    resolution = desk.drafted(None)
    browser = browse(desk.actor)

    form = browser.get(address(resolution, "edit"))
    browser.post(
        address(resolution, "edit"),
        {
            "title": nfc("về công tác cán bộ"),
            "assessment": "",
            "direction": "Một\r\nHai",
            "assignment": "",
            "recipients": "Lưu Chi bộ.",
        },
    )

    assert "Đẩy mạnh chuyển đổi số." in form.soup.find("textarea", attrs={"name": "direction"}).text
    page = browser.get(address(resolution))
    lines = page.soup.select("section ol:not(.timeline) li")
    assert [line.get_text(strip=True) for line in lines] == ["Một", "Hai"]


def test_a_stale_edit_is_told_so(desk, browse):
    resolution = desk.adopted()
    browser = browse(desk.actor)

    page = browser.post(
        address(resolution, "edit"), {"recipients": "Lưu Chi bộ.", "version": "99"}, expect=409
    )

    assert "vừa được người khác sửa" in page.words


def test_a_cell_without_anybody_to_sign_says_what_to_do(make, cell, browse, desk):
    resolution = desk.adopted()
    officer = make.actor(make.member(cell))

    browse(officer).get(address(resolution, "send"), expect=404)


def test_the_list_asks_the_same_number_of_questions_for_two_and_for_many(make, cell, desk, browse):
    for _ in range(2):
        desk.issued()
    member = browse(make.plain_member(cell))
    with count_queries() as few:
        member.get("/resolutions/")
    for _ in range(20):
        desk.issued()
    with count_queries() as many:
        member.get("/resolutions/")

    assert len(many) == len(few)
