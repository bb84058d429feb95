from datetime import date

import pytest

from partywork.cells.rules.importing.standings import Spell, spells
from partywork.cells.terms import MembershipStatus as Status

ADMITTED, OFFICIAL, LIST_DAY = date(2000, 5, 3), date(2001, 5, 3), date(2026, 10, 31)


def test_probation_runs_from_admission():
    found = spells(
        Status.PROBATIONARY, admitted_on=date(2026, 1, 9), official_on=None, list_day=LIST_DAY
    )

    assert found == (Spell(Status.PROBATIONARY, date(2026, 1, 9), None),)


def test_an_official_member_stands_so_from_the_official_day():
    found = spells(Status.OFFICIAL, admitted_on=ADMITTED, official_on=OFFICIAL, list_day=LIST_DAY)

    assert found == (Spell(Status.OFFICIAL, OFFICIAL, None),)


def test_a_missing_official_day_is_not_guessed():
    found = spells(Status.OFFICIAL, admitted_on=ADMITTED, official_on=None, list_day=LIST_DAY)

    assert found == (Spell(Status.OFFICIAL, LIST_DAY, None),)


@pytest.mark.parametrize("status", [Status.EXEMPTED, Status.SUSPENDED, Status.TEMPORARILY_AWAY])
def test_another_standing_is_known_from_the_list_and_was_official_before(status):
    found = spells(status, admitted_on=ADMITTED, official_on=OFFICIAL, list_day=LIST_DAY)

    assert found == (
        Spell(Status.OFFICIAL, OFFICIAL, date(2026, 10, 30)),
        Spell(status, LIST_DAY, None),
    )


@pytest.mark.parametrize(
    ("status", "official_on"),
    [
        (Status.TEMPORARY_GUEST, OFFICIAL),
        (Status.EXEMPTED, None),
        (Status.EXEMPTED, LIST_DAY),
    ],
)
def test_nothing_is_said_of_the_time_before_the_list_where_nothing_is_known(status, official_on):
    found = spells(status, admitted_on=ADMITTED, official_on=official_on, list_day=LIST_DAY)

    assert found == (Spell(status, LIST_DAY, None),)
