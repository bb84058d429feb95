from datetime import date

import pytest

from partywork.cells.rules.taking_back import (
    TakenBack,
    check_taking_back,
    details_of,
    taken_back,
)
from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken

LEFT = date(2026, 5, 4)
LATER = date(2026, 6, 1)
WORDS = "Thu hồi thẻ đảng viên, Huy hiệu Đảng: Tủ hồ sơ"


def told(kind: EventKind, day: date, **details: object):
    return (kind, day, details)


def given_back(day: date = LATER):
    return told(EventKind.FILE_SUPPLEMENTED, day, **details_of("Tủ hồ sơ"))


@pytest.mark.parametrize("kind", [EventKind.STRUCK_OFF, EventKind.RESIGNED, EventKind.EXPELLED])
def test_who_leaves_the_party_gives_the_card_back(kind: EventKind) -> None:
    left = told(kind, LEFT)

    assert taken_back([left], held_card=True) == TakenBack(LEFT)
    assert taken_back([left, given_back()], held_card=True) == TakenBack(LEFT, LATER, WORDS)
    assert taken_back([given_back(LEFT), left], held_card=True) == TakenBack(LEFT, LEFT, WORDS)


def test_members_the_dead_and_who_had_no_card_give_none_back() -> None:
    left = told(EventKind.RESIGNED, LEFT)
    paper = told(EventKind.FILE_SUPPLEMENTED, LATER, paper="Bản bổ sung")
    lost = told(EventKind.CARD_LOST, date(2026, 1, 2))

    assert taken_back([paper], held_card=True) is None
    assert taken_back([told(EventKind.DIED, LEFT)], held_card=True) is None
    assert taken_back([left, paper], held_card=False) is None
    assert taken_back([lost, left], held_card=True) is None


def test_a_lost_card_that_was_replaced_comes_back_too() -> None:
    happened = [
        told(EventKind.RESIGNED, LEFT),
        told(EventKind.CARD_ISSUED, date(2026, 2, 2)),
        told(EventKind.CARD_LOST, date(2026, 1, 2)),
    ]

    assert taken_back(happened, held_card=True) == TakenBack(LEFT)


def test_who_came_back_to_the_party_holds_a_card_again() -> None:
    happened = [told(EventKind.STRUCK_OFF, LEFT), given_back()]
    again = told(EventKind.ADMITTED_AGAIN, date(2026, 8, 1))
    once_more = told(EventKind.EXPELLED, date(2026, 9, 1))

    assert taken_back([*happened, again], held_card=True) is None
    found = taken_back([*happened, again, once_more], held_card=True)
    assert found == TakenBack(date(2026, 9, 1))


def test_a_card_comes_back_once_and_not_before_its_holder_left() -> None:
    check_taking_back(TakenBack(LEFT), LEFT)
    with pytest.raises(RuleBroken, match="từ ngày ra khỏi Đảng"):
        check_taking_back(TakenBack(LEFT), date(2026, 5, 3))
    with pytest.raises(RuleBroken, match="đã ghi rồi"):
        check_taking_back(TakenBack(LEFT, LATER, WORDS), LATER)
