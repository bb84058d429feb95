"""Bands of whole years: how they are written, and which days of birth fall into one."""

from dataclasses import dataclass
from datetime import date, timedelta

from partywork.cells.rules.membership import add_months, full_years

_OLDEST = 200


@dataclass(frozen=True, slots=True)
class Band:
    """Whole years from `lowest` to `highest`, both included; without `highest` it has no end."""

    lowest: int
    highest: int | None

    @property
    def label(self) -> str:
        """«Đến 30», «31–40», «Trên 60»."""
        if self.highest is None:
            return f"Trên {self.lowest - 1}"
        return f"Đến {self.highest}" if self.lowest == 0 else f"{self.lowest}–{self.highest}"

    @property
    def key(self) -> str:
        """How addresses and saved lists name the band: «31-40», «61-»."""
        return f"{self.lowest}-{'' if self.highest is None else self.highest}"

    def holds(self, years: int) -> bool:
        """Say whether somebody of so many whole years belongs to the band."""
        return self.lowest <= years and (self.highest is None or years <= self.highest)


def bands_of(limits: str) -> tuple[Band, ...]:
    """Read bands from their last years: «30, 40, 50, 60» makes five of them.

    The bands of age are those of the reports of the Đảng bộ (đến 30, 31–40, 41–50, 51–60, trên
    60; local wording, no central text seen), so they are a provision.
    """
    years = sorted({int(limit) for limit in limits.split(",")})
    starts = [0, *(year + 1 for year in years)]
    return tuple(map(Band, starts, [*years, None]))


def band_of(key: str) -> Band | None:
    """Read a band from its key; nonsense is no band."""
    lowest, dash, highest = key.partition("-")
    if not dash or not _is_year(lowest) or (highest and not _is_year(highest)):
        return None
    return Band(int(lowest), int(highest) if highest else None)


def _is_year(word: str) -> bool:
    return word.isascii() and word.isdigit() and int(word[:4]) < _OLDEST and len(word) < 4


def days_of(band: Band, day: date) -> tuple[date | None, date]:
    """Return the first and the last day since which people of the band count, seen from `day`.

    Somebody born (or admitted) on any day between has as many whole years on `day` as the band
    says; without an end of the band there is no first day.
    """
    first = None
    if band.highest is not None:
        first = _latest(band.highest + 1, day) + timedelta(days=1)
    return first, _latest(band.lowest, day)


def _latest(years: int, day: date) -> date:
    """Return the last day from which `years` whole years have passed on `day`."""
    # Who was born on 29/02 completes a common year on 28/02, as the one born a day before.
    candidate = add_months(day, -12 * years)
    following = candidate + timedelta(days=1)
    return following if following <= day and full_years(following, day) >= years else candidate
