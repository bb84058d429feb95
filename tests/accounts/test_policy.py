from datetime import date

import pytest

from partywork.accounts import policy
from partywork.accounts.models import InspectionCase, User
from partywork.accounts.service.sessions import open_session
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction

DAY = date(2026, 11, 5)
NOBODY = Actor(user_id=None, member_id=None, name="", day=DAY)


def seen(query):
    return {found.id for found in db.session.scalars(query)}


def test_people_see_their_own_account_only(make):
    cell = make.cell()
    secretary = make.secretary(cell)
    make.user(make.member(cell))

    assert seen(policy.visible(secretary)) == {secretary.user_id}


@pytest.mark.parametrize("desk", [Desk.ORGANISATION, Desk.CLERICAL])
def test_the_desks_that_open_accounts_see_those_of_their_members(make, desk):
    office = make.office(desk)
    user = make.user(make.member(make.cell()))
    technical = make.user()

    assert user.id in seen(policy.visible(office))
    assert technical.id not in seen(policy.visible(office))


def test_another_desk_sees_its_own_account(make):
    office = make.office(Desk.PROPAGANDA)
    make.user(make.member(make.cell()))

    assert seen(policy.visible(office)) == {office.user_id}


def test_the_administrator_and_the_system_see_every_account(make):
    administrator = make.administrator()
    user = make.user(make.member(make.cell()))

    for actor in (administrator, system(DAY)):
        assert seen(policy.visible(actor)) >= {administrator.user_id, user.id}


def test_nobody_sees_no_account(make):
    make.user()

    assert seen(policy.visible(NOBODY)) == set()


def test_sessions_are_their_owners(make):
    mine, other = make.administrator(), make.administrator()
    with transaction():
        for user in db.session.scalars(policy.visible(system(DAY)).where(User.id == other.user_id)):
            open_session(user)

    assert db.session.scalars(policy.visible_sessions(mine)).all() == []
    assert len(db.session.scalars(policy.visible_sessions(other)).all()) == 1
    assert len(db.session.scalars(policy.visible_sessions(system(DAY))).all()) == 1


def test_tries_are_read_by_the_door_only(make):
    assert seen(policy.visible_attempts(make.administrator())) == set()
    assert seen(policy.visible_attempts(system(DAY))) == set()


def test_cases_are_seen_by_inspectors_and_the_committee(make):
    cell = make.cell()
    inspector = make.inspector(case_for=cell)
    case = db.session.scalars(policy.visible_cases(system(DAY))).one()
    assert isinstance(case, InspectionCase)

    for actor in (inspector, make.inspector(), make.committee_secretary()):
        assert seen(policy.visible_cases(actor)) == {case.id}
    for actor in (make.secretary(cell), make.office(), make.administrator()):
        assert seen(policy.visible_cases(actor)) == set()


def test_who_may_do_what(make):
    office, administrator, inspector = make.office(), make.administrator(), make.inspector()

    assert policy.may_open_account(office)
    assert not policy.may_open_account(administrator)
    assert policy.may_lock(administrator)
    assert policy.may_lock(system(DAY))
    assert not policy.may_lock(office)
    assert policy.may_open_case(inspector)
    assert not policy.may_open_case(office)
