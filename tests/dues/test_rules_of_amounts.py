"""T20, T21 and T32 among them; the cases are of the domain note, §9."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.terms import MembershipStatus
from partywork.core.periods import Month
from partywork.dues.rules.amounts import (
    Declared,
    Lowered,
    Rates,
    by_rule,
    exempt_from,
    reckon,
    rounded,
)
from partywork.dues.terms import DuesGroup, PayingPlace, Why

RATES = Rates(
    wage_permille=10,
    allowance_permille=10,
    pension_permille=5,
    student=5000,
    not_insured=0,
    abroad=0,
    rounding=1000,
    exempt_party_age=50,
    exempt_next_month=True,
    detained_pay=False,
)
MONTH = Month(2026, 11)
WAGE = Declared(DuesGroup.INSURED, 12_340_000)
AMOUNTS = st.integers(0, 10**9)


def due(declared=WAGE, *, status=MembershipStatus.OFFICIAL, lowered=(), rates=RATES, age_from=None):
    return reckon(
        MONTH,
        status=status,
        party_age_from=age_from,
        declared=declared,
        lowered=lowered,
        rates=rates,
    )


@pytest.mark.parametrize(
    ("declared", "exact"),
    [
        (WAGE, 123_400),
        (Declared(DuesGroup.ON_ALLOWANCE, 9_000_000), 90_000),
        (Declared(DuesGroup.PENSIONER, 8_100_000), 40_500),
        (Declared(DuesGroup.STUDENT), 5000),
    ],
)
def test_t20_each_group_pays_its_part_before_rounding(declared, exact):
    assert by_rule(declared, RATES) == exact


@pytest.mark.parametrize("group", [DuesGroup.NOT_INSURED, DuesGroup.ABROAD])
def test_an_amount_nobody_has_set_is_not_guessed(group):
    assert due(Declared(group)).amount is None
    assert due(Declared(group)).why is Why.NO_RATE


def test_an_amount_the_committee_has_set_is_paid():
    rates = replace(RATES, not_insured=20_000)

    assert due(Declared(DuesGroup.NOT_INSURED), rates=rates).amount == 20_000


@pytest.mark.parametrize(
    ("exact", "step", "expected"),
    [
        (123_400, 1000, 123_000),
        (123_500, 1000, 124_000),
        (40_500, 1000, 41_000),
        (Fraction(2469, 2), 1, 1235),
        (123_456, 0, 123_456),
    ],
)
def test_rounding_goes_half_up_to_the_step(exact, step, expected):
    assert rounded(Fraction(exact), step) == expected


@given(st.fractions(0, 10**9), st.integers(1, 10_000))
def test_rounding_never_moves_by_more_than_half_a_step(exact, step):
    result = rounded(exact, step)

    assert result % step == 0
    assert abs(result - exact) <= Fraction(step, 2)


def test_t21_fifty_years_are_free_from_the_month_after_or_from_their_own():
    assert exempt_from(date(1977, 1, 20), 50, next_month=True) == Month(2027, 2)
    assert exempt_from(date(1977, 1, 20), 50, next_month=False) == Month(2027, 1)


def test_t21_the_oldest_pay_nothing_and_the_month_before_is_still_due():
    assert due(age_from=date(1976, 10, 31)).why is Why.PARTY_AGE
    assert due(age_from=date(1976, 10, 31)).amount == 0
    assert due(age_from=date(1976, 11, 1)).amount == 123_000


@pytest.mark.parametrize(
    "status",
    [
        MembershipStatus.PROBATIONARY,
        MembershipStatus.SUSPENDED,
        MembershipStatus.EXEMPTED,
        MembershipStatus.TEMPORARILY_AWAY,
    ],
)
def test_t32_probationary_suspended_exempted_and_away_members_pay_all_the_same(status):
    assert due(status=status).amount == 123_000


def test_a_letter_says_whether_somebody_in_two_cells_pays_here_or_there():
    there = replace(WAGE, place=PayingPlace.TEMPORARY_CELL)

    assert due(there, status=MembershipStatus.TEMPORARILY_AWAY).why is Why.PAYS_ELSEWHERE
    assert due(there, status=MembershipStatus.TEMPORARY_GUEST).amount == 123_000
    assert due(WAGE, status=MembershipStatus.TEMPORARY_GUEST).why is Why.PAYS_AT_HOME
    assert due(None, status=MembershipStatus.TEMPORARY_GUEST).amount == 0


def test_the_detained_pay_only_when_the_committee_says_so():
    assert due(status=MembershipStatus.PROSECUTED).why is Why.DETAINED
    rates = replace(RATES, detained_pay=True)
    assert due(status=MembershipStatus.PROSECUTED, rates=rates).amount == 123_000


def test_without_a_declaration_the_amount_is_not_known():
    unknown = due(None)

    assert (unknown.amount, unknown.why, unknown.is_owed) == (None, Why.UNDECLARED, True)


def test_a_reduction_is_taken_off_before_rounding_and_only_while_it_holds():
    half = Lowered(50, Month(2026, 10), Month(2026, 11))

    assert due(lowered=[half]).amount == 62_000
    assert due(lowered=[half]).why is Why.REDUCED
    assert due(lowered=[replace(half, to_month=Month(2026, 10))]).amount == 123_000
    assert due(lowered=[replace(half, from_month=Month(2026, 12))]).amount == 123_000


def test_the_largest_of_two_reliefs_counts_and_the_whole_exempts_without_a_declaration():
    reliefs = [Lowered(30, MONTH), Lowered(100, MONTH)]

    assert due(None, lowered=reliefs).why is Why.EXEMPT
    assert not due(None, lowered=reliefs).is_owed


def test_who_volunteered_more_pays_more_and_never_less():
    assert due(replace(WAGE, higher=200_000)).amount == 200_000
    assert due(replace(WAGE, higher=200_000)).why is Why.HIGHER
    assert due(replace(WAGE, higher=100_000)).amount == 123_000
    assert due(Declared(DuesGroup.ABROAD, higher=100_000)).amount == 100_000


@given(AMOUNTS, st.sampled_from([30, 50, 70]))
def test_a_reduction_never_makes_anybody_pay_more(base, percent):
    declared = Declared(DuesGroup.INSURED, base)
    whole = due(declared).amount
    less = due(declared, lowered=[Lowered(percent, MONTH)]).amount

    assert whole is not None
    assert less is not None
    assert 0 <= less <= whole
