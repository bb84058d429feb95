"""T22 among them; the cases are of the domain note, §9."""

from datetime import date
from uuid import uuid4

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Declared
from partywork.dues.rules.entries import (
    Decided,
    Piece,
    check_declaration,
    check_not_own,
    check_not_paid_elsewhere,
    check_not_recorded,
    check_payment,
    check_relief,
    check_rest,
    may_pay_apart,
    money_of,
    timing,
)
from partywork.dues.terms import DuesGroup, PaymentWay, ReliefGround, ReliefPercent, Timing

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("declared", "decision", "closed", "field"),
    [
        (Declared(DuesGroup.INSURED), "", None, "base"),
        (Declared(DuesGroup.STUDENT, 1_000_000), "", None, "base"),
        (Declared(DuesGroup.INSURED, 1_000_000, 20_000), " ", None, "higher_decision"),
        (Declared(DuesGroup.INSURED, 1_000_000), "12-CV/ĐU", None, "higher"),
        (Declared(DuesGroup.INSURED, 1_000_000), "", NOVEMBER, "from_month"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused_at_its_field(declared, decision, closed, field):
    with pytest.raises(RuleBroken) as refusal:
        check_declaration(declared, from_month=NOVEMBER, higher_decision=decision, closed=closed)

    assert refusal.value.field == field


def test_a_declaration_counts_from_the_first_open_month():
    check_declaration(
        Declared(DuesGroup.PENSIONER, 8_000_000, 60_000),
        from_month=NOVEMBER,
        higher_decision="12-CV/ĐU",
        closed=Month(2026, 10),
    )


def relief(ground, percent, to_month, longest=12):
    check_relief(ground, percent, from_month=Month(2026, 4), to_month=to_month, longest=longest)


def test_t22_a_reduction_of_fourteen_months_is_refused_and_of_twelve_is_not():
    relief(ReliefGround.HARDSHIP, ReliefPercent.FIFTY, Month(2027, 3))
    for last in (Month(2027, 4), Month(2027, 5)):
        with pytest.raises(RuleBroken, match="không quá 12 tháng") as refusal:
            relief(ReliefGround.HARDSHIP, ReliefPercent.FIFTY, last)
        assert refusal.value.field == "to_month"


@pytest.mark.parametrize(
    ("ground", "percent", "to_month", "field"),
    [
        (ReliefGround.HARDSHIP, ReliefPercent.ALL, None, "to_month"),
        (ReliefGround.HARDSHIP, ReliefPercent.ALL, Month(2026, 3), "to_month"),
        (ReliefGround.SOCIAL_PENSION, ReliefPercent.THIRTY, None, "percent"),
    ],
)
def test_a_relief_the_rule_does_not_know_is_refused(ground, percent, to_month, field):
    with pytest.raises(RuleBroken) as refusal:
        relief(ground, percent, to_month)

    assert refusal.value.field == field


def test_the_poor_and_the_seriously_ill_are_exempt_until_it_changes():
    relief(ReliefGround.POOR_HOUSEHOLD, ReliefPercent.ALL, None)
    relief(ReliefGround.SERIOUS_ILLNESS, ReliefPercent.ALL, Month(2028, 1))


@pytest.mark.parametrize(
    ("paid_on", "expected"),
    [
        (date(2026, 11, 1), Timing.IN_TIME),
        (date(2026, 11, 30), Timing.IN_TIME),
        (date(2026, 10, 31), Timing.EARLY),
        (date(2026, 12, 1), Timing.LATE),
    ],
)
def test_a_month_is_paid_within_it_before_or_after(paid_on, expected):
    assert timing(NOVEMBER, paid_on) is expected


def test_only_who_is_excused_for_a_time_may_pay_ahead_or_behind():
    assert may_pay_apart(MembershipStatus.EXEMPTED)
    assert not may_pay_apart(MembershipStatus.OFFICIAL)


JULY, THIRD = Month(2026, 7), Quarter(2026, 3)


@pytest.mark.parametrize(
    ("amount", "paid_on", "settled", "field", "words"),
    [
        (0, TODAY, None, "amount", "số tiền đã nộp"),
        (5000, date(2026, 11, 23), None, "paid_on", "tương lai"),
        (5000, date(1916, 11, 20), None, "paid_on", "bắt đầu từ ngày 01/07/2026"),
        (5000, date(2026, 6, 30), None, "paid_on", "bắt đầu từ ngày 01/07/2026"),
        (5000, date(2026, 9, 30), THIRD, "paid_on", "quý 3 năm 2026 đã quyết toán.*tính vào quý"),
    ],
)
def test_money_that_cannot_have_come_is_refused(amount, paid_on, settled, field, words):
    with pytest.raises(RuleBroken, match=words) as refusal:
        check_payment(amount, paid_on=paid_on, today=TODAY, begun=JULY, settled=settled)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("paid_on", "settled"),
    [(TODAY, THIRD), (date(2026, 10, 1), THIRD), (date(2026, 7, 1), None)],
)
def test_money_since_the_beginning_and_after_a_settled_quarter_is_taken(paid_on, settled):
    check_payment(5000, paid_on=paid_on, today=TODAY, begun=JULY, settled=settled)


MARCH, MAY = Month(2026, 3), Month(2026, 5)


@pytest.mark.parametrize(
    ("number", "first", "last", "is_there"),
    [
        ("03-NQ/CB", MARCH, MAY, True),
        ("03-nq/cb ", MAY, None, True),
        ("03-NQ/CB", Month(2026, 1), MARCH, True),
        ("03-NQ/CB", Month(2026, 1), Month(2026, 2), False),
        ("03-NQ/CB", Month(2026, 6), None, False),
        ("04-NQ/CB", MARCH, MAY, False),
    ],
)
def test_a_decision_is_the_same_when_its_number_is_and_its_months_meet(
    number, first, last, is_there
):
    others = [Decided("03-NQ/CB", MARCH, MAY)]

    if is_there:
        with pytest.raises(RuleBroken, match="03-NQ/CB đã ghi"):
            check_not_recorded(number, first, last, others)
    else:
        check_not_recorded(number, first, last, others)


def test_a_decision_without_an_end_meets_all_that_follows():
    with pytest.raises(RuleBroken, match="đã ghi"):
        check_not_recorded("3", Month(2030, 1), None, [Decided("3", MARCH, None)])


def test_who_collects_does_not_write_down_their_own_money():
    own, other = uuid4(), uuid4()

    with pytest.raises(RuleBroken, match="nhờ một đồng chí cấp ủy khác") as refused:
        check_not_own(own, [other, own])

    assert refused.value.field == "paid"
    check_not_own(own, [other])
    check_not_own(None, [other])


def test_a_month_is_paid_in_one_cell():
    check_not_paid_elsewhere(is_paid_elsewhere=False)
    with pytest.raises(RuleBroken, match="ở chi bộ khác"):
        check_not_paid_elsewhere(is_paid_elsewhere=True)


FIRST = Piece(60_000, date(2026, 9, 30), PaymentWay.CASH)
REST = Piece(63_000, date(2026, 10, 2), PaymentWay.PORTAL)


def test_the_rest_of_a_month_comes_on_the_day_of_the_first_money_or_later():
    check_rest((FIRST,), REST)
    check_rest((FIRST,), Piece(1_000, FIRST.paid_on, PaymentWay.CASH))
    with pytest.raises(RuleBroken, match="30/09/2026") as refusal:
        check_rest((FIRST,), Piece(1_000, date(2026, 9, 29), PaymentWay.CASH))
    assert refusal.value.field == "paid_on"


def test_money_belongs_to_the_days_in_which_it_came():
    assert money_of([FIRST, REST], date(2026, 7, 1), date(2026, 9, 30)) == [FIRST]
    assert money_of([FIRST, REST], date(2026, 10, 1), date(2026, 12, 31)) == [REST]
