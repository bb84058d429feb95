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
