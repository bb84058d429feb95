from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.periods import Month, Quarter
from partywork.dues import policy
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import collecting, relieving, settling
from partywork.dues.terms import DuesGroup, PaymentWay, ReliefGround, ReliefPercent
from tests.dues.keeping import begin, declare_own

MONTH = Month(2026, 9)
NOBODY = Actor(user_id=None, member_id=None, name="", day=date(2026, 10, 2))


@pytest.fixture
def cell(make, today):
    today(date(2026, 9, 30))
    return make.cell()


@pytest.fixture
def secretary(make, cell):
    return make.secretary(cell)


@pytest.fixture
def member(make, cell, secretary, today):
    """A member of a cell whose third quarter is collected, closed and settled."""
    found = make.plain_member(cell)
    declared = Declared(DuesGroup.PENSIONER, 8_000_000)
    begin(secretary, cell, MONTH)
    declare_own(found, declared, MONTH)
    declare_own(secretary, declared, MONTH)
    relieving.relieve(
        secretary,
        found.member_id,
        ground=ReliefGround.HARDSHIP,
        percent=ReliefPercent.FIFTY,
        from_month=MONTH,
        to_month=Month(2026, 12),
        decision_number="03-NQ/CB",
        decided_on=date(2026, 9, 5),
    )
    collecting.collect(
        secretary,
        cell.id,
        MONTH,
        member_ids=[found.member_id],
        paid_on=date(2026, 9, 5),
        way=PaymentWay.CASH,
    )
    collecting.close_month(secretary, cell.id, MONTH)
    settling.settle(secretary, cell.id, Quarter(2026, 3))
    return found


def counts(actor):
    """How many declarations, reliefs, lines, closings, settlements, registers, sums are seen."""
    kinds = (
        policy.visible_declarations,
        policy.visible_reliefs,
        policy.visible_lines,
        policy.visible_closings,
        policy.visible_settlements,
        policy.visible_registers,
        policy.visible_sums,
    )
    return [len(list(db.session.scalars(visible(actor)))) for visible in kinds]


def test_officers_see_their_cell_and_a_member_only_their_own(make, cell, secretary, member):
    fellow = make.plain_member(cell)

    assert counts(secretary) == [2, 1, 2, 1, 1, 1, 1]
    assert counts(member) == [1, 1, 1, 1, 0, 0, 0]
    assert counts(fellow) == [0, 0, 0, 1, 0, 0, 0]


def test_people_of_another_cell_see_nothing(make, member):
    other = make.cell()

    assert counts(make.secretary(other)) == [0, 0, 0, 0, 0, 1, 1]
    assert counts(make.plain_member(other)) == [0] * 7


@pytest.mark.parametrize("desk", [Desk.ORGANISATION, Desk.CLERICAL])
def test_two_desks_of_the_office_see_names_and_amounts(make, member, desk):
    assert counts(make.office(desk))[:5] == [2, 1, 2, 1, 1]


def test_other_desks_the_committee_and_inspectors_see_sums_only(make, member):
    for actor in (make.office(Desk.PROPAGANDA), make.committee(), make.inspector()):
        assert counts(actor)[:6] == [0, 0, 0, 1, 1, 0]
        assert counts(actor)[6] > 0


def test_the_administrator_and_nobody_see_nothing_and_jobs_see_all(make, member):
    assert counts(make.administrator()) == [0] * 7
    assert counts(NOBODY) == [0] * 7
    assert counts(system(date(2026, 10, 2)))[:5] == [2, 1, 2, 1, 1]
    assert counts(system(date(2026, 10, 2)))[5] > 0


def test_a_declaration_follows_the_member_and_what_was_paid_stays(make, cell, member, today):
    other = make.cell()
    new_secretary = make.secretary(other)
    today(date(2026, 10, 2))
    moved = NewEvent(
        EventKind.MOVED,
        date(2026, 10, 1),
        cell.id,
        other_organisation_id=other.id,
        document_number="5-QĐ/ĐU",
    )
    with transaction():
        events.apply(system(date(2026, 10, 2)), member.member_id, moved)

    assert counts(replace(new_secretary, day=date(2026, 10, 2)))[:3] == [1, 1, 0]


def test_officers_collect_and_secretaries_close(make, cell, secretary):
    member = make.plain_member(cell)
    office = make.office()

    assert policy.may_collect(secretary, cell.id)
    assert not policy.may_collect(office, cell.id)
    assert policy.may_close(make.deputy(cell), cell.id)
    assert not policy.may_close(member, cell.id)


def test_nobody_keeps_their_own_dues_and_the_office_those_of_officers(make, cell, secretary):
    member = make.plain_member(cell)
    office, clerk = make.office(), make.office(Desk.PROPAGANDA)

    def keeps(actor, whom, *, holds_office):
        return policy.may_keep(actor, cell, whom.member_id, holds_office=holds_office)

    assert keeps(secretary, member, holds_office=False)
    assert not keeps(secretary, secretary, holds_office=True)
    assert keeps(make.deputy(cell), secretary, holds_office=True)
    assert keeps(office, secretary, holds_office=True)
    assert not keeps(office, member, holds_office=False)
    assert not keeps(clerk, secretary, holds_office=True)
    assert not keeps(member, secretary, holds_office=True)


def test_who_finds_a_way_to_the_register(make, cell, secretary):
    member = make.plain_member(cell)

    assert policy.may_list(make.inspector())
    assert not policy.may_list(member)
    assert policy.may_open_registers(secretary)
    assert policy.may_open_registers(make.office(Desk.CLERICAL))
    assert not policy.may_open_registers(make.committee())
    assert not policy.may_open_registers(member)
    assert policy.may_list(system(date(2026, 10, 2)))
    assert policy.may_open_registers(system(date(2026, 10, 2)))
