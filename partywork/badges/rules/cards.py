"""Membership cards: who may hold one, and what may happen to it."""

from dataclasses import dataclass
from datetime import date

from partywork.badges.terms import CardAct, CardState
from partywork.cells.rules.card_numbers import FORM_OF_CARD, as_card_number, is_card_number
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import CardKind, MembershipStatus
from partywork.core.errors import RuleBroken


def state_of(number: str | None, kind: CardKind | None, *, is_lost: bool) -> CardState:
    """Tell how the card of an official member stands (Chỉ thị 51-CT/TW: old cards are exchanged).

    A card reported lost stays lost until another is issued.
    """
    if is_lost:
        return CardState.LOST
    if not number:
        return CardState.MISSING
    known = {CardKind.OLD: CardState.OLD, CardKind.NEW: CardState.NEW}
    return known[kind] if kind is not None else CardState.UNKNOWN


def check_holder(status: MembershipStatus) -> None:
    """Refuse a card to a probationary member or a temporary guest.

    Only official members hold one (Chỉ thị 51-CT/TW; 06-QĐ/TW năm 2026, as quoted).
    """
    if not is_official(status):
        raise RuleBroken(
            "Thẻ đảng viên chỉ cấp cho đảng viên chính thức; đồng chí này đang là "
            f"«{status.label}»."
        )


def possible_acts(state: CardState) -> tuple[CardAct, ...]:
    """Return what may happen next: a first card or a new one for a lost one, exchange, loss."""
    if state in (CardState.MISSING, CardState.LOST):
        return (CardAct.ISSUED,)
    return (CardAct.EXCHANGED, CardAct.LOST)


def check_act(act: CardAct, state: CardState) -> None:
    """Refuse what cannot happen to the card as it stands."""
    if act not in possible_acts(state):
        raise RuleBroken(f"Thẻ đang ở tình trạng «{state.label}», không thể «{act.label}».", "act")


def check_card(
    act: CardAct,
    number: str | None,
    kind: CardKind | None,
    *,
    present_number: str | None,
    present_kind: CardKind | None,
    happened_on: date,
    today: date,
) -> None:
    """Refuse a number that is none, an exchange for the same number, a day in the future."""
    if happened_on > today:
        raise RuleBroken("Ngày không được ở tương lai.", "happened_on")
    if act is CardAct.LOST:
        return
    if not number or not is_card_number(as_card_number(number)):
        raise RuleBroken(f"Số thẻ gồm {FORM_OF_CARD}.", "number")
    if kind is None:
        raise RuleBroken("Hãy chọn loại thẻ.", "card_kind")
    is_same_number = as_card_number(number) == present_number
    if act is CardAct.EXCHANGED and is_same_number and kind in (present_kind, CardKind.OLD):
        raise RuleBroken("Đổi thẻ thì số thẻ hoặc loại thẻ phải khác thẻ đang giữ.", "number")


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision by which a card is given, as it is typed; a loss has none."""

    number: str = ""
    decided_on: date | None = None
    body: str = ""


def check_decision(act: CardAct, decision: Decision, happened_on: date, today: date) -> None:
    """Ask for number, day and body of the decision behind a card, signed before it was given.

    A loss is nobody's decision.
    """
    if act is CardAct.LOST:
        return
    if not decision.number:
        raise RuleBroken("Hãy ghi số quyết định cấp, đổi thẻ.", "decision_number")
    if decision.decided_on is None:
        raise RuleBroken("Hãy ghi ngày ký quyết định.", "decided_on")
    if not decision.body:
        raise RuleBroken("Hãy ghi cơ quan quyết định.", "deciding_body")
    if decision.decided_on > today:
        raise RuleBroken("Ngày ký quyết định không được ở tương lai.", "decided_on")
    if happened_on < decision.decided_on:
        raise RuleBroken("Ngày cấp, đổi thẻ không được trước ngày ký quyết định.", "happened_on")
