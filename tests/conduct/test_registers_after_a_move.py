"""The registers of a year go with their member into another cell."""

from datetime import date

import pytest

from partywork.cells.rules.reorganisation import Wanted
from partywork.cells.service import carrying_out, events, reorganising
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, ReorganisationKind
from partywork.conduct import policy
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.core.db import db, transaction

TODAY = date(2026, 11, 5)
KEPT = {
    "version": "1",
    "asked_on": "05/03/2026",
    "received_on": "20/10/2026",
    "remark": "Thực hiện tốt",
}


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell("Chi bộ Văn phòng")


@pytest.fixture
def there(make, cell):
    return make.cell("Chi bộ Hội Hóa học")


@pytest.fixture
def member(make, cell):
    return make.member(cell, name="Nguyễn Thị Ước")


@pytest.fixture
def former(make, cell, browse):
    return browse(make.secretary(cell))


@pytest.fixture
def present(make, there, browse):
    return browse(make.secretary(there))


@pytest.fixture
def move(make, cell, there, member):
    def gone():
        happened(make, member, EventKind.MOVED, cell, there)

    return gone


@pytest.fixture
def merge(make, cell, there):
    wanted = Wanted(
        ReorganisationKind.MERGED,
        effective_on=date(2026, 11, 1),
        decided_on=date(2026, 10, 28),
        target=there.id,
    )
    paper = reorganising.Paper("130-QĐ/ĐU", "Ban Thường vụ Đảng ủy")

    def merged():
        desk = make.office()
        prepared = reorganising.prepare(desk, cell.id, wanted=wanted, paper=paper)
        carrying_out.carry_out(desk, prepared.id, version=prepared.version)

    return merged


def happened(make, member, kind, cell, to):
    day = date(2026, 6, 1)
    event = NewEvent(kind, day, cell.id, other_organisation_id=to.id)
    events.record(make.office(), member.id, event)


def of(model, member):
    db.session.expire_all()
    query = db.select(model).where(model.member_id == member.id)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def test_who_signed_in_the_former_cell_has_signed(member, move, former, present):
    page = "/conduct/commitments/"
    former.post(page, {"signed": [str(member.id)], "signed_on": "15/01/2026"})
    move()

    shown = present.get(page)
    refused = present.post(
        page, {"signed": [str(member.id)], "signed_on": "15/10/2026"}, expect=422
    )
    boxes = {one["value"] for one in shown.soup.select("input[name=signed]")}
    present.post(page, {"signed": list(boxes - {str(member.id)}), "signed_on": "15/10/2026"})

    assert "1/2 đồng chí đã ký" in shown.words
    assert "chưa ghi" in refused.words
    assert "2/2 đồng chí đã ký" in present.get(page).words
    assert [one.signed_on for one in of(YearlyCommitment, member)] == [date(2026, 1, 15)]
    assert "0/1 đồng chí đã ký" in former.get(page).words


def test_a_remark_asked_for_in_the_former_cell_is_waited_for_in_the_new_one(
    there, member, move, former, present
):
    page = "/conduct/residence/"
    former.post(f"{page}ask", {"asked_on": "05/03/2026"})
    move()

    before = present.get(page).words
    present.post(f"{page}ask", {"asked_on": "05/10/2026"})
    after = present.get(page).words
    opened = present.get(f"{page}{member.id}/2026").soup
    answer = present.post(f"{page}{member.id}/2026", KEPT).answer

    assert before.count("Chờ phiếu nhận xét") == 1
    assert after.count("Chờ phiếu nhận xét") == 2
    assert opened.find("input", {"name": "asked_on"})["value"] == "05/03/2026"
    assert str(there.id) in answer.headers["Location"]
    assert present.get(page).words.count("Đã có nhận xét") == 1
    (duty,) = of(ResidenceDuty, member)
    assert (duty.organisation_id, duty.remark) == (there.id, "Thực hiện tốt")
    assert member.full_name not in former.get(page).words
    former.get(f"{page}{member.id}/2026", expect=404)


def test_asking_in_the_new_cell_takes_up_what_the_former_one_began(
    there, member, move, former, present
):
    page = "/conduct/residence/"
    former.post(f"{page}{member.id}/2026", {"version": "0", "introduced_on": "05/01/2026"})
    move()

    present.post(f"{page}ask", {"asked_on": "05/10/2026"})

    (duty,) = of(ResidenceDuty, member)
    assert duty.organisation_id == there.id
    assert (duty.introduced_on, duty.asked_on) == (date(2026, 1, 5), date(2026, 10, 5))
    former.post(f"{page}ask", {"asked_on": "05/10/2026"})
    assert len(of(ResidenceDuty, member)) == 1


def test_a_merged_cell_brings_its_registers_along(there, member, merge, former, present):
    signing, asking = "/conduct/commitments/", "/conduct/residence/"
    former.post(signing, {"signed": [str(member.id)], "signed_on": "15/01/2026"})
    former.post(f"{asking}{member.id}/2026", {"version": "0", "introduced_on": "05/01/2026"})
    merge()

    signed = present.get(signing)
    open_boxes = [one["value"] for one in signed.soup.select("input[name=signed]")]
    present.post(signing, {"signed": open_boxes, "signed_on": "05/11/2026"})
    present.post(f"{asking}ask", {"asked_on": "05/11/2026"})

    assert "1/3 đồng chí đã ký" in signed.words
    assert "3/3 đồng chí đã ký" in present.get(signing).words
    assert present.get(asking).words.count("Chờ phiếu nhận xét") == 3
    (duty,) = of(ResidenceDuty, member)
    assert (duty.organisation_id, duty.introduced_on) == (there.id, date(2026, 1, 5))
    assert len(of(YearlyCommitment, member)) == 1


@pytest.mark.parametrize(("kind", "read"), [(EventKind.MOVED, True), (EventKind.WENT_AWAY, False)])
def test_rows_go_with_the_member_to_their_own_cell_not_to_a_host(make, cell, member, kind, read):
    there = make.cell()
    reader = make.secretary(there)
    whose = {"organisation_id": cell.id, "member_id": member.id, "year": 2026}
    with transaction():
        db.session.add_all([ResidenceDuty(**whose), YearlyCommitment(**whose, signed_on=TODAY)])

    happened(make, member, kind, cell, there)

    assert bool(db.session.scalars(policy.visible_residence(reader)).all()) is read
    assert bool(db.session.scalars(policy.visible_commitments(reader)).all()) is read
