from dataclasses import fields, replace
from datetime import date

import pytest

from partywork.cells import policy
from partywork.cells.models import ExportRequest
from partywork.cells.pages.lists import EVERYBODY, Wanted
from partywork.cells.rules.record import SEALED, SHOWN_TO_CELL
from partywork.cells.service import export_requests, filters
from partywork.cells.terms import ExportFormat, OfficeTitle, RecordField
from partywork.core.actor import Desk, system
from partywork.core.db import db


def ask(actor) -> ExportRequest:
    return export_requests.ask(
        actor, {}, export_format=ExportFormat.CSV, is_unmasked=False, reason="Báo cáo"
    )


def seen(actor) -> int:
    return len(list(db.session.scalars(policy.visible_export_requests(actor))))


def test_nobody_sees_the_filters_of_others(make):
    cell = make.cell()
    actor, other = make.secretary(cell), make.deputy(cell)
    kept = filters.save(actor, name="Nữ", asked={"gioi_tinh": "female"})

    def found(who):
        return list(db.session.scalars(policy.visible_saved_filters(who)))

    assert found(actor) == [kept]
    assert found(other) == found(make.office()) == found(make.administrator()) == []


def test_requests_are_seen_by_who_asked_and_who_may_decide(make):
    cell = make.cell()
    actor = make.secretary(cell)
    ask(actor)

    for who in (actor, make.office(), make.committee_secretary(), system(date(2026, 1, 1))):
        assert seen(who) == 1
    for who in (
        make.deputy(cell),
        make.secretary(make.cell()),
        make.office(Desk.CLERICAL),
        make.committee(),
        make.inspector(),
        make.administrator(),
    ):
        assert seen(who) == 0


@pytest.mark.parametrize(
    ("who", "decides"),
    [
        ("office", True),
        ("committee_secretary", True),
        ("committee", False),
        ("inspector", False),
        ("administrator", False),
    ],
)
def test_the_desk_and_the_heads_of_the_committee_decide(who, decides, make):
    request = ask(make.secretary(make.cell()))
    actor = getattr(make, who)()

    assert policy.may_decide_exports(actor) is decides
    assert policy.may_decide_export(actor, request, make.organisation()) is decides


def test_nobody_decides_on_their_own_request_or_outside_their_subtree(make):
    actor = make.office()
    request = ask(actor)
    other = make.office()
    elsewhere = replace(other, grants=tuple(replace(one, path="KHAC/") for one in other.grants))

    assert not policy.may_decide_export(actor, request, make.organisation())
    assert not policy.may_decide_export(elsewhere, request, make.organisation())


def test_the_file_is_for_who_asked_with_the_rights_of_that_day(make):
    cell = make.cell()
    actor = make.secretary(cell)
    request = ask(actor)

    assert policy.may_take_export(actor, request)
    assert not policy.may_take_export(replace(actor, grants=()), request)
    assert not policy.may_take_export(make.office(), request)


def test_which_fields_leave_in_full(make):
    cell = make.cell()

    place = cell.path

    assert policy.fields_to_export(make.office(), place) == SEALED
    assert policy.fields_to_export(make.secretary(cell), place) == SEALED & SHOWN_TO_CELL
    assert RecordField.RELIGION not in policy.fields_to_export(make.committee_secretary(), place)
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.plain_member(cell)):
        assert policy.fields_to_export(actor, place) == frozenset()


def test_who_leads_a_cell_and_works_at_a_desk_takes_in_full_what_is_of_the_cell_only(make):
    cell = make.cell()
    clerk, leader = make.office(Desk.CLERICAL), make.secretary(cell)
    both = replace(clerk, grants=(*clerk.grants, *leader.grants))

    assert policy.fields_to_export(both, cell.path) == SEALED & SHOWN_TO_CELL
    assert policy.fields_to_export(both, make.cell().path) == frozenset()
    assert policy.fields_to_export(both, make.organisation().path) == frozenset()


def test_only_the_organisation_desk_above_counts_what_is_sensitive(make):
    top, part = make.organisation(), make.part("Đảng bộ bộ phận Một")
    person = make.member(make.cell())
    make.appointment(person, part, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    make.appointment(person, top, OfficeTitle.COMMITTEE_MEMBER)
    of_part = make.actor(person)

    assert policy.may_count_sensitive(make.office(), part.path)
    assert policy.may_count_sensitive(of_part, part.path)
    assert policy.may_count_some(of_part)
    assert not policy.may_count_sensitive(of_part, top.path)
    for actor in (make.office(Desk.CLERICAL), make.committee_secretary()):
        assert not policy.may_count_sensitive(actor, top.path)
        assert not policy.may_count_some(actor)


def test_no_list_is_filtered_saved_or_taken_by_what_is_sensitive():
    sensitive = {"dan_toc": "Tày", "ton_giao": "Phật giáo", "ky_luat": "warning", "can_cuoc": "001"}
    asked = {field.name for field in fields(Wanted)}

    assert Wanted.read(sensitive) == EVERYBODY
    assert not asked & ({one.value for one in SEALED} | {"discipline", "disciplined"})
