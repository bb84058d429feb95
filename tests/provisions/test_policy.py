from datetime import date

from partywork.core.actor import system
from partywork.provisions.policy import may_change


def test_the_committee_office_changes_provisions_and_nobody_else(make):
    cell = make.cell()

    assert may_change(make.office())
    assert may_change(system(date(2026, 11, 5)))
    for actor in (
        make.secretary(cell),
        make.committee_secretary(),
        make.inspector(),
        make.administrator(),
    ):
        assert not may_change(actor)
