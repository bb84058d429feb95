from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.periods import Month, Quarter

MONTHS = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@pytest.mark.parametrize("number", [0, 13, -1])
def test_a_month_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(2026, number)


def test_a_month_knows_its_first_and_last_day() -> None:
    assert Month(2024, 2).first_day == date(2024, 2, 1)
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert Month(2026, 2).last_day == date(2026, 2, 28)


def test_a_month_is_labelled_as_papers_write_it() -> None:
    assert Month(2026, 11).label == "tháng 11 năm 2026"
    assert Month(2026, 3).short_label == "tháng 3/2026"


def test_shifting_crosses_the_year_both_ways() -> None:
    assert Month(2026, 12).shift(1) == Month(2027, 1)
    assert Month(2026, 1).shift(-1) == Month(2025, 12)
    assert Month(2026, 5).shift(-17) == Month(2024, 12)


def test_a_day_beyond_the_month_is_its_last_day() -> None:
    assert Month(2026, 2).day(30) == date(2026, 2, 28)
    assert Month(2026, 11).day(25) == date(2026, 11, 25)


@given(MONTHS, st.integers(-600, 600))
def test_shifting_there_and_back_returns_the_month(month: Month, months: int) -> None:
    assert month.shift(months).shift(-months) == month


@given(MONTHS)
def test_every_day_of_a_month_belongs_to_it_and_the_next_day_to_the_next(month: Month) -> None:
    assert Month.of(month.first_day) == Month.of(month.last_day) == month
    assert (month.shift(1).first_day - month.last_day).days == 1


@given(MONTHS, MONTHS)
def test_months_sort_in_time(one: Month, other: Month) -> None:
    assert (one < other) == (one.first_day < other.first_day)


@pytest.mark.parametrize("number", [0, 5])
def test_a_quarter_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(2026, number)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_day_lies_in_its_quarter(day: date) -> None:
    quarter = Quarter.of(day)

    assert quarter.first_day <= day <= quarter.last_day
    assert Month.of(day) in quarter.months


def test_a_quarter_is_labelled_as_papers_write_it() -> None:
    assert Quarter(2026, 4).label == "quý 4 năm 2026"
