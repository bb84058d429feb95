"""When a cell is asked to consider a member; never more than a question."""

from collections.abc import Iterable
from datetime import date

from partywork.cells.rules.membership import add_months
from partywork.core.periods import Month
from partywork.provisions.terms import PromptPeriod


def months_counted(days: Iterable[date], today: date, period: PromptPeriod) -> tuple[Month, ...]:
    """Return the distinct months of these days that fall within the period that ends today.

    Điều lệ Đảng, Điều 8 speaks of three months «trong năm»; the calendar year is one reading
    (T19), the last twelve months the other.
    """
    begins = (
        date(today.year, 1, 1)
        if period is PromptPeriod.CALENDAR_YEAR
        else add_months(Month.of(today).first_day, -11)
    )
    return tuple(sorted({Month.of(day) for day in days if begins <= day <= today}))


def is_prompted(months: Iterable[Month], threshold: int) -> bool:
    """Say whether that many months call for the cell's attention (three; T18).

    Điều lệ Đảng, Điều 8; of unpaid dues 01-QĐ/TW năm 2026, as quoted.
    """
    return threshold > 0 and len(set(months)) >= threshold


def in_words(months: Iterable[Month]) -> str:
    """«02/2026, 06/2026, 10/2026»."""
    return ", ".join(f"{one.month:02d}/{one.year}" for one in months)
