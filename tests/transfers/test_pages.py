"""The pages of transfers as a desk and an officer walk through them."""

from collections.abc import Callable
from datetime import date

import pytest

from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from tests.support.browser import Browser, PageSeen
from tests.support.make import Make

TODAY = date(2026, 11, 5)
PERSON = {
    "full_name": "Phạm Thị Mới Đến",
    "born_on": "03/04/1985",
    "sex": "female",
    "citizen_id": "001185000123",
    "admitted_on": "02/03/2010",
    "official_on": "02/03/2011",
    "from_place": "Đảng bộ tỉnh Y",
    "letter_number": "07-GGT/ĐU",
    "letter_on": "01/11/2026",
}

Browse = Callable[[Actor], Browser]


def send(browser: Browser, path: str, *, expect: int = 303, **fields: str) -> PageSeen:
    """Send a form as the page shows it, with these words."""
    return browser.post(path, fields, expect)


@pytest.fixture
def cell(make: Make, today: Callable[..., None]) -> Organisation:
    today(TODAY)
    return make.cell("Chi bộ Hội Cơ học")


def test_a_member_is_transferred_out_from_the_record_to_the_book(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    member = make.member(cell, name="Trần Văn Đi")
    officer, desk = browse(make.secretary(cell)), browse(make.office())

    began = send(
        officer,
        f"/transfers/members/{member.id}/out",
        to_place="Đảng bộ phường X",
        effective_on="01/10/2026",
    )
    where = began.location
    assert "quá hạn" not in officer.get(where).words
    send(officer, f"{where}/papers", dues_paid_to="10/2026", has_self_review="y")
    refused = send(desk, f"{where}/papers", dues_paid_to="tháng mười", expect=422)
    assert "10/2026" in refused.words
    send(
        desk,
        f"{where}/letter",
        letter_number="07-GGT/ĐU",
        letter_on="02/11/2026",
        addressed_to="Đảng ủy phường X",
    )
    send(desk, f"{where}/complete", received_on="04/11/2026", slip_number="01-PB")

    assert "Đã hoàn thành" in desk.get(where).words
    book = desk.get("/transfers/book?nam=2026").words
    assert "Trần Văn Đi" in book
    assert "01-PB" in book
    assert "chưa có việc" in desk.get("/transfers/book?nam=2025").words
    assert "Không có hồ sơ nào" in desk.get("/transfers/?nam=x").words


def test_a_member_moves_to_another_cell_in_one_page(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    member, other = make.member(cell, name="Lê Văn Chuyển"), make.cell("Chi bộ Mới")
    desk = browse(make.office())
    door = desk.get(f"/transfers/members/{member.id}")
    assert "Sang chi bộ khác" in door.words

    moved = send(
        desk,
        f"/transfers/members/{member.id}/move",
        to_cell=str(other.id),
        effective_on="05/11/2026",
        decision_number="15-QĐ/ĐU",
        decided_on="04/11/2026",
    )

    assert "tổng số đảng viên của Đảng bộ không đổi" in desk.get(moved.location).words
    assert "Chi bộ Mới" in desk.get(f"/transfers/members/{member.id}").words


def test_a_stay_is_written_down_made_longer_and_ended(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    member = make.member(cell)
    desk = browse(make.office())
    typed = {
        "to_place": "Đảng bộ trường Z",
        "starts_on": "01/09/2026",
        "letter_number": "05-GGT",
        "letter_on": "30/08/2026",
    }
    page = f"/transfers/members/{member.id}/away"

    refused = send(desk, page, until_on="01/10/2026", expect=422, **typed)
    assert "3 tháng trở lên" in refused.words
    where = send(desk, page, until_on="31/01/2027", **typed).location
    send(desk, f"{where}/extend", until_on="30/06/2027", document_number="09-CV/ĐU")
    assert "09-CV/ĐU" in desk.get(where).words
    send(desk, f"{where}/end", ended_on="04/11/2026")

    assert "Đã hoàn thành" in desk.get(where).words


def test_who_comes_is_taken_in_with_a_record_or_welcomed_for_a_time(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    desk = browse(make.office())

    came = send(desk, "/transfers/in", cell_id=str(cell.id), received_on="04/11/2026", **PERSON)
    where = came.location
    assert "chưa gửi phiếu báo" in desk.get(where).words
    send(desk, f"{where}/slip", slip_number="03-PB/ĐU", slip_on="05/11/2026")
    again = send(
        desk, "/transfers/in", cell_id=str(cell.id), received_on="04/11/2026", expect=422, **PERSON
    )
    assert "Số căn cước này là của một đảng viên đang sinh hoạt" in again.words
    assert again.soup.find("input", {"name": "same_person"}) is None
    namesake = PERSON | {"citizen_id": "001185000777"}
    into = {"cell_id": str(cell.id), "received_on": "04/11/2026"}
    asked = send(desk, "/transfers/in", expect=422, **into, **namesake)
    assert "trả lời «Không, là người khác trùng tên»" in asked.words
    assert len(asked.soup.find_all("input", {"name": "same_person", "type": "radio"})) == 2
    answered = send(desk, "/transfers/in", **into, **namesake, same_person="no")
    assert answered.location != where
    guest = PERSON | {"full_name": "Vũ Thị Khách", "citizen_id": "12", "card_number": "1"}
    stay = {"cell_id": str(cell.id), "starts_on": "01/11/2026", "until_on": "30/04/2027"}
    wrong = send(desk, "/transfers/guest", expect=422, **stay, **guest)
    assert "12 chữ số" in wrong.words
    assert "chữ số hoặc chữ cái" in wrong.words
    right = guest | {"citizen_id": "", "card_number": ""}
    welcomed = send(desk, "/transfers/guest", **stay, **right)

    assert "Đang sinh hoạt tạm thời" in desk.get(welcomed.location).words
    assert "quá hạn" not in desk.get(welcomed.location).words


def test_a_guest_goes_home_with_a_slip_and_a_late_letter_is_flagged_on_page_and_in_the_book(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    desk = browse(make.office())
    stay = {"cell_id": str(cell.id), "starts_on": "01/11/2026", "until_on": "30/04/2027"}
    late = PERSON | {"letter_on": "01/09/2026"}

    where = send(desk, "/transfers/guest", **stay, **late).location
    began = desk.get(where).words
    send(desk, f"{where}/end", ended_on="04/11/2026")
    over = desk.get(where)
    listed = desk.get("/transfers/").words
    send(desk, f"{where}/slip", slip_number="03-PB/ĐU", slip_on="05/11/2026")
    done = desk.get(where)

    assert "Nộp giấy giới thiệu quá hạn ngày 1" in began
    assert "Nộp giấy giới thiệu quá hạn ngày 1" in desk.get("/transfers/book").words
    assert "Đã về, chưa gửi phiếu báo" in over.words
    assert "Đã về, chưa gửi phiếu báo" in listed
    assert over.soup.find("a", href=f"{where}/slip")
    assert over.soup.find("a", href=f"{where}/slip.pdf")
    assert "03-PB/ĐU, ngày 05/11/2026" in done.words
    assert not done.soup.find("a", href=f"{where}/slip")


def test_a_transfer_is_stopped_with_a_reason(
    make: Make, cell: Organisation, browse: Browse
) -> None:
    member = make.member(cell)
    desk = browse(make.office())
    where = send(
        desk, f"/transfers/members/{member.id}/out", to_place="X", effective_on="01/11/2026"
    ).location

    send(
        desk,
        f"{where}/stop",
        ending="cancelled",
        closed_on="05/11/2026",
        reason="Quyết định bị thu hồi",
    )

    assert "Quyết định bị thu hồi" in desk.get(where).words
