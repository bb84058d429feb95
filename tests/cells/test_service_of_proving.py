from datetime import date

import pytest

from partywork.cells.models import Member, Membership
from partywork.cells.policy import visible_members, visible_memberships
from partywork.cells.rules.proved import ProvedCard, ProvedDays
from partywork.cells.service import events, proving
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, MembershipStatus, OwnPage
from partywork.core.actor import system
from partywork.core.db import db
from partywork.core.errors import NotAllowed, RuleBroken, Stale
from tests.support.admissions import admitted

DAY = date(2026, 11, 22)
DECIDED, CEREMONY = date(2026, 3, 1), date(2026, 3, 15)
SYSTEM = system(DAY)


@pytest.fixture
def cell(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def desk(make, cell):
    return make.office()


@pytest.fixture
def young(make, cell):
    """A probationary member of a list that gave the decision alone."""
    return make.member(
        cell, status=MembershipStatus.PROBATIONARY, since=DECIDED, admitted_on=DECIDED
    )


def known(member):
    db.session.expire_all()
    query = visible_members(SYSTEM).where(Member.id == member.id)
    return db.session.scalars(query).one()


def first_day(member):
    query = visible_memberships(SYSTEM).where(Membership.member_id == member.id)
    return [one.starts_on for one in db.session.scalars(query)]


def prove(actor, member, days, version=None, card=None):
    now = known(member).version if version is None else version
    card = card or proving.for_proving(actor, member.id).card
    return proving.prove(actor, member.id, version=now, days=days, card=card, paper="Biên bản lễ")


def test_the_ceremony_day_begins_the_probation_anew(desk, young):
    proved = prove(desk, young, ProvedDays(DECIDED, CEREMONY))

    member = known(young)
    assert (member.admitted_on, member.ceremony_on) == (DECIDED, CEREMONY)
    assert first_day(young) == [CEREMONY]
    assert proved.note == "Căn cứ: Biên bản lễ"
    kinds = [one.kind for one in events.of_member(desk, young.id)]
    assert kinds == [EventKind.ENROLLED, EventKind.ENROLLED]


def test_days_out_of_order_are_refused_and_nothing_changes(desk, young):
    with pytest.raises(RuleBroken, match="không được trước"):
        prove(desk, young, ProvedDays(CEREMONY, DECIDED))
    with pytest.raises(RuleBroken, match="khi còn dự bị"):
        prove(desk, young, ProvedDays(DECIDED, CEREMONY, DAY))
    with pytest.raises(Stale):
        prove(desk, young, ProvedDays(DECIDED, CEREMONY), version=0)

    assert known(young).ceremony_on is None


def test_the_card_of_a_list_is_put_right_by_what_papers_prove(make, cell, desk):
    member = make.member(cell)
    proved = proving.for_proving(desk, member.id)
    right = ProvedCard("38001234", date(2026, 3, 3))

    prove(desk, member, proved.days, card=right)

    now = known(member)
    assert (now.card_number, now.card_issued_on) == ("38001234", date(2026, 3, 3))
    assert now.official_on == proved.days.official_on
    with pytest.raises(RuleBroken, match="6 đến 20"):
        prove(desk, member, proved.days, card=ProvedCard("38"))
    prove(desk, member, proved.days, card=ProvedCard())
    assert known(member).card_number is None


def test_only_the_desk_writes_days_and_nobody_their_own(make, cell, young):
    secretary = make.secretary(cell)

    with pytest.raises(NotAllowed):
        prove(secretary, young, ProvedDays(DECIDED, CEREMONY))


def test_whose_days_follow_from_decisions_is_mended_there(make, cell, desk):
    officer = make.secretary(cell)
    make.member(cell)
    fresh = admitted(officer, desk, date(2026, 9, 1), date(2026, 9, 10))

    with pytest.raises(RuleBroken, match="đính chính sự kiện ấy"):
        proving.for_proving(desk, fresh.member_id)


def test_a_transfer_keeps_the_page_that_recorded_it(cell, desk, young):
    gone = NewEvent(kind=EventKind.TRANSFERRED_OUT, happened_on=date(2026, 5, 1), cell_id=cell.id)
    events.record(SYSTEM, young.id, gone)
    back = NewEvent(
        kind=EventKind.TRANSFERRED_IN,
        happened_on=date(2026, 5, 5),
        cell_id=cell.id,
        status=MembershipStatus.PROBATIONARY,
        details={"admitted_on": "2026-03-01"},
        origin=OwnPage.TRANSFERS,
        source_id=cell.id,
        document_number="7-GTSHĐ",
        decided_on=date(2026, 5, 1),
        deciding_body="Đảng ủy X",
    )
    events.record(SYSTEM, young.id, back)

    proved = prove(desk, young, ProvedDays(DECIDED, CEREMONY))

    assert (proved.origin, proved.source_id) == (OwnPage.TRANSFERS, cell.id)
    assert proved.happened_on == date(2026, 5, 5)
    assert known(young).ceremony_on == CEREMONY


def test_the_page_shows_what_is_known_and_keeps_what_was_typed(desk, young, browse):
    page, office = f"/members/{young.id}/days", browse(desk)
    shown = office.get(page)
    assert shown.soup.find("input", {"name": "admitted_on"})["value"] == "01/03/2026"

    typed = {"admitted_on": "01/03/2026", "ceremony_on": "15/02/2026", "paper": "Biên bản"}
    refused = office.post(page, typed, expect=422)
    assert refused.soup.find("input", {"name": "ceremony_on"})["value"] == "15/02/2026"
    office.post(page, typed | {"ceremony_on": "15/03/2026"})

    assert known(young).ceremony_on == CEREMONY
