from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.conduct.rules.prompts import in_words, is_prompted, months_counted, spans
from partywork.core.periods import Month
from partywork.provisions.terms import PromptPeriod

YEAR, TWELVE = PromptPeriod.CALENDAR_YEAR, PromptPeriod.TWELVE_MONTHS
DAY = date(2026, 1, 1)


def months_asked(days, today, period):
    return [months for span in spans(today, period) if (months := months_counted(days, span))]


def test_t18_three_months_of_a_year_call_for_attention():
    days = [date(2026, 2, 5), date(2026, 6, 5), date(2026, 10, 5)]

    (months,) = months_asked(days, date(2026, 11, 5), YEAR)

    assert is_prompted(months, 3)
    assert in_words(months) == "02/2026, 06/2026, 10/2026"


def test_t19_months_of_two_calendar_years_are_not_added_up():
    days = [date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5)]
    today = date(2026, 1, 20)

    assert not any(is_prompted(months, 3) for months in months_asked(days, today, YEAR))
    assert any(is_prompted(months, 3) for months in months_asked(days, today, TWELVE))


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 12, 31), ["10/2026, 11/2026, 12/2026"]),
        (date(2027, 1, 1), ["10/2026, 11/2026, 12/2026"]),
        (date(2027, 3, 31), ["10/2026, 11/2026, 12/2026"]),
        (date(2027, 4, 1), []),
    ],
)
def test_the_last_months_of_a_year_are_asked_about_until_the_end_of_march(today, asked):
    days = [date(2026, 10, 5), date(2026, 11, 5), date(2026, 12, 5)]

    assert [in_words(months) for months in months_asked(days, today, YEAR)] == asked


def test_two_absences_of_one_month_are_one_month():
    days = [date(2026, 2, 5), date(2026, 2, 20), date(2026, 6, 5)]

    (months,) = months_asked(days, date(2026, 11, 5), YEAR)

    assert not is_prompted(months, 3)


def test_twelve_months_end_with_the_present_one():
    days = [date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 6)]

    assert months_asked(days, date(2026, 11, 5), TWELVE) == [(Month(2025, 12),)]


@pytest.mark.parametrize("threshold", [0, -1])
def test_a_threshold_of_nothing_asks_nothing(threshold):
    assert not is_prompted([Month(2026, 1)], threshold)


@given(st.lists(st.dates(date(2024, 1, 1), date(2027, 12, 31))), st.dates(DAY, date(2027, 12, 31)))
def test_never_more_than_twelve_months_are_counted_and_no_day_to_come(days, today):
    for period in PromptPeriod:
        for months in months_asked(days, today, period):
            assert len(months) <= 12
            assert months[-1] <= Month.of(today)
            assert months[-1].shift(-11) <= months[0]
