"""Who sees the calendar of the cells, who is sent to them and who offers to come."""

from datetime import date

import pytest

from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.meetings import policy
from partywork.meetings.models.attendance import Delegate
from partywork.meetings.service import visiting
from partywork.meetings.terms import DelegateBasis
from tests.support.meetings import invited_meeting, planned_meeting

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def before(today):
    today(DAY)


def seen(actor):
    """How many meetings and visitors the calendar shows the actor."""
    return tuple(
        len(db.session.scalars(visible(actor)).all())
        for visible in (policy.visible_calendar, policy.visible_visitors)
    )


def test_the_calendar_of_announced_meetings_is_for_those_above(make):
    committee, case = make.committee(), invited_meeting(make)
    planned_meeting(make)
    visiting.join(committee, case.id)

    assert seen(make.office()) == (1, 1)
    assert seen(case.secretary) == (0, 0)
    assert seen(system(DAY)) == (2, 1)
    assert policy.may_see_calendar(committee)
    assert not policy.may_see_calendar(case.secretary)


def test_the_office_sends_and_a_committee_member_comes_themself(make):
    office, committee, case = make.office(), make.committee(), invited_meeting(make)
    path, own = case.organisation.path, committee.member_id

    assert policy.may_assign_visitors(office, path)
    assert not policy.may_assign_visitors(committee, path)
    assert policy.may_visit(committee, path, own)
    assert not policy.may_visit(committee, path, None)
    assert not policy.may_visit(office, path, office.member_id)


def test_names_behind_figures_are_for_the_officers_and_those_above(make):
    office, case = make.office(), invited_meeting(make)
    cell, path = case.organisation, case.organisation.path

    assert policy.oversees(office, path)
    assert not policy.oversees(case.secretary, path)
    assert policy.paths_above(path) == ["TREN/", "TREN/DU/"]
    named = [policy.may_see_statistics(one, cell) for one in (office, case.secretary)]
    assert named == [True, True]
    assert not policy.may_see_statistics(make.actor(case.members[0]), cell)


def test_delegates_are_read_by_who_reads_their_congress(make):
    case = invited_meeting(make)
    delegate = Delegate(
        organisation_id=case.organisation.id,
        meeting_id=case.id,
        member_id=case.members[0].id,
        basis=DelegateBasis.ELECTED,
    )
    with transaction():
        db.session.add(delegate)

    readers = (make.actor(case.members[0]), make.plain_member(make.cell()))
    found = [len(db.session.scalars(policy.visible_delegates(one)).all()) for one in readers]
    assert found == [1, 0]
