"""The days a report speaks of, and of which months a cell still reports."""

from dataclasses import dataclass
from datetime import date

from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report speaks of, «từ ngày … đến ngày …», both included."""

    starts_on: date
    ends_on: date


def default_period(month: Month, ended_on: date | None = None) -> Period:
    """Propose the whole calendar month, up to the last day of a cell that ended in it."""
    last = month.last_day
    return Period(month.first_day, last if ended_on is None else min(last, ended_on))


def check_month(month: Month, today: date, ended_on: date | None) -> None:
    """Refuse a report of a month to come, or of one that began after the cell had ended."""
    if ended_on is not None and month.first_day > ended_on:
        raise RuleBroken(
            f"Chi bộ đã kết thúc hoạt động ngày {display.day(ended_on)}; không còn báo cáo "
            f"{month.label}.",
            "month",
        )
    if month.first_day > today:
        raise RuleBroken(f"Chưa đến {month.label}.", "month")


def check_period(period: Period, month: Month, ended_on: date | None = None) -> None:
    """Refuse days in the wrong order, none in the month of the report, or some after the cell."""
    if ended_on is not None and period.ends_on > ended_on:
        raise RuleBroken(
            f"Chi bộ đã kết thúc hoạt động ngày {display.day(ended_on)}; kỳ báo cáo không quá "
            "ngày đó.",
            "period_to",
        )
    if period.ends_on < period.starts_on:
        raise RuleBroken("Kỳ báo cáo: ngày cuối không được trước ngày đầu.", "period_to")
    if period.ends_on < month.first_day or period.starts_on > month.last_day:
        raise RuleBroken(f"Kỳ báo cáo phải có ngày thuộc {month.label}.", "period_from")
