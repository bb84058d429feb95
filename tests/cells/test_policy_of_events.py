"""Who reads notes on events and who writes events down."""

from partywork.cells import policy
from partywork.cells.terms import EventKind
from partywork.core import clock
from partywork.core.actor import Desk, system
from tests.support.make import Make


def test_notes_are_read_by_those_who_answer_for_the_cell(make: Make) -> None:
    cell = make.cell()

    readers = (make.secretary(cell), make.office(), make.inspector(), make.committee())
    others = (make.office(Desk.CLERICAL), make.plain_member(cell), make.secretary(make.cell()))

    assert all(policy.may_read_note(actor, cell) for actor in readers)
    assert policy.may_read_note(system(clock.today()), cell)
    assert not any(policy.may_read_note(actor, cell) for actor in others)


def test_everything_is_the_desks_to_record_and_a_cell_records_what_it_decides(make: Make) -> None:
    cell = make.cell()
    desk, secretary, member = make.office(), make.secretary(cell), make.plain_member(cell)

    assert policy.may_record_event(system(clock.today()), cell, EventKind.EXPELLED)
    assert policy.may_record_event(desk, cell, EventKind.EXPELLED)
    assert not policy.may_record_event(desk, cell, EventKind.EXPELLED, desk.member_id)
    assert policy.may_record_event(secretary, cell, EventKind.EXEMPTED)
    assert not policy.may_record_event(secretary, cell, EventKind.EXPELLED)
    assert not policy.may_record_event(member, cell, EventKind.EXEMPTED)
    assert not policy.may_record_event(make.committee(), cell, EventKind.EXEMPTED)


def test_mending_is_the_desks_and_nobodys_own(make: Make) -> None:
    cell = make.cell()
    desk, secretary = make.office(), make.secretary(cell)
    assert desk.member_id is not None
    assert secretary.member_id is not None

    assert policy.may_mend_events(desk, cell, secretary.member_id)
    assert policy.may_mend_events(system(clock.today()), cell, desk.member_id)
    assert not policy.may_mend_events(desk, cell, desk.member_id)
    assert not policy.may_mend_events(secretary, cell, desk.member_id)
