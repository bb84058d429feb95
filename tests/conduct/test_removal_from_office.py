from datetime import date

import pytest

from partywork.cells.models import Appointment
from partywork.cells.terms import DisciplineForm, OfficeTitle
from partywork.conduct.service import disciplining, undoing
from partywork.conduct.service.records import Paper
from partywork.conduct.terms import DecidedBy
from partywork.core.actor import Desk
from partywork.core.db import db

DAY = date(2026, 5, 10)
PAPER = {
    "number": "03-QĐ/ĐU",
    "decided_on": "10/05/2026",
    "body": "Ban Thường vụ Đảng ủy",
    "happened_on": "10/05/2026",
    "decided_by": "upper",
    "form": "removal_from_office",
}


@pytest.fixture
def cell(make, today):
    today(date(2026, 11, 5))
    return make.cell()


@pytest.fixture
def officer(make, cell):
    return make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY)


def office_of(member):
    query = db.select(Appointment).where(Appointment.member_id == member.id)
    return db.session.scalars(query.execution_options(partywork_scoped=True)).one()


def remove(actor, member):
    return disciplining.discipline(
        actor,
        member.id,
        form=DisciplineForm.REMOVAL_FROM_OFFICE,
        decided_by=DecidedBy.UPPER,
        paper=Paper("03-QĐ/ĐU", DAY, "Ban Thường vụ", DAY),
        vote=None,
        removed=[office_of(member).id],
    )


def test_the_office_ends_with_the_decision_and_what_was_typed_stays(make, officer, browse):
    desk = browse(make.office(Desk.INSPECTION))
    page = f"/conduct/members/{officer.id}/discipline"

    refused = desk.post(page, PAPER, expect=422)
    desk.post(page, {**PAPER, "removed": str(office_of(officer).id)})

    assert "Hãy chọn chức vụ bị cách" in refused.words
    assert "03-QĐ/ĐU" in str(refused.soup)
    db.session.expire_all()
    assert office_of(officer).ends_on == date(2026, 5, 9)
    assert office_of(officer).relief_number == "03-QĐ/ĐU"
    assert "quyền theo chức vụ hết ngay" in desk.get(f"/conduct/members/{officer.id}/").words


def test_the_rights_of_the_office_end_at_once(make, officer, browse):
    removed = make.actor(officer)
    browse(removed).get("/members")

    remove(make.office(Desk.ORGANISATION), officer)

    browse(removed).get("/members", expect=403)


def test_the_office_comes_back_when_the_entry_is_taken_out(make, officer):
    desk = make.office(Desk.ORGANISATION)
    event = remove(desk, officer)

    undoing.undo(desk, event.id, "Ghi nhầm người")

    assert office_of(officer).ends_on is None
    assert office_of(officer).relief_number is None


def test_a_cell_does_not_enter_a_removal_from_office(make, cell, officer, browse):
    secretary = browse(make.secretary(cell))
    page = f"/conduct/members/{officer.id}/discipline"

    assert "removal_from_office" not in str(secretary.get(page).soup)
    secretary.post(page, {**PAPER, "removed": str(office_of(officer).id)}, expect=422)
    assert office_of(officer).ends_on is None
