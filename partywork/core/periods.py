"""Calendar periods of Party work as values with Vietnamese labels."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, the beat of a cell's work."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse a month that does not exist."""
        if not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month in which `day` falls."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def shift(self, months: int) -> "Month":
        """Return the month `months` later (or earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def day(self, number: int) -> date:
        """Return day `number` of the month, or the last day when the month is shorter."""
        return date(self.year, self.month, min(number, self.last_day.day))

    @property
    def label(self) -> str:
        """«tháng 11 năm 2026»."""
        return f"tháng {self.month} năm {self.year}"

    @property
    def short_label(self) -> str:
        """«tháng 11/2026»."""
        return f"tháng {self.month}/{self.year}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three calendar months, the beat of settlements."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a quarter that does not exist."""
        if not 1 <= self.number <= 4:
            raise ValueError(f"no quarter {self.number}")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter in which `day` falls."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """The three months."""
        first = Month(self.year, 3 * self.number - 2)
        return first, first.shift(1), first.shift(2)

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return self.months[0].first_day

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return self.months[2].last_day

    @property
    def label(self) -> str:
        """«quý 4 năm 2026»."""
        return f"quý {self.number} năm {self.year}"
