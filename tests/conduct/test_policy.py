"""Two cells, every role: who sees the registers and discipline, and who records."""

from datetime import date

import pytest

from partywork.conduct import policy
from partywork.conduct.models import ResidenceDuty, YearlyCommitment
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, transaction
from tests.support.people import who

DAY = date(2026, 11, 5)


@pytest.fixture
def here(make, today):
    today(DAY)
    return make.cell()


@pytest.fixture
def member(make, here):
    return make.member(here)


@pytest.fixture
def people(make, here, member):
    elsewhere = make.cell()
    return {
        "secretary": make.secretary(here),
        "the member": make.actor(member),
        "fellow": make.plain_member(here),
        "other secretary": make.secretary(elsewhere),
        "organisation desk": make.office(Desk.ORGANISATION),
        "inspection desk": make.office(Desk.INSPECTION),
        "clerk": make.office(Desk.CLERICAL),
        "committee": make.committee(),
        "inspector": make.inspector(),
        "administrator": make.administrator(),
        "nobody": Actor(user_id=None, member_id=None, name="", day=DAY),
    }


@pytest.fixture
def kept(here, member):
    with transaction():
        duty = ResidenceDuty(organisation_id=here.id, member_id=member.id, year=2026)
        signed = YearlyCommitment(
            organisation_id=here.id, member_id=member.id, year=2026, signed_on=DAY
        )
        db.session.add_all([duty, signed])
    return duty, signed


def test_registers_are_read_by_the_cell_and_those_above(kept, people):
    duty, signed = kept
    above = {"organisation desk", "inspection desk", "clerk", "committee", "inspector"}
    readers = {"secretary", "the member", *above}

    def reads_duty(actor):
        return duty in db.session.scalars(policy.visible_residence(actor)).all()

    def reads_commitment(actor):
        return signed in db.session.scalars(policy.visible_commitments(actor)).all()

    assert who(people, reads_commitment) == readers
    assert who(people, reads_duty) == readers - {"inspection desk", "clerk"}
    assert reads_duty(system(DAY))
    assert reads_commitment(system(DAY))
    assert who(people, policy.may_see_registers) == {"secretary", "other secretary", *above}
    assert policy.may_see_registers(system(DAY))


def test_remarks_on_residence_are_not_for_every_desk(here, people):
    above = {"organisation desk", "committee", "inspector"}

    assert who(people, policy.may_see_residence) == {"secretary", "other secretary", *above}
    assert who(people, lambda actor: policy.may_see_residence(actor, here)) == {
        "secretary",
        *above,
    }
    assert policy.may_see_residence(system(DAY), here)


def test_people_of_the_registers(people, member):
    def sees(actor):
        standings = db.session.scalars(policy.visible_people(actor)).all()
        return member.id in {one.member_id for one in standings}

    assert {"fellow", "other secretary", "administrator", "nobody"} == set(people) - who(
        people, sees
    )
    assert sees(system(DAY))


def test_discipline_is_told_to_few(here, member, people):
    confided = {"organisation desk", "inspection desk", "committee", "inspector", "secretary"}

    assert who(people, policy.may_see_discipline) == {*confided, "other secretary"}
    assert policy.may_see_discipline(system(DAY))
    assert who(people, lambda actor: policy.may_know_discipline_of(actor, here, member.id)) == {
        *confided,
        "the member",
    }
    assert who(people, policy.may_see_prompts) == {
        "secretary",
        "other secretary",
        "organisation desk",
    }


def test_recording_is_for_the_cell_and_its_desks_and_never_about_oneself(here, member, people):
    def those(question):
        return who(people, lambda actor: question(actor, here, member.id))

    assert those(policy.may_commend) == {"secretary", "organisation desk"}
    assert those(policy.may_discipline) == {"secretary", "organisation desk", "inspection desk"}
    assert those(policy.may_suspend) == {"organisation desk", "inspection desk"}
    assert who(people, lambda actor: policy.may_keep_registers(actor, here)) == {
        "secretary",
        "organisation desk",
    }
    secretary = people["secretary"]
    assert not policy.may_commend(secretary, here, secretary.member_id)
    assert not policy.may_discipline(secretary, here, secretary.member_id)
    assert not policy.may_suspend(secretary, here, secretary.member_id)
    assert not policy.may_keep_remark(secretary, here, secretary.member_id)
    assert policy.may_keep_remark(secretary, here, member.id)
