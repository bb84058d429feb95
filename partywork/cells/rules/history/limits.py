"""The numbers a life is held against, each with the days from which it counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partywork.provisions.rules import in_force


@dataclass(frozen=True, slots=True)
class Number:
    """A number in force from a day on."""

    valid_from: date
    value: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Months of probation, months before a readmission, the youngest age at admission."""

    probation_months: tuple[Number, ...]
    readmission_months: tuple[Number, ...]
    admission_age: tuple[Number, ...]


def on_day(numbers: Iterable[Number], day: date) -> int:
    """Return the number that counted on a day; before the first one known, that one.

    Lives are older than the table of provisions, and what was right then stays right.
    """
    known = tuple(numbers)
    found = in_force(known, day) or min(known, key=lambda one: one.valid_from)
    return found.value
