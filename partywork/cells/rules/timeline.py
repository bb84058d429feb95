"""The life of a member as a picture: where each event, period and year stands on it.

Time runs downwards, to scale where events leave room and stretched where they crowd; a template
only draws what is computed here.
"""

import textwrap
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.display import day as on_screen

WIDTH = 300
_TOP = 16
_LINE = 21
_BETWEEN = 10
_PER_YEAR = 12
_LONGEST = 480
_CHARACTERS = 27
_DAYS_OF_A_YEAR = 365.25
_BETWEEN_YEARS = 22
_MOST_YEARS = 10
_STEPS = (1, 2, 5, 10, 20)


class Shape(StrEnum):
    """How an event is marked, so that colour is never the only sign."""

    STEP = "step"
    MOVE = "move"
    HONOUR = "honour"
    SETBACK = "setback"
    OFFICE = "office"


class Tone(StrEnum):
    """How a period is filled."""

    FULL = "full"
    TRIAL = "trial"
    APART = "apart"
    BARRED = "barred"
    OFFICE = "office"


_SHAPES = {
    EventKind.TRANSFERRED_OUT: Shape.MOVE,
    EventKind.TRANSFERRED_IN: Shape.MOVE,
    EventKind.MOVED: Shape.MOVE,
    EventKind.REORGANISED: Shape.MOVE,
    EventKind.WENT_AWAY: Shape.MOVE,
    EventKind.CAME_AS_GUEST: Shape.MOVE,
    EventKind.TEMPORARY_ENDED: Shape.MOVE,
    EventKind.COMMENDED: Shape.HONOUR,
    EventKind.BADGE_AWARDED: Shape.HONOUR,
    EventKind.DISCIPLINED: Shape.SETBACK,
    EventKind.SUSPENDED: Shape.SETBACK,
    EventKind.PROSECUTED: Shape.SETBACK,
    EventKind.PROBATIONER_STRUCK_OFF: Shape.SETBACK,
    EventKind.STRUCK_OFF: Shape.SETBACK,
    EventKind.EXPELLED: Shape.SETBACK,
}
_TONES = {
    MembershipStatus.OFFICIAL: Tone.FULL,
    MembershipStatus.PROBATIONARY: Tone.TRIAL,
    MembershipStatus.SUSPENDED: Tone.BARRED,
    MembershipStatus.PROSECUTED: Tone.BARRED,
    MembershipStatus.PROBATIONARY_SUSPENDED: Tone.BARRED,
    MembershipStatus.PROBATIONARY_PROSECUTED: Tone.BARRED,
}


def shape_of(kind: EventKind) -> Shape:
    """Return the mark of an event: a step of Party life unless it is something else."""
    return _SHAPES.get(kind, Shape.STEP)


def tone_of(status: MembershipStatus) -> Tone:
    """Return the filling of a standing: full, on trial, apart from the cell, or barred."""
    return _TONES.get(status, Tone.APART)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day."""

    day: date
    words: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Period:
    """Something that lasted from one day to another, both included, or until now."""

    starts_on: date
    ends_on: date | None
    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the picture: its height, the day, and the words in lines."""

    y: int
    day: str
    lines: tuple[tuple[int, str], ...]
    shape: Shape


@dataclass(frozen=True, slots=True)
class Band:
    """A period on the picture."""

    y: int
    height: int
    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a template draws; the tones are those that need a legend."""

    height: int
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    years: tuple[tuple[int, str], ...]
    tones: tuple[Tone, ...]

    @property
    def width(self) -> int:
        """The width of every picture."""
        return WIDTH


def draw(happenings: Iterable[Happening], periods: Iterable[Period], today: date) -> Picture | None:
    """Return the picture of a life up to today, or nothing when there is nothing to show.

    The order of days is kept, no words overlap, and a period begins and ends level with the
    events of its days.
    """
    events = sorted(happenings, key=lambda one: one.day)
    lasting = [one for one in periods if one.starts_on <= today]
    days = [*(one.day for one in events), *(one.starts_on for one in lasting)]
    if not days:
        return None
    scale = _Scale(min(days), max(today, *days))
    marks = []
    for one in events:
        lines = textwrap.wrap(one.words, _CHARACTERS) or [""]
        y = scale.stop_at(one.day, room=_LINE * (1 + len(lines)) + _BETWEEN)
        placed = tuple((y + _LINE * number, line) for number, line in enumerate(lines, start=1))
        marks.append(Mark(y, on_screen(one.day), placed, one.shape))
    scale.end()
    bands = tuple(_band(one, scale, today) for one in lasting)
    return Picture(
        height=scale.bottom + _TOP,
        marks=tuple(marks),
        bands=bands,
        years=tuple(_years(scale, marks)),
        tones=tuple(tone for tone in Tone if tone in {one.tone for one in lasting}),
    )


class _Scale:
    """From a day to a height, along the stops that events have made."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        years = max((last - first).days / _DAYS_OF_A_YEAR, 1)
        self._per_day = min(_PER_YEAR, _LONGEST / years) / _DAYS_OF_A_YEAR
        self._days, self._heights = [first], [_TOP]
        self.bottom = _TOP
        self._free_from = _TOP

    def stop_at(self, day: date, room: int) -> int:
        """Give the next event its place: to scale from the one before, or below its words."""
        natural = self._heights[-1] + round((day - self._days[-1]).days * self._per_day)
        height = max(natural, self._free_from)
        if day > self._days[-1]:
            self._days.append(day)
            self._heights.append(height)
        self._free_from = height + room
        return height

    def end(self) -> None:
        """Close the scale on its last day."""
        natural = self._heights[-1] + round((self.last - self._days[-1]).days * self._per_day)
        self.bottom = max(natural, self._free_from)
        self._days.append(self.last)
        self._heights.append(self.bottom)

    def height_of(self, day: date) -> int:
        """Return the height of any day, between the two stops around it."""
        place = min(max(bisect_right(self._days, day), 1), len(self._days) - 1)
        before, after = self._days[place - 1], self._days[place]
        above, below = self._heights[place - 1], self._heights[place]
        if after == before:
            return below
        return above + round((below - above) * (day - before).days / (after - before).days)


def _band(period: Period, scale: _Scale, today: date) -> Band:
    y = scale.height_of(period.starts_on)
    end = scale.height_of(min(period.ends_on, scale.last) if period.ends_on else scale.last)
    until = on_screen(period.ends_on) if period.ends_on else "nay"
    words = f"{period.words}, {on_screen(period.starts_on)} đến {until}"
    return Band(y, max(end - y, 2), words, period.tone)


def _years(scale: _Scale, marks: Sequence[Mark]) -> Iterable[tuple[int, str]]:
    """Yield years at round distances, leaving out those that would touch each other or words."""
    span = scale.last.year - scale.first.year
    step = next((one for one in _STEPS if span / one <= _MOST_YEARS), _STEPS[-1])
    free_from = 0
    for year in range(scale.first.year + 1, scale.last.year + 1):
        y = scale.height_of(date(year, 1, 1))
        is_free = not any(mark.y - _LINE < y < mark.lines[-1][0] + _LINE for mark in marks)
        if year % step == 0 and y >= free_from and is_free:
            free_from = y + _BETWEEN_YEARS
            yield y, str(year)
