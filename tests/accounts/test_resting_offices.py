from datetime import date

import pytest

from partywork.accounts.models import User
from partywork.accounts.policy import visible
from partywork.accounts.service.actors import person_of
from partywork.cells.queries import acting_on, appointments_on, body_members_on
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import BodyKind, EventKind, OfficeTitle
from partywork.core.actor import Desk, Role, system
from partywork.core.db import db

TODAY = date(2026, 11, 5)


@pytest.fixture
def cell(make, today):
    today(TODAY)
    return make.cell()


@pytest.fixture
def secretary(make, cell):
    return make.member(cell, office=OfficeTitle.SECRETARY)


def happen(desk, member, cell, kind, day):
    events.record(
        desk,
        member.id,
        NewEvent(
            kind=kind,
            happened_on=day,
            cell_id=cell.id,
            document_number="05-QĐ/ĐU",
            decided_on=day,
            deciding_body="Ban Thường vụ Đảng ủy",
        ),
    )


def roles(actor):
    query = visible(system(TODAY)).where(User.id == actor.user_id)
    user = db.session.scalars(query).one()
    return {grant.role for grant in person_of(user, TODAY).actor.grants}


@pytest.mark.parametrize("kind", [EventKind.SUSPENDED, EventKind.PROSECUTED])
def test_the_rights_of_an_office_rest_while_its_holder_is_barred(
    make, cell, secretary, kind, browse
):
    actor, desk = make.actor(secretary), make.office(Desk.ORGANISATION)
    other = make.member(cell)
    assert roles(actor) == {Role.MEMBER, Role.CELL_OFFICER}

    happen(desk, secretary, cell, kind, date(2026, 10, 1))

    assert roles(actor) == set()
    browser = browse(actor)
    browser.get("/members", expect=403)
    browser.get(f"/members/{other.id}/", expect=404)
    browser.get("/meetings/new", expect=403)
    browser.get("/conduct/to-consider", expect=403)


def test_they_come_back_with_the_return_to_party_life(make, cell, secretary):
    actor, desk = make.actor(secretary), make.office(Desk.ORGANISATION)
    happen(desk, secretary, cell, EventKind.SUSPENDED, date(2026, 10, 1))

    happen(desk, secretary, cell, EventKind.REINSTATED, date(2026, 11, 1))

    assert roles(actor) == {Role.MEMBER, Role.CELL_OFFICER}


def test_a_desk_of_the_office_rests_too(make, cell):
    clerk = make.member(cell)
    make.appointment(clerk, make.organisation(), OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    actor, colleague = make.actor(clerk), make.office(Desk.ORGANISATION)
    assert Role.OFFICE in roles(actor)

    happen(colleague, clerk, cell, EventKind.SUSPENDED, date(2026, 10, 1))

    assert Role.OFFICE not in roles(actor)


def test_a_barred_officer_neither_signs_nor_counts_in_the_committee(make, cell, secretary):
    deputy = make.member(cell, office=OfficeTitle.DEPUTY_SECRETARY)
    committee = make.body(cell, BodyKind.CELL_COMMITTEE)
    desk = make.office(Desk.ORGANISATION)

    happen(desk, secretary, cell, EventKind.SUSPENDED, date(2026, 10, 1))

    robot = system(TODAY)
    holding = {one.member_id for one in appointments_on(robot, cell.id, TODAY)}
    acting = {one.member_id for one in acting_on(robot, cell.id, TODAY)}
    counted = {one.member.id for one in body_members_on(robot, committee, TODAY)}
    assert holding == {secretary.id, deputy.id}
    assert acting == counted == {deputy.id}
