from datetime import date, timedelta

import pytest

from partywork.accounts.queries import user_of
from partywork.accounts.service import cases
from partywork.accounts.service.actors import person_of
from partywork.audit import service as audit
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.notifications import service as notifications

DAY = date(2026, 11, 5)


@pytest.fixture(autouse=True)
def on_the_day(today):
    today(DAY)


def open_one(actor, organisation, **changes):
    facts = {
        "organisation_id": organisation.id,
        "case_number": " 05-KH/UBKTĐU ",
        "reason": "Giám sát theo chương trình năm",
        "closes_on": DAY + timedelta(days=60),
    }
    return cases.open_case(actor, **(facts | changes))


def test_an_open_case_becomes_a_right_of_this_inspector_until_its_day(make, today):
    cell, inspector, other = make.cell(), make.inspector(), make.inspector()

    case = open_one(inspector, cell)

    user = user_of(inspector.member_id)
    assert case.case_number == "05-KH/UBKTĐU"
    assert person_of(user, DAY + timedelta(days=60)).actor.case_organisations == {cell.id}
    assert person_of(user, DAY + timedelta(days=61)).actor.case_organisations == frozenset()
    assert person_of(user_of(other.member_id), DAY).actor.case_organisations == frozenset()


def test_the_secretary_of_the_committee_is_told_and_the_trail_knows(make):
    cell = make.cell("Chi bộ Hội Cơ học")
    secretary, cell_secretary = make.committee_secretary(), make.secretary(cell)

    open_one(make.inspector(), cell)

    notices, _total = notifications.inbox(secretary)
    assert [notice.title for notice in notices] == ["Ủy ban kiểm tra mở hồ sơ Chi bộ Hội Cơ học"]
    assert notifications.unread(cell_secretary) == 0
    entry = audit.entries(secretary)[0]
    assert (entry.action, entry.changes["case_number"]) == ("case.open", "05-KH/UBKTĐU")


@pytest.mark.parametrize(
    "changes",
    [
        {"closes_on": DAY + timedelta(days=61)},
        {"closes_on": DAY - timedelta(days=1)},
        {"case_number": "không số"},
        {"reason": "  "},
    ],
)
def test_a_case_without_ground_or_end_is_refused(make, changes):
    with pytest.raises(RuleBroken):
        open_one(make.inspector(), make.cell(), **changes)


@pytest.mark.parametrize("who", ["office", "committee", "administrator"])
def test_only_inspectors_open_cases(make, who):
    with pytest.raises(NotAllowed):
        open_one(getattr(make, who)(), make.cell())


def test_an_organisation_outside_the_subtree_is_not_there(make):
    upper = make.organisation().parent_id

    with pytest.raises(NotVisible):
        open_one(make.inspector(), make.cell(), organisation_id=upper)


def test_the_register_is_for_inspectors_and_the_committee(make):
    cell = make.cell()
    inspector = make.inspector()
    case = open_one(inspector, cell)

    assert [one.id for one in cases.list_visible(make.committee())] == [case.id]
    assert cases.list_visible(inspector)[0].organisation.name == cell.name
    with pytest.raises(NotAllowed):
        cases.list_visible(make.secretary(cell))


@pytest.mark.parametrize("field", ["case_number", "reason"])
def test_a_case_with_a_state_secret_mark_is_refused(make, field):
    inspector = make.inspector()

    with pytest.raises(RuleBroken, match="Luật 117"):
        open_one(inspector, make.cell(), **{field: "05-KH/UBKTĐU\nMẬT"})
    assert cases.list_visible(inspector) == []
