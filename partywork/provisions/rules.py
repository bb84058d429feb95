"""Which value is in force on a day, and how working days are counted."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

_SATURDAY = 5


class Dated(Protocol):
    """Anything that has force from a day on."""

    @property
    def valid_from(self) -> date:
        """The first day of force."""


DatedValue = TypeVar("DatedValue", bound=Dated)


def in_force(values: Iterable[DatedValue], day: date) -> DatedValue | None:
    """Return the value in force on `day`: the latest that began on or before it, if any.

    An older value stays true for older days, so that old votes and reports keep their figures.
    """
    begun = [value for value in values if value.valid_from <= day]
    return max(begun, key=lambda value: value.valid_from, default=None)


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    """Monday to Friday, unless the table of holidays names the day."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """Return the last day of a term of `count` working days that begins the day after `day`.

    This is how deadlines such as «30 ngày làm việc» run (208-QĐ/TW, as quoted: the ceremony of
    admission); the holidays are data because they differ from year to year.
    """
    if count < 0:
        raise ValueError("a term cannot have a negative number of working days")
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day, holidays):
            day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date, holidays: frozenset[date]) -> int:
    """Count the working days after `start` up to and including `end`; none when `end` is not later.

    It undoes `add_working_days`.
    """
    length = max((end - start).days, 0)
    days = (start + timedelta(days=step) for step in range(1, length + 1))
    return sum(is_working_day(day, holidays) for day in days)
