"""One person entered twice, for the tests of this folder."""

import pytest

from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor, Desk
from partywork.core.db import transaction
from tests.checks.doubles import TODAY


@pytest.fixture
def desk(make, today) -> Actor:
    today(TODAY)
    return make.office(Desk.ORGANISATION)


@pytest.fixture
def cell(make, desk):
    cell = make.cell("Chi bộ Hội Cầu đường")
    make.member(cell, office=OfficeTitle.SECRETARY)
    return cell


@pytest.fixture
def pair(make, cell):
    """One person twice in one cell."""
    kept, gone = (make.member(cell, name="Lê Văn An") for _ in range(2))
    with transaction():
        gone.born_on = kept.born_on
    return kept, gone


@pytest.fixture
def elsewhere(make, pair):
    """A cell in which the record that goes would stand, had it been entered there."""
    return make.cell("Chi bộ Hội Biển")
