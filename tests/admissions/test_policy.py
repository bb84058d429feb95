from datetime import date

import pytest

from partywork.admissions import policy
from partywork.admissions.models import ClassLetter, PartyClass, Procedure, Prospect
from partywork.admissions.service import classes, files
from partywork.admissions.service.classes import ClassFacts
from partywork.admissions.terms import ClassKind
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db
from tests.support.admissions import LISTED, decided, listed, prepared, sent, voted

DAY = date(2026, 11, 22)
ON = date(2025, 3, 1)


@pytest.fixture
def officer(make, cell):
    make.member(cell)
    return make.secretary(cell)


@pytest.fixture
def helper(make, cell):
    return make.plain_member(cell)


@pytest.fixture
def prospect(officer, helper):
    return listed(officer, helper_id=helper.member_id)


@pytest.fixture
def procedure(officer, prospect):
    return files.open_admission(officer, prospect.id)


def seen(actor, visible):
    return len(list(db.session.scalars(visible(actor))))


def test_cell_helper_desk_and_case_see_a_prospect_and_its_file(
    make, cell, officer, helper, procedure
):
    for actor in (officer, helper, make.office(), make.inspector(case_for=cell), system(DAY)):
        assert seen(actor, policy.visible) == seen(actor, policy.visible_procedures) == 1


def test_other_people_see_neither(make, cell, procedure):
    others = (
        make.plain_member(cell),
        make.secretary(make.cell()),
        make.office(Desk.CLERICAL),
        make.committee(),
        make.inspector(),
        make.administrator(),
        Actor(user_id=None, member_id=None, name="", day=DAY),
    )
    for actor in others:
        assert seen(actor, policy.visible) == seen(actor, policy.visible_procedures) == 0


def test_the_committee_sees_what_went_up_and_a_member_the_own_file(
    make, officer, prospect, procedure
):
    desk, committee = make.office(), make.committee()
    prepared(officer, procedure, LISTED)
    voted(officer, procedure.id, ON)
    sent(officer, procedure.id, ON)
    assert seen(committee, policy.visible) == seen(committee, policy.visible_procedures) == 1

    done = decided(desk, procedure.id, ON)
    own = Actor(user_id=None, member_id=done.member_id, name="", day=DAY)

    assert seen(own, policy.visible_procedures) == 1
    assert not policy.may_prepare(own, done)
    assert not policy.may_decide(own, done)


def test_classes_are_for_the_sender_and_the_desk(make, cell, officer):
    facts = ClassFacts("Trung tâm", "", ON, None, "", None)
    made = classes.make(officer, cell.id, kind=ClassKind.AWARENESS, facts=facts)
    letter = ClassLetter(class_id=made.id, file_name="Cử đi học.pdf", content={})
    db.session.add(letter)
    db.session.flush()

    for actor, count in ((system(DAY), 1), (officer, 1), (make.office(Desk.CLERICAL), 0)):
        assert seen(actor, policy.visible_letters) == count
    assert seen(system(DAY), policy.visible_classes) == 1
    assert seen(officer, policy.visible_classes) == seen(make.office(), policy.visible_classes) == 1
    assert seen(make.secretary(make.cell()), policy.visible_classes) == 0


def test_who_may_do_what(make, officer, helper, prospect, procedure):
    desk, clerk = make.office(), make.office(Desk.CLERICAL)
    loaded = files.get(officer, procedure.id)
    cell = prospect.organisation

    assert policy.may_register(officer, cell.id)
    assert policy.may_change(officer, prospect)
    assert not policy.may_change(helper, prospect)
    assert policy.may_review(officer, prospect)
    assert policy.may_review(helper, prospect)
    assert not policy.may_review(desk, prospect)
    assert policy.may_prepare(officer, loaded)
    assert not policy.may_prepare(desk, loaded)
    assert policy.may_tick(officer, loaded)
    assert policy.may_tick(desk, loaded)
    assert policy.may_decide(desk, loaded)
    assert not policy.may_decide(officer, loaded)
    assert not policy.may_decide(clerk, loaded)
    assert policy.may_know_past(officer, loaded)
    assert policy.may_know_past(desk, loaded)
    assert not policy.may_know_past(helper, loaded)
    assert not policy.may_know_past(clerk, loaded)
    assert policy.may_send_to_class(officer, cell)
    assert policy.may_send_to_class(desk, make.organisation())
    assert policy.may_follow(officer)
    assert policy.may_follow(desk)
    assert not policy.may_follow(clerk)
    assert policy.may_list(helper)
    assert not policy.may_list(make.administrator())


def test_models_are_what_the_policies_read():
    kinds = [
        visible(system(DAY)).column_descriptions[0]["entity"]
        for visible in (policy.visible, policy.visible_procedures, policy.visible_classes)
    ]

    assert kinds == [Prospect, Procedure, PartyClass]
