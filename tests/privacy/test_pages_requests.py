from datetime import date

import pytest

from partywork.privacy.service import requests
from partywork.privacy.terms import RequestKind

DAY = date(2026, 11, 5)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def member(make, cell):
    return make.plain_member(cell)


def test_a_member_asks_the_desk_answers_and_the_member_reads_it(make, browse, member):
    office, own = browse(make.office()), browse(member)
    assert "Mời họp" in own.get("/privacy").words

    sent = own.post("/privacy/requests/new", {"wish": "access", "details": "Xem hồ sơ"})
    waiting = office.get("/privacy/requests")
    assert "Chờ phản hồi" in waiting.words
    office.post(
        f"{sent.location}/answer",
        {"next_step": "answer", "words": "Đã in trao"},
        page=sent.location,
    )

    assert "Đã in trao" in own.get(sent.location).words
    assert "Đã thực hiện" in own.get("/privacy/requests").words


def test_an_answer_without_words_keeps_the_step(make, browse, member):
    made = requests.ask(member, kind=RequestKind.OBJECTION, details="Phản đối")
    office = browse(make.office())

    page = office.post(
        f"/privacy/requests/{made.id}/answer",
        {"next_step": "refuse", "words": ""},
        expect=422,
        page=f"/privacy/requests/{made.id}",
    )

    assert page.soup.find("option", value="refuse").has_attr("selected")


def test_a_late_request_says_how_late(make, browse, member, today):
    made = requests.ask(member, kind=RequestKind.ACCESS, details="Xem")
    today(date(2026, 11, 20))
    office = browse(make.office())

    assert "Quá hạn 5 ngày" in office.get(f"/privacy/requests/{made.id}").words
    assert "Quá hạn" in office.get("/privacy/requests").words


def test_a_member_takes_a_request_back(browse, member):
    made = requests.ask(member, kind=RequestKind.ACCESS, details="Xem")
    path = f"/privacy/requests/{made.id}"
    own = browse(member)

    own.post(f"{path}/take-back", page=path)

    assert "Người yêu cầu rút lại" in own.get(path).words
    seen = {"version": requests.get(member, made.id).version}
    again = own.post(f"{path}/take-back", seen, expect=422, page="/privacy")
    assert "đã xong" in again.words


def test_a_request_on_paper_is_entered(make, browse, cell):
    office = browse(make.office())

    made = office.post(
        "/privacy/requests/receive",
        {
            "asker": "Lê Thị Hoa",
            "wish": "deletion",
            "details": "Xóa tên khỏi danh sách bồi dưỡng",
            "received_on": "02/11/2026",
        },
    )

    assert "Lê Thị Hoa" in office.get(made.location).words
    assert "22/11/2026" in office.get(made.location).words


def test_the_desk_notes_a_dossier_and_the_member_reads_it(make, browse, member):
    office = browse(make.office())
    path = f"/privacy/members/{member.member_id}/papers"
    form = office.get(path)
    assert len(form.soup.find_all("fieldset")) == 22
    row = {"papers-0-code": "A01", "papers-0-standing": "present"}

    refused = office.post(path, {**row, "papers-0-place": ""}, expect=422)
    assert "ghi nơi để" in refused.words
    office.post(path, {**row, "papers-0-place": "Tủ 2", "papers-0-dated_on": "02/01/2020"})

    own = browse(member).get(path)
    assert "Tủ 2" in own.words
    assert "02/01/2020" in own.words
    assert not own.soup.find_all("fieldset")
    stale = {**row, "papers-0-place": "Tủ 9", "version": "0"}
    conflict = office.post(path, stale, expect=409)
    assert conflict.soup.find(id="papers-0-place")["value"] == "Tủ 9"
    assert "Đang lưu: Có, ngày 02/01/2020, Tủ 2" in conflict.words


def test_the_notice_is_a_file(browse, member):
    assert browse(member).get("/privacy/notice.pdf").answer.mimetype == "application/pdf"


def test_a_member_with_no_request_is_told_what_may_be_asked(browse, member):
    assert "Chưa có yêu cầu nào" in browse(member).get("/privacy/requests").words


def test_an_inspector_reads_the_clocks_and_none_of_the_words(make, browse, member):
    made = requests.ask(member, kind=RequestKind.ACCESS, details="Xem bản kê khai")
    on_paper = requests.receive(
        make.office(),
        asker="Lê Văn Đơn",
        kind=RequestKind.OBJECTION,
        details="Không đồng ý",
        received_on=DAY,
    )
    inspector = browse(make.inspector())

    found = inspector.get("/privacy/requests")
    shown = inspector.get(f"/privacy/requests/{made.id}")

    assert member.name in found.words
    assert "Người gửi đơn trên giấy" in found.words
    assert "Nội dung được che" in shown.words
    hidden = inspector.get(f"/privacy/requests/{on_paper.id}")
    words = found.words + shown.words + hidden.words
    for secret in ("Xem bản kê khai", "Lê Văn Đơn", "Không đồng ý"):
        assert secret not in words
