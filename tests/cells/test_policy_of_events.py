"""Who reads notes on events and who writes events down."""

from datetime import date, timedelta

from partywork.cells import policy
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
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


def test_a_discipline_entered_by_mistake_and_its_voiding_are_told_to_the_same_people(
    make: Make,
) -> None:
    cell, day = make.cell(), date(2026, 3, 10)
    member, desk = make.member(cell), make.office()
    wrong = events.record(
        desk,
        member.id,
        NewEvent(EventKind.DISCIPLINED, day, cell.id, details={"form": "reprimand"}),
    )
    events.void(desk, wrong.id, "Ghi nhầm người")

    def kinds(actor: Actor) -> list[EventKind]:
        return [one.kind for one in events.of_member(actor, member.id)]

    told = [EventKind.ENROLLED, EventKind.DISCIPLINED, EventKind.VOIDED]
    assert kinds(desk) == kinds(make.secretary(cell)) == kinds(make.actor(member)) == told
    for actor in (make.office(Desk.CLERICAL), make.plain_member(cell)):
        assert kinds(actor) == [EventKind.ENROLLED]


def test_what_took_the_rights_of_a_member_is_told_to_those_who_know_of_discipline(
    make: Make,
) -> None:
    cell, day = make.cell(), date(2026, 3, 10)
    member, desk = make.member(cell), make.office()
    for kind in (EventKind.SUSPENDED, EventKind.REINSTATED, EventKind.PROSECUTED):
        events.record(desk, member.id, NewEvent(kind, day, cell.id))
        day += timedelta(days=10)
    wrong = events.record(desk, member.id, NewEvent(EventKind.EXPELLED, day, cell.id))

    def kinds(actor: Actor) -> list[EventKind]:
        return [one.kind for one in events.of_member(actor, member.id)]

    secretary, strangers = (
        make.secretary(cell),
        (make.office(Desk.CLERICAL), make.plain_member(cell)),
    )
    told = [
        EventKind.ENROLLED,
        EventKind.SUSPENDED,
        EventKind.REINSTATED,
        EventKind.PROSECUTED,
        EventKind.EXPELLED,
    ]
    # The officers of the cell carried the expulsion out, though the record left them with it.
    assert kinds(desk) == kinds(make.inspector()) == kinds(make.actor(member)) == told
    assert kinds(secretary) == told
    assert [kinds(actor) for actor in strangers] == [[EventKind.ENROLLED]] * 2
    events.void(desk, wrong.id, "Ghi nhầm người")
    assert kinds(secretary) == [*told, EventKind.VOIDED]
    assert [kinds(actor) for actor in strangers] == [[EventKind.ENROLLED]] * 2
