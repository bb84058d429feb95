import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Reckoned
from partywork.dues.rules.balance import (
    check_settling,
    is_missed,
    is_unpaid,
    longest_run,
    share,
    state_of,
    totals_of,
)
from partywork.dues.terms import LineState, Why

OWES = Reckoned(120_000, Why.BY_RATE)
UNKNOWN = Reckoned(None, Why.UNDECLARED)
FREE = Reckoned(0, Why.EXEMPT)
ELSEWHERE = Reckoned(0, Why.PAYS_ELSEWHERE)


def test_unpaid_months_run_over_the_end_of_the_year():
    over_the_year = [Month(2026, 12), Month(2027, 1), Month(2026, 9)]

    assert longest_run(over_the_year) == 2
    assert longest_run([Month(2026, 9), Month(2026, 11)]) == 1
    assert longest_run([]) == 0


@pytest.mark.parametrize(
    ("due", "paid", "is_over", "is_excused", "expected"),
    [
        (OWES, None, False, False, LineState.WAITING),
        (OWES, None, True, False, LineState.OWED),
        (OWES, None, True, True, LineState.EXCUSED),
        (OWES, 119_999, True, False, LineState.PARTLY),
        (OWES, 119_999, False, False, LineState.PARTLY_SO_FAR),
        (OWES, 120_000, True, False, LineState.PAID),
        (OWES, 130_000, False, False, LineState.PAID),
        (FREE, None, True, False, LineState.EXEMPT),
        (FREE, 5000, True, False, LineState.PAID),
        (ELSEWHERE, None, True, False, LineState.ELSEWHERE),
        (UNKNOWN, None, True, False, LineState.UNKNOWN),
        (UNKNOWN, 5000, True, False, LineState.PAID),
    ],
)
def test_how_a_member_stands_with_a_month(due, paid, is_over, is_excused, expected):
    assert state_of(due, paid, is_over=is_over, is_excused=is_excused) is expected


@pytest.mark.parametrize(
    ("states", "missed"),
    [
        ([LineState.OWED], True),
        ([LineState.PARTLY, LineState.ELSEWHERE], True),
        ([LineState.OWED, LineState.PAID], False),
        ([LineState.EXCUSED, LineState.OWED], False),
        ([LineState.ELSEWHERE, LineState.WAITING], False),
        ([LineState.PARTLY_SO_FAR], False),
        ([], False),
    ],
)
def test_a_month_on_the_lists_of_two_cells_is_settled_once(states, missed):
    assert is_missed(states) is missed


def test_only_months_without_good_reason_count_as_unpaid():
    assert [state for state in LineState if is_unpaid(state)] == [
        LineState.PARTLY,
        LineState.OWED,
    ]


def test_a_collection_adds_up_and_what_is_too_much_covers_nobody_else():
    totals = totals_of([(OWES, 200_000), (OWES, None), (FREE, None), (UNKNOWN, None)])

    assert (totals.due, totals.paid, totals.owed) == (240_000, 200_000, 120_000)
    assert (totals.payers, totals.have_paid, totals.to_come) == (3, 1, 2)


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_what_came_in_is_what_goes_up_and_what_stays_to_the_last_dong(collected, percent):
    shares = share(collected, percent)

    assert shares.passed_up + shares.kept == shares.collected == collected
    assert 0 <= shares.passed_up <= collected


def test_half_a_dong_goes_up():
    assert share(5, 70).passed_up == 4
    assert share(1_234_000, 70).kept == 370_200


def test_a_share_beyond_the_whole_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="share"):
        share(1, 101)


QUARTER = Quarter(2026, 4)


SEPTEMBER, DECEMBER = Month(2026, 9), Month(2026, 12)
THIRD, FOURTH = Quarter(2026, 3), Quarter(2026, 4)


@pytest.mark.parametrize(
    ("begun", "closed", "settled", "words"),
    [
        (None, None, None, "chưa bắt đầu sổ đảng phí"),
        (Month(2027, 1), None, None, "bắt đầu từ tháng 1/2027; quý trước đó theo sổ giấy"),
        (SEPTEMBER, DECEMBER, FOURTH, "Đã quyết toán quý 4"),
        (SEPTEMBER, DECEMBER, Quarter(2027, 1), "Đã quyết toán quý 1 năm 2027"),
        (SEPTEMBER, DECEMBER, None, "Hãy quyết toán quý 3 năm 2026 trước"),
        (Month(2026, 2), DECEMBER, Quarter(2026, 1), "Hãy quyết toán quý 2 năm 2026 trước"),
        (Month(2026, 10), None, None, "tháng 10/2026"),
        (Month(2026, 11), None, None, "tháng 11/2026"),
        (SEPTEMBER, SEPTEMBER, THIRD, "tháng 10/2026"),
        (SEPTEMBER, Month(2026, 11), THIRD, "tháng 12/2026"),
    ],
)
def test_a_quarter_that_cannot_be_settled_yet_says_why(begun, closed, settled, words):
    with pytest.raises(RuleBroken, match=words):
        check_settling(FOURTH, begun=begun, closed=closed, settled=settled)


def test_quarters_are_settled_one_after_the_other_once_their_months_are_closed():
    check_settling(FOURTH, begun=SEPTEMBER, closed=DECEMBER, settled=THIRD)
    check_settling(FOURTH, begun=Month(2026, 11), closed=DECEMBER, settled=None)
    check_settling(Quarter(2027, 1), begun=SEPTEMBER, closed=Month(2027, 4), settled=FOURTH)
