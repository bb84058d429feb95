from datetime import date

import pytest

from partywork.cells.terms import OfficeTitle
from partywork.checks import policy
from partywork.checks.models import DifferenceList, DifferenceRow, NamesakePair
from partywork.core.actor import Desk, system
from partywork.core.db import db, transaction


@pytest.fixture
def compared(make):
    with transaction():
        one = DifferenceList(
            organisation_id=make.organisation().id,
            file_name="csdl.csv",
            source="CSDL đảng viên",
            list_day=date(2026, 11, 1),
        )
        db.session.add(one)
        db.session.flush()
        db.session.add(
            DifferenceRow(
                organisation_id=one.organisation_id,
                list_id=one.id,
                sheet_row=2,
                name_sort_key="an",
            )
        )
    return one


def seen(actor) -> tuple[int, int]:
    lists, rows = policy.visible(actor), policy.visible_rows(actor)
    return len(list(db.session.scalars(lists))), len(list(db.session.scalars(rows)))


def test_only_the_organisation_desk_sees_and_compares_lists(make, compared):
    desk = make.office(Desk.ORGANISATION)
    cell = make.cell()
    others = (
        make.office(Desk.CLERICAL),
        make.committee(),
        make.inspector(),
        make.secretary(cell),
        make.plain_member(cell),
        make.administrator(),
    )

    assert (seen(desk), policy.may_compare(desk)) == ((1, 1), True)
    assert seen(system(date(2026, 11, 22))) == (1, 1)
    for actor in others:
        assert (seen(actor), policy.may_compare(actor)) == ((0, 0), False)


def test_a_desk_of_a_part_compares_only_lists_of_its_part(make, compared):
    part = make.part("Đảng bộ bộ phận Một")
    person = make.member(make.cell())
    make.appointment(person, part, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    make.appointment(person, make.organisation(), OfficeTitle.OFFICE_STAFF, Desk.CLERICAL)
    of_part = make.actor(person)

    assert (seen(of_part), policy.may_compare(of_part)) == ((0, 0), True)

    with transaction():
        compared.organisation_id = part.id
    assert seen(of_part) == (1, 0)
    assert seen(make.office(Desk.ORGANISATION)) == (1, 1)


def test_officers_and_the_office_look_over_records(make):
    cell = make.cell()

    for actor in (make.secretary(cell), make.office(Desk.CLERICAL), system(date(2026, 11, 22))):
        assert policy.may_check(actor)
    for actor in (make.plain_member(cell), make.committee(), make.inspector()):
        assert not policy.may_check(actor)
    assert not policy.may_check(make.administrator())


def test_pairs_found_to_be_two_persons_are_seen_by_who_checks_there(make):
    cell = make.cell()
    one, other = make.member(cell), make.member(cell)
    with transaction():
        db.session.add(
            NamesakePair(
                organisation_id=cell.id,
                member_id=one.id,
                other_id=other.id,
                reason="Khác nơi sinh",
                decided_on=date(2026, 11, 1),
                decided_by="Nguyễn Thị Ân",
            )
        )

    for actor in (make.secretary(cell), make.office(Desk.CLERICAL), system(date(2026, 11, 22))):
        assert len(list(db.session.scalars(policy.visible_namesakes(actor)))) == 1
    for actor in (make.secretary(make.cell()), make.plain_member(cell), make.administrator()):
        assert list(db.session.scalars(policy.visible_namesakes(actor))) == []
