"""Words to tell a life in tests: one line an event."""

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from partywork.cells.rules.history import Event, History, Limits, Number, history_of
from partywork.cells.terms import EventKind, MembershipStatus

BORN = date(1990, 6, 15)
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
SINCE = date(2025, 1, 1)
LIMITS = Limits(
    probation_months=(Number(SINCE, 12),),
    probation_ends_in_month=(Number(SINCE, 1),),
    readmission_months=(Number(SINCE, 36),),
    admission_age=(Number(SINCE, 18),),
    readmissions=(Number(SINCE, 1),),
    badge_early_months=(Number(SINCE, 12),),
    badge_senior_years=(Number(SINCE, 70),),
    badge_early_months_senior=(Number(SINCE, 24),),
    badge_posthumous_months=(Number(SINCE, 12),),
)
_keys = count(100)


def happened(kind: EventKind, day: str, cell: UUID = A, **more: Any) -> Event:
    """Return an event of the cell on a day; each is recorded after those before."""
    number = next(_keys)
    return Event(
        key=UUID(int=number),
        sequence=number,
        kind=kind,
        happened_on=date.fromisoformat(day),
        cell=cell,
        **more,
    )


def enrolled(
    day: str = "2020-01-01", status: MembershipStatus = MembershipStatus.OFFICIAL, **more: Any
) -> Event:
    """Return the event that takes a member over from a list."""
    return happened(EventKind.ENROLLED, day, status=status, **more)


def life_of(
    *events: Event, born_on: date = BORN, newest: UUID | None = None, limits: Limits = LIMITS
) -> History:
    """Follow the events."""
    return history_of(events, limits, born_on, newest)


def told(history: History) -> list[tuple[str, str, str, str]]:
    """Tell the standings of a life: cell, status, first and last day."""
    names = {A: "A", B: "B", C: "C"}
    return [
        (
            names[one.cell],
            one.status.value,
            one.starts_on.isoformat(),
            one.ends_on.isoformat() if one.ends_on else "",
        )
        for one in history.spells
    ]


def on(history: History, day: str) -> list[MembershipStatus]:
    """Return the statuses that hold on a day."""
    at = date.fromisoformat(day)
    return [
        one.status
        for one in history.spells
        if one.starts_on <= at and (one.ends_on is None or one.ends_on >= at)
    ]


def admitted_in_2025() -> Iterable[Event]:
    """Return T10: decided on 01/03/2025, ceremony on 15/03/2025."""
    return (
        happened(EventKind.ADMISSION_DECIDED, "2025-03-01"),
        happened(EventKind.ADMITTED, "2025-03-15"),
    )
