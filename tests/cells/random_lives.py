"""Random lives: what may be tried to be recorded, and what of it the rules let stand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as some

from partywork.cells.rules.history import Event
from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.errors import RuleBroken
from tests.cells.lives import A, B, C, happened, life_of

K = EventKind
FIRST = date(2018, 1, 1)
_BEGINNINGS = (K.ENROLLED, K.ADMISSION_DECIDED, K.TRANSFERRED_IN, K.CAME_AS_GUEST)
# Days of all years, and few days again and again, so that much happens on one.
_DAYS = some.one_of(some.integers(0, 3000), some.sampled_from((0, 1, 30, 365, 1500, 1501)))
_DETAILS: dict[EventKind, dict[str, Any]] = {
    K.CARD_ISSUED: {"number": "1"},
    K.CARD_EXCHANGED: {"number": "2"},
    K.DISCIPLINED: {"form": "reprimand"},
    K.RENAMED: {"full_name": "Trần Văn Mới"},
    K.BADGE_AWARDED: {"years": 30},
}
_KINDS = [kind for kind in K if kind not in (K.VOIDED, K.ENROLLED)]


@some.composite
def _an_event(draw: some.DrawFn, kinds: list[EventKind]) -> Event:
    day = FIRST + timedelta(days=draw(_DAYS))
    kind = draw(some.sampled_from(kinds))
    return happened(
        kind,
        day.isoformat(),
        cell=draw(some.sampled_from((A, A, B, C))),
        other_cell=draw(some.sampled_from((None, A, B, C))),
        until_on=day + timedelta(days=draw(some.integers(0, 400))),
        status=draw(some.sampled_from((None, *MembershipStatus))) if kind is K.ENROLLED else None,
        details=_DETAILS.get(kind, {}),
    )


@some.composite
def attempts(draw: some.DrawFn) -> list[Event]:
    """Draw a beginning, what may follow, and the confirmation on its day or near it."""
    first = replace(draw(_an_event(list(_BEGINNINGS))), happened_on=FIRST)
    tries = draw(some.lists(_an_event(_KINDS), max_size=14))
    if first.kind is K.ADMISSION_DECIDED:
        ceremony = replace(first, kind=K.ADMITTED, key=UUID(int=7), sequence=first.sequence + 1)
        late = timedelta(days=draw(some.integers(0, 40)))
        held_on = FIRST + late
        confirmed = happened(K.CONFIRMED, add_months(held_on, 12).isoformat(), cell=first.cell)
        tries = [replace(ceremony, happened_on=held_on), confirmed, *tries]
    return [first, *tries]


def recorded(attempts: list[Event]) -> list[Event]:
    """Record what is possible, one after the other, as the register does."""
    kept: list[Event] = []
    for event in attempts:
        try:
            life_of(*kept, event)
        except RuleBroken:
            continue
        kept.append(event)
    return kept
