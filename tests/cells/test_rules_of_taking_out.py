import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.taking_out import Allowance, takes_two

ALLOWANCE = Allowance(at_once=50, in_a_day=100)


@pytest.mark.parametrize(
    ("rows", "taken_today", "expected"),
    [(50, 0, False), (51, 0, True), (50, 50, False), (50, 51, True), (1, 100, True)],
)
def test_a_second_person_is_needed_for_a_long_list_and_beyond_the_days_total(
    rows, taken_today, expected
):
    assert takes_two(rows, taken_today=taken_today, allowance=ALLOWANCE) is expected


@given(st.lists(st.integers(0, 60), max_size=20))
def test_nobody_takes_more_alone_in_a_day_than_the_total_however_it_is_cut(lists):
    taken = 0
    for rows in lists:
        if not takes_two(rows, taken_today=taken, allowance=ALLOWANCE):
            taken += rows

    assert taken <= ALLOWANCE.in_a_day
