"""An event of a life as the rules read it, which of the recorded ones count, and their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken

# What is done first when several things happen on one day: a life begins (a list before the paper
# of its very day, which only agrees with it; a guest before becoming a member), what was ends, the
# member becomes official, moves, gets a card and exchanges it, then a new leave begins, then the
# life here ends.
_FIRST_ON_A_DAY: tuple[frozenset[EventKind], ...] = (
    frozenset({EventKind.ENROLLED}),
    frozenset({EventKind.ADMISSION_DECIDED}),
    frozenset({EventKind.CAME_AS_GUEST}),
    frozenset(
        {
            EventKind.ADMITTED,
            EventKind.ADMITTED_AGAIN,
            EventKind.TRANSFERRED_IN,
            EventKind.RECONNECTED,
        }
    ),
    frozenset({EventKind.TEMPORARY_ENDED, EventKind.RESUMED, EventKind.REINSTATED}),
    frozenset({EventKind.CONFIRMED}),
    frozenset({EventKind.MOVED, EventKind.REORGANISED}),
    frozenset({EventKind.RENAMED, EventKind.CARD_LOST, EventKind.DISCIPLINED}),
    frozenset(
        {
            EventKind.CARD_ISSUED,
            EventKind.COMMENDED,
            EventKind.PROGRESS_RECOGNISED,
            EventKind.FILE_SUPPLEMENTED,
        }
    ),
    frozenset({EventKind.CARD_EXCHANGED}),
    frozenset(
        {
            EventKind.EXEMPTED,
            EventKind.EXCUSED_FOR_A_TIME,
            EventKind.WENT_AWAY,
            EventKind.SUSPENDED,
            EventKind.PROSECUTED,
        }
    ),
    frozenset(
        {
            EventKind.TRANSFERRED_OUT,
            EventKind.PROBATIONER_STRUCK_OFF,
            EventKind.STRUCK_OFF,
            EventKind.RESIGNED,
            EventKind.EXPELLED,
        }
    ),
    frozenset({EventKind.DIED}),
    frozenset({EventKind.BADGE_AWARDED}),
)
RANKS_ON_A_DAY = {kind: rank for rank, kinds in enumerate(_FIRST_ON_A_DAY) for kind in kinds}


@dataclass(frozen=True, slots=True)
class Event:
    """What history needs of a recorded event; `sequence` is the order of recording."""

    key: UUID
    sequence: int
    kind: EventKind
    happened_on: date
    cell: UUID
    until_on: date | None = None
    decided_on: date | None = None
    document_number: str | None = None
    status: MembershipStatus | None = None
    other_cell: UUID | None = None
    corrects: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events that count, in the order in which they happened.

    An event that corrects another stands in its place, with the place in the order of recording;
    what was voided, and the voiding itself, count no more. Events of one day follow the order of
    their kinds, whatever was written down first; kinds of one rank follow the order of recording.
    """
    known = {event.key: event for event in events}
    replaced = {event.corrects for event in known.values()}
    counting = [
        replace(event, sequence=_first_recorded(event, known))
        for event in known.values()
        if event.key not in replaced and event.kind is not EventKind.VOIDED
    ]
    return sorted(
        counting, key=lambda one: (one.happened_on, RANKS_ON_A_DAY[one.kind], one.sequence)
    )


def _first_recorded(event: Event, known: Mapping[UUID, Event]) -> int:
    while event.corrects is not None:
        event = known[event.corrects]
    return event.sequence


# A decision may name a day to come for these; all else is written down once it has happened.
_MAY_BE_AHEAD = frozenset(
    {
        EventKind.ENROLLED,
        EventKind.MOVED,
        EventKind.REORGANISED,
        EventKind.WENT_AWAY,
        EventKind.CAME_AS_GUEST,
        EventKind.EXEMPTED,
        EventKind.EXCUSED_FOR_A_TIME,
        EventKind.RESUMED,
        EventKind.VOIDED,
    }
)
# Rules of the house against slips of the pen, in months: no text names such a bound.
_LONGEST = 60


def check_signed(decided_on: date | None, today: date) -> None:
    """Refuse a decision signed on a day still to come."""
    if decided_on is not None and decided_on > today:
        raise RuleBroken("Ngày ký quyết định không được ở tương lai.", "decided_on")


def check_day(kind: EventKind, happened_on: date, today: date) -> None:
    """Refuse to write down as happened what cannot have happened yet, or lies far ahead."""
    if kind is EventKind.VOIDED:
        return
    if kind not in _MAY_BE_AHEAD and happened_on > today:
        raise RuleBroken(
            f"Ngày {display.day(happened_on)} chưa đến; «{kind.label}» chỉ ghi khi đã diễn ra.",
            "happened_on",
        )
    check_not_far(happened_on, today, "happened_on")


def check_until(event: Event) -> None:
    """Refuse something limited in time whose last day lies before its first."""
    if event.until_on is not None and event.until_on < event.happened_on:
        raise RuleBroken(
            f"Ngày hết hạn không được trước ngày bắt đầu ({display.day(event.happened_on)}).",
            "until_on",
        )


def check_lasting(happened_on: date, until_on: date | None) -> None:
    """Refuse a last day more years away than anything here lasts."""
    if until_on is not None and until_on > add_months(happened_on, _LONGEST):
        raise RuleBroken("Thời hạn này quá dài; hãy xem lại năm.", "until_on")
