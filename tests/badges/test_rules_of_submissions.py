"""The money with a badge, and what a tờ trình of a batch must be."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.badges.rules.money import Amounts, times_of
from partywork.badges.rules.submissions import check_day, check_list, may_sign
from partywork.cells.terms import OfficeTitle
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 5)
AMOUNTS = Amounts.of({30: "1,5", 40: "2", 45: "chưa quy định"}, 2_340_000)


def test_the_money_is_so_many_times_the_base_wage():
    assert times_of("1,5") == Fraction(3, 2)
    assert (AMOUNTS.amount(30), AMOUNTS.amount(40)) == (3_510_000, 4_680_000)


def test_what_no_text_gives_is_not_guessed():
    assert times_of("chưa quy định") is None
    assert AMOUNTS.amount(45) is None
    assert AMOUNTS.amount(35) is None


@given(st.lists(st.sampled_from([30, 40, 45])))
def test_a_total_is_told_only_when_every_amount_is_known(years):
    expected = None if 45 in years else sum(AMOUNTS.amount(one) for one in years)

    assert AMOUNTS.total(years) == expected


@pytest.mark.parametrize(("chosen", "ready"), [(0, 0), (2, 1)])
def test_a_list_without_people_or_with_somebody_who_cannot_go_is_refused(chosen, ready):
    with pytest.raises(RuleBroken) as refused:
        check_list(chosen, ready)

    assert refused.value.field == "chosen"


def test_a_list_of_people_who_are_ready_goes():
    check_list(2, 2)


def test_a_paper_is_not_dated_in_the_future():
    check_day(TODAY, TODAY)

    with pytest.raises(RuleBroken, match="tương lai"):
        check_day(date(2026, 11, 6), TODAY)


def test_secretaries_and_deputies_sign_and_others_do_not():
    signing = {title for title in OfficeTitle if may_sign(title)}

    assert signing == {
        OfficeTitle.SECRETARY,
        OfficeTitle.ACTING_SECRETARY,
        OfficeTitle.DEPUTY_SECRETARY,
    }
