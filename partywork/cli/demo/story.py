"""What happens in a cell in a month, day by day: pure, from the seed, the cell and the month."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from partywork.core.periods import Month

SEED = "Đảng bộ minh họa 2026"
JOURNEY_CELL = "CB11"
OPEN_CELL = "CB12"
_KEPT_WHOLE = (JOURNEY_CELL, OPEN_CELL)
_MEETS_LATE, _RESENDS_LATE, _SENDS_LATE = 14, ("CB21", "CB40"), ("CB36",)


@dataclass(frozen=True, slots=True)
class Story:
    """The days on which each step of a month's work is taken; a step that never comes is None."""

    code: str
    month: Month
    planned_on: date
    prepared_on: date
    invited_on: date
    held_on: date
    starts_at: time
    minutes: int
    confirmed_on: date
    signed_on: date
    issued_on: date
    posted_on: date
    drafted_on: date
    sent_on: date | None
    returned_on: date | None
    resent_on: date | None
    accepted_on: date | None
    is_cancelled: bool
    is_refused: bool

    def chance(self, what: str) -> Random:
        """Return the dice for one matter, always the same for the same cell and month."""
        return dice(self.code, self.month, what)


def dice(code: str, month: Month, what: str) -> Random:
    """Return dice that fall the same way on every machine."""
    return Random(f"{SEED}|{code}|{month.year}-{month.month}|{what}")  # noqa: S311  (no secret)


def story_of(
    code: str, month: Month, holidays: Collection[date], held_on: date | None = None
) -> Story:
    """Tell the month of a cell; `held_on` moves the meeting to another day."""
    chance = dice(code, month, "days")
    number = int(code[2:])
    meets_late = number % _MEETS_LATE == 5
    planned = 26 if meets_late else 3 + number * 7 % 9 + chance.randrange(2)
    planned_day = working_day(month.day(planned), holidays)
    held = held_on or planned_day
    invited = held - timedelta(days=chance.randint(2, 5))
    signed = held + timedelta(days=chance.randint(1, 2))
    posted = held + timedelta(days=4 if chance.random() < 0.06 else chance.randint(1, 2))
    sent, returned, resent, accepted = _report_days(code, month, chance, held)
    is_odd = code not in _KEPT_WHOLE and held_on is None
    return Story(
        code=code,
        month=month,
        planned_on=invited - timedelta(days=chance.randint(1, 3)),
        prepared_on=invited - timedelta(days=1),
        invited_on=invited,
        held_on=held,
        starts_at=chance.choice((time(8, 30), time(9, 0), time(14, 0), time(15, 0))),
        minutes=chance.choice((92, 95, 98, 100, 105, 110, 115, 85)),
        confirmed_on=held + timedelta(days=1),
        signed_on=signed,
        issued_on=signed + timedelta(days=chance.randrange(2)),
        posted_on=posted,
        drafted_on=(sent or month.day(25)) - timedelta(days=2),
        sent_on=sent,
        returned_on=returned,
        resent_on=resent,
        accepted_on=accepted,
        is_cancelled=is_odd and chance.random() < 0.004,
        is_refused=is_odd and chance.random() < 0.006,
    )


def _report_days(
    code: str, month: Month, chance: Random, held: date
) -> tuple[date | None, date | None, date | None, date | None]:
    lateness = chance.random()
    sent = month.day(20 + chance.randrange(6))
    if code in _SENDS_LATE:
        sent = month.last_day + timedelta(days=35)
    elif lateness < 0.08:
        sent = month.day(26 + chance.randrange(4))
    sent = max(sent, held + timedelta(days=4))
    if code not in _KEPT_WHOLE and chance.random() < 0.003:
        return None, None, None, None
    if chance.random() >= 0.09 and code not in _RESENDS_LATE:
        return sent, None, None, sent + timedelta(days=chance.randint(2, 5))
    returned = sent + timedelta(days=chance.randint(1, 3))
    resent = returned + timedelta(days=45 if code in _RESENDS_LATE else chance.randint(2, 5))
    return sent, returned, resent, resent + timedelta(days=2)


def working_day(day: date, holidays: Collection[date]) -> date:
    """Return the day itself or the next one on which people work."""
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day


def meeting_above(month: Month, holidays: Collection[date], *, code: str, on: int) -> Story:
    """Tell the month in which a body above the cells meets, with no report to send."""
    story = story_of(code, month, holidays, working_day(month.day(on), holidays))
    return replace(story, starts_at=time(14, 0), sent_on=None, accepted_on=None, returned_on=None)
