from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from partywork.accounts.service.actors import person_of
from partywork.cells import policy
from partywork.cells.models import (
    Body,
    CellGroup,
    CellWatch,
    GroupPlace,
    ImportRow,
    MemberImport,
    Membership,
    Nomination,
    OfficeWithdrawal,
    Reorganisation,
    TermOfOffice,
    UpperConsent,
)
from partywork.cells.service import terms_of_office
from partywork.cells.terms import (
    BodyKind,
    ConsentCase,
    MembershipStatus,
    OfficeTitle,
    ReorganisationKind,
    RowStatus,
)
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken


@pytest.fixture
def here(make):
    return make.cell("Chi bộ Hội Cầu đường")


@pytest.fixture
def elsewhere(make):
    return make.cell("Chi bộ Hội Hóa học")


@pytest.fixture
def nobody():
    return Actor(user_id=None, member_id=None, name="", day=clock.today())


@pytest.fixture
def robot():
    return system(clock.today())


def seen(query) -> set:
    return set(db.session.scalars(query))


def whose(query) -> set:
    return {one.organisation_id for one in seen(query)}


def test_everybody_signed_in_sees_the_tree_and_nobody_else(make, here, elsewhere, nobody, robot):
    term = db.session.scalars(
        policy.visible_terms(robot).where(TermOfOffice.organisation_id == here.id)
    ).one()
    terms_of_office.extend(
        make.office(),
        term.id,
        version=term.version,
        ends_on=date(2030, 6, 30),
        number="45-KL/ĐU",
        decided_on=date(2026, 11, 2),
        deciding_body="Ban Thường vụ Đảng ủy",
    )
    for actor in (make.plain_member(here), make.administrator(), robot):
        assert {here, elsewhere} <= seen(policy.visible_organisations(actor))
        assert len(seen(policy.visible_bodies(actor))) >= 4
        assert len(seen(policy.visible_terms(actor))) >= 2
        assert len(seen(policy.visible_extensions(actor))) == 1
    assert seen(policy.visible_organisations(nobody)) == set()
    assert seen(policy.visible_bodies(nobody)) == set()
    assert seen(policy.visible_terms(nobody)) == set()
    assert seen(policy.visible_extensions(nobody)) == set()


def test_lists_of_people_are_of_the_own_cell_or_the_subtree(make, here, elsewhere, robot):
    make.member(here)
    make.member(elsewhere)

    assert whose(policy.visible_people(make.secretary(here))) == {here.id}
    assert whose(policy.visible_people(make.plain_member(here))) == set()
    assert whose(policy.visible_people(make.administrator())) == set()
    for actor in (make.office(), make.committee(), make.inspector(), robot):
        assert {here.id, elsewhere.id} <= whose(policy.visible_people(actor))


def test_memberships_are_seen_by_the_own_cell_and_by_those_above(make, here, elsewhere, robot):
    make.member(here)
    make.member(elsewhere)

    assert whose(policy.visible_memberships(make.secretary(here))) == {here.id}
    assert whose(policy.visible_memberships(make.plain_member(here))) == {here.id}
    assert whose(policy.visible_memberships(make.administrator())) == set()
    for actor in (make.office(), make.committee(), make.inspector(), robot):
        assert {here.id, elsewhere.id} <= whose(policy.visible_memberships(actor))


def test_records_open_for_officers_and_for_oneself_only(make, here, elsewhere, robot):
    ours, theirs = make.member(here), make.member(elsewhere)
    plain = make.plain_member(here)

    assert {one.id for one in seen(policy.visible_members(plain))} == {plain.member_id}
    assert seen(policy.visible_members(make.administrator())) == set()
    secretary = seen(policy.visible_members(make.secretary(here)))
    assert ours in secretary
    assert theirs not in secretary
    for actor in (make.office(), make.committee(), make.inspector(), robot):
        assert {ours, theirs} <= seen(policy.visible_members(actor))


def test_the_life_of_a_cell_is_seen_by_its_people_and_those_above(make, here, elsewhere, robot):
    for actor in (make.secretary(here), make.plain_member(here)):
        assert seen(policy.visible_cells(actor)) == {here}
    assert seen(policy.visible_cells(make.administrator())) == set()
    for actor in (make.office(), make.committee(), make.inspector(), robot):
        assert {here, elsewhere, make.organisation()} <= seen(policy.visible_cells(actor))


def test_offices_are_known_to_party_members(make, here, robot):
    make.member(here, office=OfficeTitle.SECRETARY)

    for actor in (make.plain_member(here), make.office(), robot):
        assert here.id in whose(policy.visible_appointments(actor))
    assert whose(policy.visible_appointments(make.administrator())) == set()


def test_rows_of_a_list_are_mended_by_the_organisation_desk_above(make, here, robot):
    whole, part = make.organisation(), make.part("Đảng bộ bộ phận Hai")
    person = make.member(here)
    make.appointment(person, part, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    of_part = make.actor(person)

    for actor in (make.office(Desk.ORGANISATION), robot):
        assert policy.may_mend_some_rows(actor)
        assert policy.may_mend_rows(actor, whole)
        assert policy.may_mend_rows(actor, part)
    assert policy.may_mend_some_rows(of_part)
    assert policy.may_mend_rows(of_part, part)
    assert not policy.may_mend_rows(of_part, whole)
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.secretary(here)):
        assert not policy.may_mend_some_rows(actor)
        assert not policy.may_mend_rows(actor, whole)


def test_imports_are_the_offices(make, here, robot):
    with transaction():
        batch = MemberImport(
            organisation_id=make.organisation().id,
            file_name="a.xlsx",
            list_day=date(2026, 10, 31),
            mapping={},
        )
        db.session.add(batch)
        db.session.flush()
        db.session.add(
            ImportRow(
                organisation_id=batch.organisation_id,
                batch_id=batch.id,
                sheet_row=9,
                status=RowStatus.ERROR,
                messages=[],
                cells={},
            )
        )

    for actor in (make.office(Desk.CLERICAL), robot):
        assert len(seen(policy.visible_imports(actor))) == 1
        assert len(seen(policy.visible_import_rows(actor))) == 1
        assert policy.may_import(actor)
    for actor in (make.committee(), make.inspector(), make.secretary(here), make.administrator()):
        assert seen(policy.visible_imports(actor)) == set()
        assert seen(policy.visible_import_rows(actor)) == set()
        assert not policy.may_import(actor)

    part = make.part("Đảng bộ bộ phận Một")
    person = make.member(here)
    make.appointment(person, part, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)
    of_part = make.actor(person)
    assert seen(policy.visible_imports(of_part)) == set()
    with transaction():
        batch.organisation_id = part.id
    assert len(seen(policy.visible_imports(make.office()))) == 1
    assert len(seen(policy.visible_imports(of_part))) == 1


def test_who_may_do_what(make, here, elsewhere, robot):
    secretary, plain, office = make.secretary(here), make.plain_member(here), make.office()
    clerk, committee, technician = (
        make.office(Desk.CLERICAL),
        make.committee(),
        make.administrator(),
    )

    assert [policy.may_list_people(a) for a in (secretary, office, committee, robot)] == [True] * 4
    assert not policy.may_list_people(plain)
    assert not policy.may_list_people(technician)
    assert [policy.may_oversee(a) for a in (office, committee, robot)] == [True] * 3
    assert not policy.may_oversee(secretary)
    assert policy.may_appoint(office, here)
    assert policy.may_appoint(office, make.organisation())
    assert policy.may_appoint(robot, here)
    for actor in (clerk, committee, secretary, technician):
        assert not policy.may_appoint(actor, here)
    assert policy.may_manage_accounts_of(clerk)
    assert policy.may_manage_accounts_of(robot)
    assert not policy.may_manage_accounts_of(secretary)
    assert policy.may_run_cell(secretary, here.id)
    assert not policy.may_run_cell(secretary, elsewhere.id)
    assert not policy.may_run_cell(committee, here.id)
    assert policy.may_sign_for(secretary, here.id)
    assert not policy.may_sign_for(plain, here.id)


def test_an_office_of_one_part_appoints_nobody_in_another(make, here):
    member = make.member(here)
    make.appointment(member, here, OfficeTitle.OFFICE_STAFF, Desk.ORGANISATION)

    assert not policy.may_appoint(make.actor(member), make.cell())


def test_an_organisation_does_not_disappear_under_its_people(make, here):
    make.member(here)
    body = make.body(here, BodyKind.CELL)

    with pytest.raises(RuleBroken, match="còn hồ sơ khác"), transaction():
        db.session.delete(here)
    assert seen(policy.visible_bodies(system(clock.today())).where(Body.id == body.id))


@pytest.mark.parametrize("field", ["citizen_id", "card_number"])
def test_two_people_never_share_a_number(field, make, here):
    one, other = make.member(here), make.member(here)

    with pytest.raises(IntegrityError), transaction():
        setattr(other, field, getattr(one, field))


def test_the_days_of_a_standing_are_in_order(make, here):
    member = make.member(here)

    with pytest.raises(IntegrityError), transaction():
        db.session.add(
            Membership(
                organisation_id=here.id,
                member_id=member.id,
                status=MembershipStatus.EXEMPTED,
                starts_on=date(2026, 2, 1),
                ends_on=date(2026, 1, 31),
            )
        )


def test_records_do_not_tell_names_in_logs(make, here):
    member = make.member(here, name="Lê Văn Ân")

    assert repr(member) == f"<Member {member.id}>"
    assert repr(here) == f"<Organisation {here.code}>"


def test_groups_are_seen_by_the_people_of_the_cell_and_those_above(make, here, elsewhere, robot):
    member = make.member(here)
    with transaction():
        group = CellGroup(organisation_id=here.id, name="Tổ 1", starts_on=date(2026, 1, 1))
        db.session.add(group)
        db.session.flush()
        db.session.add(
            GroupPlace(
                organisation_id=here.id,
                group_id=group.id,
                member_id=member.id,
                starts_on=date(2026, 1, 1),
            )
        )

    for actor in (make.secretary(here), make.plain_member(here), make.committee(), robot):
        assert len(seen(policy.visible_groups(actor))) == 1
        assert len(seen(policy.visible_places(actor))) == 1
    for actor in (make.secretary(elsewhere), make.administrator()):
        assert seen(policy.visible_groups(actor)) == set()
        assert seen(policy.visible_places(actor)) == set()


def test_a_prepared_decision_is_the_desks_and_one_carried_out_is_known(
    make, here, elsewhere, robot
):
    with transaction():
        for done_at in (None, clock.now()):
            db.session.add(
                Reorganisation(
                    organisation_id=here.id,
                    kind=ReorganisationKind.RENAMED,
                    effective_on=date(2026, 1, 1),
                    decision_number="1-QĐ",
                    decided_on=date(2026, 1, 1),
                    deciding_body="Đảng ủy",
                    done_at=done_at,
                )
            )

    def count(actor):
        return len(seen(policy.visible_reorganisations(actor)))

    assert [count(make.office()), count(robot)] == [2, 2]
    others = (make.office(Desk.CLERICAL), make.committee(), make.secretary(here))
    assert [count(actor) for actor in others] == [1, 1, 1]
    assert count(make.secretary(elsewhere)) == 0
    assert count(make.plain_member(here)) == 0
    assert count(replace(make.secretary(elsewhere), predecessors=frozenset({here.id}))) == 1
    desk = make.office()
    assert policy.may_reorganise(desk, here)
    assert not policy.may_reorganise(make.committee(), here)


def test_offices_above_the_cells_are_confirmed_by_the_desk_and_the_bi_thu(make, here, robot):
    member = make.member(here)
    with transaction():
        db.session.add(
            Nomination(
                organisation_id=make.organisation().id,
                member_id=member.id,
                office=OfficeTitle.COMMITTEE_MEMBER,
                starts_on=date(2026, 1, 1),
                decision_number="1-QĐ",
                decided_on=date(2026, 1, 1),
                proposed_by="Nguyễn Thị Ân",
            )
        )

    for actor in (make.office(), make.committee_secretary()):
        assert policy.may_confirm_offices(actor)
        assert len(seen(policy.visible_nominations(actor))) == 1
    assert len(seen(policy.visible_nominations(robot))) == 1
    for actor in (make.office(Desk.CLERICAL), make.committee(), make.secretary(here)):
        assert not policy.may_confirm_offices(actor)
        assert seen(policy.visible_nominations(actor)) == set()


def test_withdrawn_entries_are_seen_by_who_decides_on_offices(make, here, robot):
    member = make.member(here)
    held = make.appointment(member, here, OfficeTitle.SECRETARY)
    with transaction():
        db.session.add(
            OfficeWithdrawal(
                organisation_id=make.organisation().id,
                appointment_id=held.id,
                starts_on=date(2026, 1, 1),
                reason="Ghi nhầm ngày",
                paper_number="2-TB",
                paper_decided_on=date(2026, 1, 2),
                proposed_by="Nguyễn Thị Ân",
            )
        )

    assert len(seen(policy.visible_withdrawals(robot))) == 1
    assert len(seen(policy.visible_withdrawals(make.office()))) == 1
    assert seen(policy.visible_withdrawals(make.secretary(here))) == set()


def test_what_was_last_told_of_cells_is_the_systems_own(make, here, robot):
    with transaction():
        db.session.add(
            CellWatch(
                organisation_id=here.id,
                has_minimum=True,
                may_elect_committee=False,
                may_become_committee=False,
                has_secretary=True,
            )
        )

    assert len(seen(policy.visible_watches(robot))) == 1
    assert seen(policy.visible_watches(make.office())) == set()


def ended(cell, *, successor=None):
    with transaction():
        cell.dissolved_on = date(2026, 10, 31)
        cell.succeeded_by_id = successor.id if successor is not None else None


def test_the_officers_of_the_successor_finish_what_an_ended_cell_owes(make, here, elsewhere):
    officer = make.member(elsewhere, office=OfficeTitle.CELL_COMMITTEE_MEMBER)
    leader = make.user(make.member(elsewhere, office=OfficeTitle.SECRETARY))
    sitting = make.user(officer)
    office, stranger = make.office(), make.secretary(make.cell())
    running = person_of(leader, clock.today()).actor
    assert not policy.may_finish_for(running, here)
    assert not policy.may_sign_finishing(running, here)

    ended(here, successor=elsewhere)

    first, second = (person_of(one, clock.today()).actor for one in (leader, sitting))
    assert policy.may_finish_for(first, here)
    assert policy.may_sign_finishing(first, here)
    assert policy.may_finish_for(second, here)
    assert not policy.may_sign_finishing(second, here)
    for actor in (office, stranger, make.committee(), make.administrator()):
        assert not policy.may_finish_for(actor, here)
        assert not policy.may_sign_finishing(actor, here)


def test_the_office_above_finishes_what_a_cell_owes_that_none_followed(make, here, elsewhere):
    office, committee = make.office(Desk.CLERICAL), make.committee()

    ended(here)

    assert policy.may_finish_for(office, here)
    assert policy.may_sign_finishing(office, here)
    for actor in (committee, make.secretary(elsewhere), make.administrator()):
        assert not policy.may_finish_for(actor, here)
        assert not policy.may_sign_finishing(actor, here)


def test_consents_are_seen_by_whoever_looks_into_the_organisation(make, here, elsewhere, robot):
    with transaction():
        db.session.add(
            UpperConsent(
                organisation_id=here.id,
                case=ConsentCase.LARGE_CELL,
                number="45-CV",
                decided_on=date(2026, 1, 1),
                deciding_body="Đảng ủy cấp trên",
            )
        )

    for actor in (robot, make.office(), make.committee(), make.plain_member(here)):
        assert len(seen(policy.visible_consents(actor))) == 1
    for actor in (make.secretary(elsewhere), make.administrator()):
        assert seen(policy.visible_consents(actor)) == set()
