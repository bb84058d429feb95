from datetime import date

import pytest

from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.beginning import (
    check_beginning,
    check_closing,
    check_followed,
    check_reopening,
    check_within_reach,
    is_followed,
)

TODAY = date(2026, 11, 22)
JULY, OCTOBER, NOVEMBER = Month(2026, 7), Month(2026, 10), Month(2026, 11)
THIRD, FOURTH = Quarter(2026, 3), Quarter(2026, 4)


def begin(month, closed=None, first_written=None, first_money=None):
    check_beginning(
        month,
        today=TODAY,
        months_back=12,
        closed=closed,
        first_written=first_written,
        first_money=first_money,
    )


@pytest.mark.parametrize(
    ("month", "facts", "words"),
    [
        (Month(2026, 12), {}, "tương lai"),
        (OCTOBER.shift(-12), {}, "sớm nhất từ tháng 11/2025"),
        (Month(2020, 6), {}, "sớm nhất từ tháng 11/2025"),
        (JULY, {"closed": JULY}, "tháng 7/2026 đã chốt"),
        (NOVEMBER, {"first_written": OCTOBER}, "đã ghi đảng phí của tháng 10/2026"),
        (NOVEMBER, {"first_money": date(2026, 10, 31)}, "tiền nộp ngày 31/10/2026"),
    ],
)
def test_a_register_does_not_begin_where_it_would_make_debts_or_lose_money(month, facts, words):
    with pytest.raises(RuleBroken, match=words) as refused:
        begin(month, **facts)

    assert refused.value.field == "from_month"


def test_a_register_begins_with_a_month_of_the_last_year():
    begin(NOVEMBER)
    begin(NOVEMBER.shift(-12))
    begin(OCTOBER, first_written=OCTOBER, first_money=date(2026, 10, 1))


def test_a_month_is_followed_from_the_beginning_on():
    assert is_followed(JULY, JULY)
    assert is_followed(NOVEMBER, JULY)
    assert not is_followed(JULY.shift(-1), JULY)
    assert not is_followed(JULY, None)


@pytest.mark.parametrize(
    ("month", "begun", "words"),
    [
        (JULY, None, "chưa bắt đầu sổ"),
        (Month(2020, 6), JULY, "bắt đầu từ tháng 7/2026"),
        (Month(2026, 6), JULY, "bắt đầu từ tháng 7/2026"),
        (Month(2027, 12), JULY, "Chỉ ghi trước đến tháng 11/2027"),
    ],
)
def test_of_a_month_out_of_the_register_nothing_is_written(month, begun, words):
    with pytest.raises(RuleBroken, match=words):
        check_followed(month, begun=begun, today=TODAY)


def test_of_a_month_in_the_register_it_is_told_since_when():
    assert check_followed(JULY, begun=JULY, today=TODAY) == JULY
    assert check_followed(NOVEMBER.shift(12), begun=JULY, today=TODAY) == JULY


def test_what_counts_from_a_month_counts_from_one_within_reach():
    for month, words in (
        (Month(1900, 11), "trước tháng 7/2026"),
        (Month(2026, 6), "trước tháng 7/2026"),
        (Month(2099, 1), "đến tháng 11/2027"),
    ):
        with pytest.raises(RuleBroken, match=words) as refused:
            check_within_reach(month, earliest=JULY, today=TODAY, field="from_month")
        assert refused.value.field == "from_month"
    check_within_reach(JULY, earliest=JULY, today=TODAY, field="from_month")
    check_within_reach(Month(2027, 11), earliest=JULY, today=TODAY, field="from_month")


@pytest.mark.parametrize(
    ("month", "begun", "closed", "unknown", "words"),
    [
        (NOVEMBER, None, None, 0, "chưa bắt đầu sổ"),
        (Month(2026, 12), JULY, None, 0, "Chưa đến tháng này"),
        (NOVEMBER, JULY, NOVEMBER, 0, "đã chốt"),
        (Month(2010, 1), JULY, None, 0, "bắt đầu từ tháng 7/2026"),
        (NOVEMBER, JULY, None, 0, "Hãy chốt tháng 7/2026 trước"),
        (NOVEMBER, JULY, Month(2026, 9), 0, "Hãy chốt tháng 10/2026 trước"),
        (JULY, JULY, None, 2, "Còn 2 đồng chí"),
    ],
)
def test_a_month_that_cannot_be_closed_yet_says_why(month, begun, closed, unknown, words):
    with pytest.raises(RuleBroken, match=words):
        check_closing(month, today=TODAY, begun=begun, closed=closed, unknown=unknown)


def test_months_are_closed_one_after_the_other_from_the_first():
    check_closing(JULY, today=TODAY, begun=JULY, closed=None, unknown=0)
    check_closing(NOVEMBER, today=TODAY, begun=JULY, closed=OCTOBER, unknown=0)


@pytest.mark.parametrize(
    ("month", "closed", "settled", "words"),
    [
        (NOVEMBER, None, None, "chưa chốt"),
        (NOVEMBER, OCTOBER, None, "chưa chốt"),
        (JULY, OCTOBER, THIRD, "quý 3 năm 2026 đã quyết toán"),
        (OCTOBER, OCTOBER, FOURTH, "quý 4 năm 2026 đã quyết toán"),
        (OCTOBER, NOVEMBER, THIRD, "Hãy mở lại tháng 11/2026 trước"),
    ],
)
def test_a_month_that_stays_closed_says_why(month, closed, settled, words):
    with pytest.raises(RuleBroken, match=words):
        check_reopening(month, closed=closed, settled=settled)


def test_the_month_closed_last_is_opened_until_its_quarter_is_settled():
    check_reopening(OCTOBER, closed=OCTOBER, settled=THIRD)
    check_reopening(JULY, closed=JULY, settled=None)
