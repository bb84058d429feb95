from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.conduct.rules.prompts import in_words, is_prompted, months_counted
from partywork.core.periods import Month
from partywork.provisions.terms import PromptPeriod

YEAR, TWELVE = PromptPeriod.CALENDAR_YEAR, PromptPeriod.TWELVE_MONTHS


def test_t18_three_months_of_a_year_call_for_attention():
    days = [date(2026, 2, 5), date(2026, 6, 5), date(2026, 10, 5)]

    months = months_counted(days, date(2026, 11, 5), YEAR)

    assert is_prompted(months, 3)
    assert in_words(months) == "02/2026, 06/2026, 10/2026"


def test_t19_months_of_two_calendar_years_are_not_added_up():
    days = [date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5)]

    assert not is_prompted(months_counted(days, date(2026, 1, 20), YEAR), 3)
    assert is_prompted(months_counted(days, date(2026, 1, 20), TWELVE), 3)


def test_two_absences_of_one_month_are_one_month():
    days = [date(2026, 2, 5), date(2026, 2, 20), date(2026, 6, 5)]

    assert not is_prompted(months_counted(days, date(2026, 11, 5), YEAR), 3)


def test_twelve_months_end_with_the_present_one():
    days = [date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 6)]

    assert months_counted(days, date(2026, 11, 5), TWELVE) == (Month(2025, 12),)


@pytest.mark.parametrize("threshold", [0, -1])
def test_a_threshold_of_nothing_asks_nothing(threshold):
    assert not is_prompted([Month(2026, 1)], threshold)


@given(st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31))))
def test_never_more_than_twelve_months_are_counted(days):
    today = date(2026, 11, 5)

    assert len(months_counted(days, today, TWELVE)) <= 12
    assert set(months_counted(days, today, YEAR)) <= set(months_counted(days, today, TWELVE))
