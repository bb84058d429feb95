"""The card and the badges of who leaves the Party: taken back by the cell, noted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partywork.cells.terms import EventKind
from partywork.core.errors import RuleBroken

_RETURNED, _PAPER = "returned", "paper"
_CARD = "card"
_WORDS = "Thu hồi thẻ đảng viên, Huy hiệu Đảng"
_OUT = frozenset({EventKind.STRUCK_OFF, EventKind.RESIGNED, EventKind.EXPELLED})
_IN_AGAIN = frozenset({EventKind.ADMITTED_AGAIN, EventKind.RECONNECTED})
_WITH_CARD = frozenset({EventKind.CARD_ISSUED, EventKind.CARD_EXCHANGED})
# The kinds of events that tell of it.
TELLING = _OUT | _IN_AGAIN | _WITH_CARD | {EventKind.CARD_LOST, EventKind.FILE_SUPPLEMENTED}

# What of an event is looked at: its kind, day and details.
Told = tuple[EventKind, date, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Since when somebody is out of the Party, and when and where to the card came back, if so."""

    left_on: date
    done_on: date | None = None
    words: str = ""


def taken_back(happened: Iterable[Told], *, held_card: bool) -> TakenBack | None:
    """Tell whether the card is to be taken back and whether it was; nothing if it stays.

    From who is struck off, expelled or leaves at their own wish the cell takes the card and the
    badges back (01-HD/TW 2021, as quoted); the family of the dead keeps both. Who had no card, or
    lost it, has none to give; who came back to the Party holds theirs anew. `happened` are the
    events that count.
    """
    left_on = done = None
    for kind, day, details in sorted(happened, key=lambda one: one[1]):
        if kind in _OUT:
            left_on = day
        elif kind in _IN_AGAIN:
            left_on = done = None
        elif kind is EventKind.CARD_LOST:
            held_card = False
        elif kind in _WITH_CARD:
            held_card = True
        elif _RETURNED in details:
            done = (day, details[_PAPER])
    if left_on is None or not (held_card or done):
        return None
    return TakenBack(left_on, *(done or ()))


def details_of(words: str) -> dict[str, str]:
    """Return what the supplement to the file says: what came back, by which paper or where to."""
    return {_RETURNED: _CARD, _PAPER: f"{_WORDS}: {words}"}


def check_taking_back(found: TakenBack, done_on: date) -> None:
    """The card comes back once, and not before its holder left the Party."""
    if found.done_on is not None:
        raise RuleBroken("Việc thu hồi thẻ đã ghi rồi.")
    if done_on < found.left_on:
        raise RuleBroken("Ngày thu hồi phải từ ngày ra khỏi Đảng trở đi.", "done_on")
