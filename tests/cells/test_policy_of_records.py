from datetime import date
from uuid import UUID

import pytest

from partywork.cells import policy
from partywork.cells.models import Membership
from partywork.cells.rules.record import KEPT_BY_CELL, SEALED
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.service.members import cell_of, role_words
from partywork.cells.terms import EventKind, RecordField
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction

CONTACTS = {
    RecordField.PHONE,
    RecordField.EMAIL,
    RecordField.RESIDENCE,
    RecordField.TEMPORARY_RESIDENCE,
}


@pytest.fixture
def place(make):
    cell = make.cell()
    return cell, make.member(cell)


def test_the_organisation_desk_changes_everything_and_leaders_of_the_cell_their_part(make, place):
    cell, member = place

    assert policy.fields_to_edit(make.office(), member.id, cell) == set(RecordField)
    assert policy.fields_to_edit(make.secretary(cell), member.id, cell) == KEPT_BY_CELL
    assert policy.fields_to_edit(make.deputy(cell), member.id, cell) == KEPT_BY_CELL


def test_nobody_else_changes_anything_nor_anybody_their_own(make, place):
    cell, member = place
    own, desk = make.secretary(cell), make.office()
    others = (
        make.secretary(make.cell()),
        make.plain_member(cell),
        make.office(Desk.CLERICAL),
        make.committee_secretary(),
        make.inspector(case_for=cell),
        make.administrator(),
    )

    assert not any(policy.fields_to_edit(one, member.id, cell) for one in others)
    assert not any(policy.fields_to_unmask(one, member.id, cell) for one in others)
    assert policy.fields_to_edit(own, own.member_id, cell) == set()
    assert policy.fields_to_edit(desk, desk.member_id, cell) == set()
    assert policy.fields_to_edit(desk, member.id, None) == set()


def test_sealed_fields_are_shown_to_the_desk_contacts_to_leaders_and_all_to_oneself(make, place):
    cell, member = place
    own = make.plain_member(cell)

    assert policy.fields_to_unmask(make.office(), member.id, cell) == SEALED
    assert policy.fields_to_unmask(make.deputy(cell), member.id, cell) == CONTACTS
    assert policy.fields_to_unmask(own, own.member_id, cell) == SEALED
    assert policy.fields_to_unmask(make.office(), member.id, None) == set()


def test_who_reads_is_told_by_the_widest_capacity(make, place):
    cell, member = place

    assert cell_of(make.office(), member.id) == cell
    assert role_words(make.office()) == "Văn phòng Đảng ủy"
    assert role_words(make.secretary(cell)) == "Cấp ủy chi bộ"
    assert role_words(make.plain_member(cell)) == "Đảng viên"


def test_a_cell_that_receives_a_guest_or_was_left_does_not_answer_for_the_record(make, place):
    home, member = place
    host, day = make.cell(), date(2026, 3, 10)
    desk, receiving = make.office(), make.secretary(host)
    went = NewEvent(
        EventKind.WENT_AWAY,
        day,
        home.id,
        until_on=date(2026, 9, 10),
        other_organisation_id=host.id,
    )
    events.record(desk, member.id, went)

    assert cell_of(receiving, member.id) is None
    assert cell_of(desk, member.id) == cell_of(make.secretary(home), member.id) == home
    assert policy.fields_to_edit(receiving, member.id, cell_of(receiving, member.id)) == set()


def test_the_cell_that_receives_a_guest_reads_neither_the_record_nor_discipline(
    make, place, browse
):
    home, member = place
    host, day = make.cell(), date(2026, 3, 10)
    desk, receiving = make.office(), make.secretary(host)
    reprimand = {"form": "reprimand"}
    for new in (
        NewEvent(EventKind.DISCIPLINED, date(2026, 2, 10), home.id, details=reprimand),
        NewEvent(EventKind.WENT_AWAY, day, home.id, other_organisation_id=host.id),
    ):
        events.record(desk, member.id, new)
    browser = browse(receiving)

    page = browser.get(f"/cells/{host.id}")

    assert member.full_name in page.words
    assert f"/members/{member.id}" not in str(page.soup)
    assert member.full_name not in browser.get("/members").words
    browser.get(f"/members/{member.id}", expect=404)
    told = {one.kind for one in events.of_member(receiving, member.id)}
    assert EventKind.DISCIPLINED not in told
    for knowing in (desk, make.secretary(home)):
        assert f"/members/{member.id}" in str(browse(knowing).get(f"/cells/{home.id}").soup)
        assert EventKind.DISCIPLINED in {one.kind for one in events.of_member(knowing, member.id)}


def happened(member, cell, kind, other) -> None:
    day = date(2026, 3, 1)
    with transaction():
        new = NewEvent(
            kind=kind,
            happened_on=day,
            cell_id=cell.id,
            other_organisation_id=other.id,
            document_number="1",
        )
        events.apply(system(day), member.id, new)


def people(query) -> set[UUID]:
    return set(db.session.scalars(query.with_only_columns(Membership.member_id)))


def found(actor, field) -> set[UUID]:
    return people(policy.visible_people(actor).where(policy.may_be_found_by(actor, field)))


def test_the_list_finds_by_a_number_exactly_those_who_may_be_unmasked(make, place):
    cell, sought = place
    guest_host, new_cell = make.cell(), make.cell()
    moved = make.member(cell)
    guest = make.member(cell)
    happened(moved, cell, EventKind.MOVED, new_cell)
    happened(guest, cell, EventKind.WENT_AWAY, guest_host)
    actors = (
        *(make.office(desk) for desk in Desk),
        make.secretary(cell),
        make.deputy(new_cell),
        make.secretary(guest_host),
        make.committee_secretary(),
        make.inspector(),
        make.actor(sought),
        system(date(2026, 11, 22)),
    )
    for actor in actors:
        listed = people(policy.visible_people(actor))
        for field in (RecordField.CITIZEN_ID, RecordField.PHONE):
            assert found(actor, field) == {
                key
                for key in listed
                if field in policy.fields_to_unmask(actor, key, cell_of(actor, key))
            }
    desk, deputy = actors[list(Desk).index(Desk.ORGANISATION)], make.deputy(new_cell)
    assert {sought.id, moved.id, guest.id} <= found(desk, RecordField.CITIZEN_ID)
    assert moved.id in found(deputy, RecordField.PHONE)
    assert found(deputy, RecordField.CITIZEN_ID) == {deputy.member_id}
