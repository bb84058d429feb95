"""The numbers and the cells a life is held against, each with the days of which it counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from partywork.provisions.rules import in_force


@dataclass(frozen=True, slots=True)
class Number:
    """A number in force from a day on."""

    valid_from: date
    value: int


@dataclass(frozen=True, slots=True)
class CellDays:
    """The first and the last day of a cell, as far as they are known."""

    name: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Months of probation and before a readmission, the youngest age, how many readmissions.

    `probation_ends_in_month` says how a probation ends where a month has no such day. The months of
    badges say how long before its years a badge may be given: in serious illness, the same from
    `badge_senior_years` on, and after death. `probation_checked_from` is the year
    from which papers of the past must show a whole probation. `cells` are those whose first or
    last day is known.
    """

    probation_months: tuple[Number, ...]
    probation_ends_in_month: tuple[Number, ...]
    readmission_months: tuple[Number, ...]
    admission_age: tuple[Number, ...]
    readmissions: tuple[Number, ...]
    badge_early_months: tuple[Number, ...]
    badge_senior_years: tuple[Number, ...]
    badge_early_months_senior: tuple[Number, ...]
    badge_posthumous_months: tuple[Number, ...]
    probation_checked_from: tuple[Number, ...] = ()
    cells: Mapping[UUID, CellDays] = field(default_factory=dict)


def on_day(numbers: Iterable[Number], day: date) -> int:
    """Return the number that counted on a day; before the first one known, that one.

    Lives are older than the table of provisions, and what was right then stays right.
    """
    known = tuple(numbers)
    found = in_force(known, day) or min(known, key=lambda one: one.valid_from)
    return found.value
