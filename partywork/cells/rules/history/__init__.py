"""The life of a member as a sequence of events, and everything that follows from it.

Domain: cells and meetings §2.2–2.3. A status is never typed: it follows from events, and an
event that cannot follow on those before it is refused with the rule it breaks.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.rules.history import facts
from partywork.cells.rules.history.cells import check_cells, check_mended_alone, check_stand
from partywork.cells.rules.history.events import (
    Event,
    check_day,
    check_lasting,
    check_signed,
    in_order,
)
from partywork.cells.rules.history.following import FACTS, follow, goes_along, stays_behind
from partywork.cells.rules.history.given import check_given
from partywork.cells.rules.history.life import Life, Spell, day_in
from partywork.cells.rules.history.limits import CellDays, Limits, Number
from partywork.cells.rules.history.papers import PAPERS, beginning_of, check_brought
from partywork.cells.terms import CardKind, EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken

__all__ = [
    "FACTS",
    "PAPERS",
    "CellDays",
    "Event",
    "History",
    "Limits",
    "Number",
    "Spell",
    "check_day",
    "check_lasting",
    "check_mended_alone",
    "check_signed",
    "goes_along",
    "history_of",
    "stays_behind",
]


@dataclass(frozen=True, slots=True)
class History:
    """What follows from the events of one member.

    `party_age_from` is the day Party age counts from, gaps already added; `full_name` the name
    after the last change of name, if there was one. `misplaced` are the facts that now name the
    wrong cell, each with the cell to which the member belonged on its day.
    """

    spells: tuple[Spell, ...]
    admitted_on: date | None = None
    ceremony_on: date | None = None
    official_on: date | None = None
    party_age_from: date | None = None
    card_number: str | None = None
    card_issued_on: date | None = None
    card_kind: CardKind | None = None
    full_name: str | None = None
    misplaced: tuple[tuple[UUID, UUID], ...] = ()


_TAKING_OVER = (
    EventKind.ENROLLED,
    EventKind.TRANSFERRED_IN,
    EventKind.CAME_AS_GUEST,
    EventKind.ADMITTED_AGAIN,
)


def history_of(
    events: Iterable[Event], limits: Limits, born_on: date, newest: UUID | None = None
) -> History:
    """Follow a life from its first event; raises `RuleBroken` at the first impossible step.

    When an event other than `newest` is the impossible one, the refusal names it: it was
    recorded before and cannot stand beside the new one. What broke a rule of days already before
    the new one came is no ground to refuse the new one.
    """
    events = list(events)
    counting = in_order(events)
    for event in counting:
        if event.key == newest:
            facts.check_not_twice(event, counting)
    life = _lived(counting, limits, born_on, newest)
    check_stand(life.contradicting)
    known = _complained_before(events, limits, born_on, newest) if life.complaints else ()
    for event, refusal in life.complaints:
        if event.key not in known:
            with _named(event, newest):
                raise refusal
    if life.excused_until is not None:
        life.reach(date.max)
    spells = life.all_spells()
    check_cells(spells, limits.cells)
    return History(
        spells=spells,
        admitted_on=life.admitted_on,
        ceremony_on=life.ceremony_on,
        official_on=life.official_on,
        party_age_from=life.party_age_from,
        card_number=life.card_number,
        card_issued_on=life.card_issued_on,
        card_kind=life.card_kind,
        full_name=life.full_name,
        misplaced=tuple((event.key, cell) for event, cell in life.misplaced),
    )


def _lived(counting: list[Event], limits: Limits, born_on: date, newest: UUID | None) -> Life:
    beginning = beginning_of(one for one in counting if one.kind not in FACTS)
    life = Life(
        is_taken_over=beginning is not None and beginning.kind in _TAKING_OVER,
        is_readmitted=beginning is not None and beginning.kind is EventKind.ADMITTED_AGAIN,
        newest=newest,
    )
    life.in_party_since = _in_party_since(beginning)
    for event in counting:
        with _named(event, newest):
            follow(life, event, limits, born_on)
    for paper in life.papers:
        with _named(paper, newest):
            check_brought(paper)
    for one in life.given:
        with life.noting(one.event):
            check_given(one, life, limits)
    return life


def _complained_before(
    events: list[Event], limits: Limits, born_on: date, newest: UUID | None
) -> set[UUID]:
    """Return which events broke a rule of days already without the newest one."""
    if newest is None:
        return set()
    before = in_order(event for event in events if event.key != newest)
    try:
        life = _lived(before, limits, born_on, None)
    except RuleBroken:
        return set()
    return {event.key for event, _ in life.complaints}


@contextmanager
def _named(event: Event, newest: UUID | None) -> Iterator[None]:
    """Name an event recorded before in a refusal, for it is not the one just written down."""
    try:
        yield
    except RuleBroken as refusal:
        if newest is None or event.key == newest:
            raise
        raise RuleBroken(
            f"Trái với sự kiện đã ghi «{event.kind.label}» ngày "
            f"{display.day(event.happened_on)}: {refusal.message}",
            "happened_on",
        ) from refusal


def _in_party_since(beginning: Event | None) -> date | None:
    """Return the first day in the Party that the list or papers of somebody taken over prove."""
    if beginning is None:
        return None
    proved = (day_in(beginning.details, name) for name in ("admitted_on", "party_age_from"))
    return min((day for day in proved if day is not None), default=None)
