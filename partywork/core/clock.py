"""The only place that asks what time it is: instants in UTC, days in Vietnam."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present instant, aware and in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in Vietnam."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """Return the Vietnamese calendar day on which an aware instant falls."""
    return instant.astimezone(VIETNAM).date()


def local(instant: datetime) -> datetime:
    """Return the instant as a Vietnamese wall-clock time (still aware)."""
    return instant.astimezone(VIETNAM)


def instant_of(day: date, at: time) -> datetime:
    """Return the UTC instant of a Vietnamese wall-clock time on a day."""
    return datetime.combine(day, at, VIETNAM).astimezone(UTC)
