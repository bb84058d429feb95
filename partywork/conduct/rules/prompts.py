"""When a cell is asked to consider a member; never more than a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.membership import add_months
from partywork.core.periods import Month
from partywork.provisions.terms import PromptPeriod

_ASKED_UNTIL = 3


@dataclass(frozen=True, slots=True)
class Span:
    """The days in which three months call for attention, first and last."""

    first: date
    last: date


def spans(today: date, period: PromptPeriod) -> tuple[Span, ...]:
    """Return the spans a cell looks back on, each counted by itself, the latest first.

    Điều lệ Đảng, Điều 8 speaks of three months «trong năm»; the calendar year is one reading
    (T19), the last twelve months the other. December is owed only once it is over, so the year
    that ended is still asked about until the end of March, as remarks on residence are (a rule of
    the house: no text names a day).
    """
    if period is PromptPeriod.TWELVE_MONTHS:
        return (Span(add_months(Month.of(today).first_day, -11), today),)
    this_year = Span(date(today.year, 1, 1), today)
    if today.month > _ASKED_UNTIL:
        return (this_year,)
    return this_year, Span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


def months_counted(days: Iterable[date], span: Span) -> tuple[Month, ...]:
    """Return the distinct months of these days that fall within a span."""
    return tuple(sorted({Month.of(day) for day in days if span.first <= day <= span.last}))


def is_prompted(months: Iterable[Month], threshold: int) -> bool:
    """Say whether that many months call for the cell's attention (three; T18).

    Điều lệ Đảng, Điều 8; of unpaid dues 01-QĐ/TW năm 2026, as quoted.
    """
    return threshold > 0 and len(set(months)) >= threshold


def in_words(months: Iterable[Month]) -> str:
    """«02/2026, 06/2026, 10/2026»."""
    return ", ".join(f"{one.month:02d}/{one.year}" for one in months)
