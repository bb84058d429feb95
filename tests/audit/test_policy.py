from datetime import date

import pytest

from partywork.audit import policy
from partywork.audit import service as audit
from partywork.core.actor import system
from partywork.core.db import db, transaction

DAY = date(2026, 11, 5)


def paths(actor):
    return {
        entry.organisation_path
        for entry in db.session.scalars(policy.visible(actor))
        if entry.action == "test.write"
    }


@pytest.fixture
def cell(make):
    found = make.cell()
    with transaction():
        for path in (found.path, ""):
            audit.record(system(DAY), "test.write", organisation_path=path)
    return found


@pytest.mark.parametrize("who", ["inspector", "committee", "committee_secretary"])
def test_the_commission_and_the_committee_read_their_subtree(make, cell, who):
    actor = getattr(make, who)()

    assert paths(actor) == {cell.path}
    assert policy.may_inspect(actor)


@pytest.mark.parametrize("who", ["office", "administrator"])
def test_the_office_and_the_administrator_read_nothing(make, cell, who):
    actor = getattr(make, who)()

    assert paths(actor) == set()
    assert not policy.may_inspect(actor)


def test_people_of_the_cell_read_nothing(make, cell):
    assert paths(make.secretary(cell)) == set()


def test_the_system_reads_all(make, cell):
    assert paths(system(DAY)) == {cell.path, ""}


def test_members_are_told_what_others_did_with_their_record_and_lists_that_hold_them(make):
    cell, other = make.cell(), make.cell()
    member = make.plain_member(cell)
    reader = make.secretary(cell)
    with transaction():
        for path in (cell.path, other.path):
            audit.record(reader, "member.export", organisation_path=path, rows=3)
    about_me = {
        entry.organisation_path for entry in db.session.scalars(policy.visible_about(member))
    }
    own_acts = list(db.session.scalars(policy.visible_about(reader)))

    assert about_me == {cell.path}
    assert own_acts == []
    assert list(db.session.scalars(policy.visible_about(make.administrator()))) == []
    assert len(list(db.session.scalars(policy.visible_about(system(DAY))))) >= 2


def test_what_somebody_did_is_counted_for_them_alone(make):
    cell = make.cell()
    actor, other = make.secretary(cell), make.deputy(cell)
    with transaction():
        audit.record(actor, "member.export", organisation_path=cell.path, rows=3)

    def own(who):
        return [entry.changes["rows"] for entry in db.session.scalars(policy.visible_own(who))]

    assert own(actor) == [3]
    assert own(other) == own(make.administrator()) == own(system(DAY)) == []
