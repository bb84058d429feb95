from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core import display

EVENING = datetime(2026, 11, 5, 12, 42, tzinfo=UTC)


def test_days_on_screen_have_two_digits_everywhere() -> None:
    assert display.day(date(2026, 3, 5)) == "05/03/2026"
    assert display.day(None) == ""


@pytest.mark.parametrize(
    ("value", "in_text", "in_heading"),
    [
        (date(2026, 2, 5), "05/02/2026", "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "31/01/2026", "ngày 31 tháng 01 năm 2026"),
        (date(2026, 5, 27), "27/5/2026", "ngày 27 tháng 5 năm 2026"),
        (date(2026, 9, 5), "05/9/2026", "ngày 05 tháng 9 năm 2026"),
        (date(2024, 12, 22), "22/12/2024", "ngày 22 tháng 12 năm 2024"),
        (date(2026, 11, 10), "10/11/2026", "ngày 10 tháng 11 năm 2026"),
    ],
)
def test_papers_write_leading_zeros_for_days_and_for_months_one_and_two_only(
    value: date, in_text: str, in_heading: str
) -> None:
    assert display.day_in_text(value) == in_text
    assert display.day_in_heading(value) == in_heading


@given(st.dates())
def test_a_heading_names_the_same_day_that_it_was_given(value: date) -> None:
    _, day, _, month, _, year = display.day_in_heading(value).split()

    assert date(int(year), int(month), int(day)) == value
    assert (len(month) == 2) == (value.month <= 2 or value.month >= 10)


def test_weekdays_are_vietnamese_words() -> None:
    assert display.weekday(date(2026, 11, 22)) == "chủ nhật"
    assert display.weekday(date(2026, 11, 26)) == "thứ năm"


def test_instants_are_shown_in_vietnamese_time() -> None:
    assert display.moment(EVENING) == "19:42 ngày 05/11/2026"
    assert display.time_of_day(EVENING) == "19:42"
    assert display.time_in_text(EVENING) == "19 giờ 42"
    assert display.moment(datetime(2026, 11, 5, 17, 30, tzinfo=UTC)) == "00:30 ngày 06/11/2026"


def test_no_instant_shows_nothing() -> None:
    assert display.moment(None) == ""
    assert display.time_of_day(None) == ""


def test_counts_are_written_as_papers_write_them() -> None:
    assert [display.count(n) for n in (0, 1, 9, 10, 135)] == ["không", "01", "09", "10", "135"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Việc gia đình", "việc gia đình"),
        ("Dự bị", "dự bị"),
        ("Hà Nội họp", "Hà Nội họp"),
        ("Ốm", "ốm"),
        ("", ""),
    ],
)
def test_words_inside_a_sentence_begin_small_unless_they_are_a_name(words: str, shown: str) -> None:
    assert display.inside_a_sentence(words) == shown


def test_thousands_are_grouped_by_dots() -> None:
    assert display.thousands(1234567) == "1.234.567"
    assert display.thousands(743) == "743"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (15, 17, "88,2%"),
        (16, 17, "94,1%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (1, 2, "50%"),
        (12, 12, "100%"),
        (1, 800, "0,1%"),
        (0, 5, "0%"),
        (0, 0, "0%"),
    ],
)
def test_percentages_have_one_digit_rounded_half_up(part: int, whole: int, shown: str) -> None:
    assert display.percent(part, whole) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_within_half_a_tenth_of_the_truth(part: int, whole: int) -> None:
    shown = float(display.percent(part, whole).rstrip("%").replace(",", "."))

    assert abs(shown - 100 * part / whole) <= 0.05 + 1e-6
