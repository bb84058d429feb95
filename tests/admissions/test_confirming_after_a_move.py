"""Who changed cells after the twelve months becomes official on their day, in the cell of it."""

from datetime import date

import pytest

from partywork.admissions import queries
from partywork.admissions.service import files, probation
from partywork.audit import service as audit
from partywork.cells.models import Member, MemberEvent, Membership
from partywork.cells.pages.events import EventLine
from partywork.cells.policy import visible_events, visible_members, visible_memberships
from partywork.cells.queries import stays_of
from partywork.cells.rules.membership import add_months
from partywork.cells.rules.movements import PartyDays, movements
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, Sex
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.ids import new_id
from partywork.core.text import fold, name_sort_key
from tests.support.admissions import admitted, decided, prepared, sent, voted

DAY = date(2026, 11, 22)
CEREMONY, OFFICIAL = date(2025, 3, 15), date(2026, 3, 15)
MOVED, VOTED, DECIDED = date(2026, 4, 1), date(2026, 4, 20), date(2026, 6, 10)
SYSTEM = system(DAY)


@pytest.fixture
def officer(make, cell):
    make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def other(make):
    return make.cell()


@pytest.fixture
def heir(make, other):
    make.member(other)
    return make.secretary(other)


def official(member_id):
    query = visible_members(SYSTEM).where(Member.id == member_id)
    return db.session.scalars(query).one().official_on


def standings(member_id):
    query = visible_memberships(SYSTEM).where(Membership.member_id == member_id)
    found = db.session.scalars(query.order_by(Membership.starts_on))
    return [(one.organisation_id, one.status, one.starts_on) for one in found]


def confirming(member_id):
    query = visible_events(SYSTEM).where(
        MemberEvent.member_id == member_id, MemberEvent.kind == EventKind.CONFIRMED
    )
    return db.session.scalars(query).one()


def file_of(member_id):
    probation.follow(SYSTEM)
    return queries.confirmations_of(SYSTEM, [member_id])[member_id]


def walk(officer, desk, procedure):
    prepared(officer, procedure, VOTED)
    voted(officer, procedure.id, VOTED)
    sent(officer, procedure.id, VOTED)
    return decided(desk, procedure.id, DECIDED)


@pytest.mark.parametrize("kind", [EventKind.MOVED, EventKind.REORGANISED])
def test_t11_who_moved_after_the_day_is_official_on_it_by_the_meeting_of_the_new_cell(
    officer, heir, desk, *, cell, other, kind
):
    member_id = admitted(officer, desk, date(2025, 3, 1), CEREMONY).member_id
    move = NewEvent(kind, MOVED, cell.id, other_organisation_id=other.id, decided_on=MOVED)
    events.record(SYSTEM, member_id, move)
    procedure = file_of(member_id)
    assert procedure.organisation_id == other.id

    walk(heir, desk, procedure)

    assert official(member_id) == OFFICIAL
    assert standings(member_id) == [
        (cell.id, MembershipStatus.PROBATIONARY, CEREMONY),
        (cell.id, MembershipStatus.OFFICIAL, OFFICIAL),
        (other.id, MembershipStatus.OFFICIAL, MOVED),
    ]
    assert confirming(member_id).organisation_id == cell.id
    assert files.get(desk, procedure.id).organisation_id == other.id
    days = {member_id: PartyDays(date(2025, 3, 1), OFFICIAL)}
    here = visible_memberships(SYSTEM).where(Membership.member_id == member_id)
    april = movements(stays_of(here), days, date(2026, 4, 1), date(2026, 4, 30))
    assert (april[cell.id].transferred_out, april[other.id].transferred_in) == (1, 1)
    assert all(one.agrees for one in april.values())


@pytest.mark.parametrize("kind", [EventKind.TRANSFERRED_IN, EventKind.ENROLLED])
def test_who_came_from_elsewhere_after_the_day_is_official_from_it_and_in_no_cell_of_ours_then(
    heir, desk, other, kind
):
    came = date(2026, 4, 18)
    name = "Phạm Thu Ngân"
    member = Member(
        id=new_id(),
        full_name=name,
        folded_name=fold(name),
        name_sort_key=name_sort_key(name),
        born_on=date(1995, 5, 5),
        sex=Sex.FEMALE,
    )
    proved = {"admitted_on": "2025-03-01", "ceremony_on": CEREMONY.isoformat()}
    papers = NewEvent(
        kind,
        came,
        other.id,
        status=MembershipStatus.PROBATIONARY,
        document_number="15-GT/ĐU",
        details=proved,
    )
    with transaction():
        db.session.add(member)
        db.session.flush()
        events.apply(SYSTEM, member.id, papers)

    walk(heir, desk, file_of(member.id))

    assert official(member.id) == OFFICIAL == add_months(CEREMONY, 12)
    assert standings(member.id) == [(other.id, MembershipStatus.OFFICIAL, came)]
    event = confirming(member.id)
    assert event.details["elsewhere"] is True
    shown = events.of_member(SYSTEM, member.id)
    assert {one.words: one.place for one in (EventLine.of(each, shown) for each in shown)}[
        EventKind.CONFIRMED.label
    ] == ""
    assert "procedure.decide" in [one.action for one in audit.entries(SYSTEM, limit=5)]
