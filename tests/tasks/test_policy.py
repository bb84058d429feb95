"""Two cells, every role: who sees tasks, gives them and reports on them."""

from datetime import date

import pytest

from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.tasks import policy, service
from partywork.tasks.models import TaskHandOver
from tests.support.people import around, who

DAY = date(2026, 11, 22)


@pytest.fixture
def people(make, today):
    """Return the cell and one actor for each role around it and another cell."""
    today(DAY)
    here = make.cell()
    return here, {**around(make, here, DAY), "lead": make.plain_member(here)}


def given(organisation, lead):
    return service.give(
        system(DAY),
        organisation_id=organisation.id,
        title="Chuẩn bị báo cáo",
        lead_id=lead.member_id,
        given_on=date(2026, 11, 5),
        due_on=date(2026, 11, 20),
    )


def test_a_task_of_a_cell_is_seen_inside_and_led_by_one(people):
    here, actors = people
    task = given(here, actors["lead"])

    def sees(actor):
        return db.session.scalars(policy.visible(actor)).all()

    inside = {"secretary", "deputy", "lead", "member", "inspector with a case"}
    assert who(actors, sees) == inside
    assert sees(system(DAY)) == [task]


def test_officers_give_tasks_and_they_or_the_lead_report(people):
    here, actors = people
    task = given(here, actors["lead"])

    givers = who(actors, lambda actor: policy.may_give(actor, here.id))
    reporters = who(actors, lambda actor: policy.may_report(actor, task))

    assert givers == {"secretary", "deputy"}
    assert reporters == {"secretary", "deputy", "lead"}


def test_a_lead_from_elsewhere_sees_the_task(make, people):
    _, actors = people
    officer = actors["committee"]
    task = given(make.organisation(), officer)

    assert db.session.scalars(policy.visible(officer)).all() == [task]
    assert db.session.scalars(policy.visible(actors["other member"])).all() == []


def test_where_a_task_was_before_is_seen_with_the_task(people, make):
    here, actors = people
    task = given(here, actors["lead"])
    with transaction():
        db.session.add(
            TaskHandOver(
                organisation_id=here.id,
                task_id=task.id,
                successor_id=make.cell().id,
                until_on=DAY,
                decision_number="130-QĐ",
            )
        )

    def sees_it(actor):
        return bool(list(db.session.scalars(policy.visible_hand_overs(actor))))

    def sees_task(actor):
        return bool(list(db.session.scalars(policy.visible(actor))))

    assert who(people[1], sees_it) == who(people[1], sees_task)
    assert "other secretary" not in who(people[1], sees_it)
