from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.provisions.rules import (
    add_working_days,
    in_force,
    is_working_day,
    working_days_between,
)

NO_HOLIDAYS: frozenset[date] = frozenset()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=20)


@dataclass(frozen=True)
class Row:
    valid_from: date
    value: int


ROWS = [Row(date(2026, 7, 26), 3), Row(date(2021, 7, 30), 1), Row(date(2025, 7, 1), 2)]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2021, 7, 30), 1),
        (date(2025, 6, 30), 1),
        (date(2025, 7, 1), 2),
        (date(2026, 7, 25), 2),
        (date(2026, 11, 22), 3),
    ],
)
def test_the_value_in_force_is_the_latest_that_has_begun(day: date, value: int) -> None:
    found = in_force(ROWS, day)

    assert found is not None
    assert found.value == value


def test_nothing_is_in_force_before_the_first_day() -> None:
    assert in_force(ROWS, date(2020, 1, 1)) is None
    assert in_force([], date(2026, 1, 1)) is None


def test_weekends_and_holidays_are_not_working_days() -> None:
    holidays = frozenset({date(2026, 9, 2)})

    assert is_working_day(date(2026, 9, 4), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 5), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 6), NO_HOLIDAYS)
    assert is_working_day(date(2026, 9, 2), NO_HOLIDAYS)
    assert not is_working_day(date(2026, 9, 2), holidays)


def test_t10_review_is_due_30_working_days_after_the_probation_ends() -> None:
    assert add_working_days(date(2026, 3, 15), 30, NO_HOLIDAYS) == date(2026, 4, 24)


def test_t13_the_ceremony_is_due_30_working_days_after_the_decision() -> None:
    assert add_working_days(date(2026, 10, 1), 30, NO_HOLIDAYS) == date(2026, 11, 12)


def test_t29_a_transfer_is_due_60_working_days_later_and_holidays_are_data() -> None:
    holidays = frozenset({date(2026, 9, 1), date(2026, 9, 2)})

    assert add_working_days(date(2026, 9, 1), 60, holidays) == date(2026, 11, 25)
    with_one_more = holidays | {date(2026, 11, 24)}
    assert add_working_days(date(2026, 9, 1), 60, with_one_more) == date(2026, 11, 26)


def test_a_term_of_no_days_ends_where_it_begins() -> None:
    assert add_working_days(date(2026, 9, 5), 0, NO_HOLIDAYS) == date(2026, 9, 5)


def test_a_negative_term_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 9, 5), -1, NO_HOLIDAYS)


def test_no_working_days_lie_between_a_day_and_itself_or_an_earlier_one() -> None:
    assert working_days_between(date(2026, 9, 4), date(2026, 9, 4), NO_HOLIDAYS) == 0
    assert working_days_between(date(2026, 9, 4), date(2026, 9, 1), NO_HOLIDAYS) == 0


@given(DAYS, st.integers(1, 90), HOLIDAYS)
def test_a_term_ends_on_a_working_day_and_has_as_many_as_asked(
    day: date, count: int, holidays: frozenset[date]
) -> None:
    end = add_working_days(day, count, holidays)

    assert is_working_day(end, holidays)
    assert working_days_between(day, end, holidays) == count


@given(DAYS, st.integers(0, 60), HOLIDAYS, DAYS)
def test_one_more_holiday_never_ends_a_term_earlier(
    day: date, count: int, holidays: frozenset[date], extra: date
) -> None:
    assert add_working_days(day, count, holidays | {extra}) >= add_working_days(
        day, count, holidays
    )


@given(DAYS, st.integers(0, 400), st.integers(0, 400), HOLIDAYS)
def test_working_days_add_up_over_neighbouring_spans(
    day: date, first: int, second: int, holidays: frozenset[date]
) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = working_days_between(day, end, holidays)

    assert whole == working_days_between(day, middle, holidays) + working_days_between(
        middle, end, holidays
    )
