from datetime import date

import pytest

from partywork.badges.rules.cards import (
    Decision,
    check_act,
    check_card,
    check_decision,
    check_holder,
    possible_acts,
    state_of,
)
from partywork.badges.terms import CardAct, CardState
from partywork.cells.terms import CardKind, MembershipStatus
from partywork.core.errors import RuleBroken

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("number", "kind", "is_lost", "state"),
    [
        (None, None, False, CardState.MISSING),
        ("00000001", CardKind.OLD, False, CardState.OLD),
        ("00000001", CardKind.NEW, False, CardState.NEW),
        ("00000001", None, False, CardState.UNKNOWN),
        ("00000001", CardKind.NEW, True, CardState.LOST),
    ],
)
def test_the_state_of_a_card(number, kind, is_lost, state):
    assert state_of(number, kind, is_lost=is_lost) is state


def test_only_official_members_hold_a_card():
    check_holder(MembershipStatus.OFFICIAL)
    check_holder(MembershipStatus.EXEMPTED)
    for status in (MembershipStatus.PROBATIONARY, MembershipStatus.TEMPORARY_GUEST):
        with pytest.raises(RuleBroken, match="chỉ cấp cho đảng viên chính thức"):
            check_holder(status)


def test_what_may_happen_follows_from_the_state():
    assert possible_acts(CardState.MISSING) == possible_acts(CardState.LOST) == (CardAct.ISSUED,)
    assert possible_acts(CardState.OLD) == (CardAct.EXCHANGED, CardAct.LOST)
    check_act(CardAct.ISSUED, CardState.LOST)
    with pytest.raises(RuleBroken, match="Chưa có thẻ"):
        check_act(CardAct.EXCHANGED, CardState.MISSING)


def card(
    act, number="0123456789", kind=CardKind.NEW, *, on=TODAY, present="00000001", now=CardKind.OLD
):
    check_card(
        act,
        number,
        kind,
        present_number=present,
        present_kind=now,
        happened_on=on,
        today=TODAY,
    )


def test_a_card_is_issued_exchanged_and_lost():
    card(CardAct.ISSUED)
    card(CardAct.EXCHANGED, "00000001")
    card(CardAct.LOST, None, None)


@pytest.mark.parametrize(
    ("act", "number", "kind", "words"),
    [
        (CardAct.ISSUED, None, CardKind.NEW, "6 đến 20"),
        (CardAct.ISSUED, "12 34", CardKind.NEW, "6 đến 20"),
        (CardAct.ISSUED, "------", CardKind.NEW, "6 đến 20"),
        (CardAct.ISSUED, "ABCDEF", CardKind.NEW, "6 đến 20"),
        (CardAct.ISSUED, "0123456789", None, "loại thẻ"),
        (CardAct.EXCHANGED, "00000001", CardKind.OLD, "phải khác"),
    ],
)
def test_a_card_that_cannot_be_is_refused(act, number, kind, words):
    with pytest.raises(RuleBroken, match=words):
        card(act, number, kind)


def test_the_same_exchange_is_not_recorded_twice():
    with pytest.raises(RuleBroken, match="phải khác"):
        card(CardAct.EXCHANGED, "00000001", CardKind.NEW, now=CardKind.NEW)


def test_a_card_of_tomorrow_is_refused():
    with pytest.raises(RuleBroken, match="tương lai"):
        card(CardAct.LOST, on=date(2026, 11, 6))


@pytest.mark.parametrize("act", [CardAct.ISSUED, CardAct.EXCHANGED])
@pytest.mark.parametrize(
    ("decision", "words", "field"),
    [
        (Decision("", TODAY, "Đảng ủy"), "số quyết định", "decision_number"),
        (Decision("7-QĐ/ĐU", None, "Đảng ủy"), "ngày ký", "decided_on"),
        (Decision("7-QĐ/ĐU", TODAY, ""), "cơ quan", "deciding_body"),
        (Decision("7-QĐ/ĐU", date(2026, 11, 6), "Đảng ủy"), "tương lai", "decided_on"),
        (Decision("7-QĐ/ĐU", date(2026, 11, 5), "Đảng ủy"), "trước ngày ký", "happened_on"),
    ],
)
def test_a_card_is_given_by_a_decision_signed_before(act, decision, words, field):
    with pytest.raises(RuleBroken, match=words) as refused:
        check_decision(act, decision, date(2026, 11, 4), TODAY)
    assert refused.value.field == field


def test_a_loss_needs_no_decision_and_a_decision_of_the_same_day_is_right():
    check_decision(CardAct.LOST, Decision(), TODAY, TODAY)
    check_decision(CardAct.ISSUED, Decision("7-QĐ/ĐU", TODAY, "Đảng ủy"), TODAY, TODAY)
