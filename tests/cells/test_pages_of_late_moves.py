"""The pages of a late merger and of an old paper."""

from datetime import date

import pytest

from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.service import events, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, ReorganisationKind
from partywork.core.actor import system

TODAY, FROM = date(2026, 11, 22), date(2026, 11, 1)
SYSTEM = system(TODAY)


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Hội Cầu đường")


@pytest.fixture
def desk(make, cell):
    return make.office()


def test_the_preview_names_what_goes_along_and_what_must_be_voided_first(make, browse, desk, cell):
    member, other = make.member(cell), make.cell("Chi bộ Hội Hóa học")
    praised = {"form": "certificate_of_merit", "level": "committee"}
    for kind, day, details in (
        (EventKind.COMMENDED, date(2026, 11, 10), praised),
        (EventKind.EXEMPTED, date(2026, 11, 12), {}),
    ):
        new = NewEvent(kind, day, cell.id, decided_on=day, details=details)
        events.record(SYSTEM, member.id, new)
    wanted = Wanted(ReorganisationKind.MERGED, FROM, date(2026, 10, 28), target=other.id)
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")
    prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
    office = browse(desk)
    page = f"/cells/reorganisations/{prepared.id}"

    shown = office.get(page)

    for words in ("Phải hủy trước khi thực hiện", "12/11/2026", "Tính về chi bộ mới", "10/11/2026"):
        assert words in shown.words
    refused = office.post(page, {"version": prepared.version}, expect=422)
    assert f"Đ/c {member.full_name}: Trái với sự kiện đã ghi" in refused.words


def test_the_old_decision_to_admit_is_written_down_and_shown_in_the_record(
    make, browse, desk, cell
):
    member = make.member(cell)
    page = f"/members/{member.id}/events/new/admitted"
    told = {
        "happened_on": "02/03/1990",
        "cell_then": "Chi bộ Viện Hóa học",
        "document_number": "21-QĐ/ĐU",
        "decided_on": "01/03/1990",
        "deciding_body": "Đảng ủy Viện Hóa học",
    }
    office = browse(desk)

    refused = office.post(page, told | {"happened_on": "02/03/1989"}, expect=422)
    office.post(page, told)

    assert "không được trước ngày quyết định kết nạp" in refused.words
    words = office.get(f"/members/{member.id}").words
    assert "Chi bộ kết nạp Chi bộ Viện Hóa học" in words
    assert "Ngày tổ chức lễ kết nạp 02/03/1990" in words
