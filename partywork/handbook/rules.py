"""The two clocks around a meeting and the names of the files that are uploaded."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.handbook.terms import Standing
from partywork.meetings.rules import papers_in_time, results_due_on
from partywork.meetings.terms import MeetingStatus

_MOST_OF_A_NAME = 60
_NO_LETTER = re.compile(r"[^A-Za-z0-9]+")
# Nobody counts the hours of a time of several days.
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the provisions of a day say about the two clocks, and whether papers are followed."""

    days_before: int
    by_calendar_day: bool
    days_after: int
    is_followed: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as people read it: how it stands, until when, when it was done, how late."""

    standing: Standing
    due: date | None = None
    done: date | None = None
    days_late: int = 0
    words: str = ""


IDLE = Reading(Standing.IDLE)


def papers_clock(
    meets_at: datetime, posted_at: datetime | None, now: datetime, clocks: Clocks
) -> Reading:
    """«Trước 01 ngày»: papers stand on Sổ tay đảng viên before the meeting.

    Hướng dẫn 42-HD/BTCTW (II.2.1). Whether it means the calendar day before or full 24 hours the
    words leave open; a provision decides.
    """
    last = _last_moment(meets_at, clocks)
    due = clock.day_of(last)
    if posted_at is None:
        return _open(due, now, last)
    is_kept = papers_in_time(
        posted_at,
        meets_at,
        days=clocks.days_before,
        by_calendar_day=clocks.by_calendar_day,
    )
    done = clock.day_of(posted_at)
    if is_kept:
        return Reading(Standing.KEPT, due, done, 0, f"Đã đăng ngày {done:%d/%m/%Y}, đúng hạn.")
    late = max((done - due).days, 1)
    return Reading(Standing.LATE, due, done, late, f"Đã đăng ngày {done:%d/%m/%Y}, trễ hạn.")


def _last_moment(meets_at: datetime, clocks: Clocks) -> datetime:
    if not clocks.by_calendar_day:
        return meets_at - timedelta(days=clocks.days_before)
    day = clock.day_of(meets_at) - timedelta(days=clocks.days_before)
    return clock.instant_of(day, time(23, 59, 59))


def results_clock(met_on: date, done_on: date | None, now: datetime, clocks: Clocks) -> Reading:
    """«Trong 02 ngày»: the result is posted and the level above is told after the meeting.

    Hướng dẫn 42-HD/BTCTW, as its process is described: a meeting of 10/11 has until 12/11.
    """
    due = results_due_on(met_on, clocks.days_after)
    if done_on is None:
        return _open(due, now, clock.instant_of(due, time(23, 59, 59)))
    late = max((done_on - due).days, 0)
    told = f"Đã làm ngày {done_on:%d/%m/%Y}"
    if late:
        return Reading(Standing.LATE, due, done_on, late, f"{told}, trễ {late} ngày.")
    return Reading(Standing.KEPT, due, done_on, 0, f"{told}, đúng hạn.")


def waits_for_results(
    status: MeetingStatus, meets_at: datetime, closed_at: datetime | None, now: datetime
) -> bool:
    """Say whether the days for the result of a meeting run.

    They run from the day of the meeting, and whoever never closes it does not stop them. What was
    called off has no result, nor has what was only planned: of it the papers are missing first.
    """
    if closed_at is not None:
        return True
    return status in (MeetingStatus.INVITED, MeetingStatus.OPEN) and now >= meets_at


def _open(due: date, now: datetime, last: datetime) -> Reading:
    if now > last:
        late = max((clock.day_of(now) - due).days, 1)
        return Reading(Standing.OVERDUE, due, None, late, f"Quá hạn {late} ngày.")
    return Reading(Standing.RUNNING, due, None, 0, countdown(last - now))


def countdown(left: timedelta) -> str:
    """Say how much time is left: «Còn 2 ngày 3 giờ.»"""
    days, hours = left.days, left.seconds // 3600
    if not days and not hours:
        return "Còn dưới 1 giờ."
    told = [f"{days} ngày"] if days else []
    if hours and days < _FEW_DAYS:
        told.append(f"{hours} giờ")
    return f"Còn {' '.join(told)}."


def check_posted_at(posted_at: datetime, now: datetime, invited_at: datetime | None) -> None:
    """Papers are noted as posted after they were sent out, and never beforehand."""
    if invited_at is None:
        raise RuleBroken("Buổi họp chưa mời nên chưa có tài liệu để đăng.")
    if posted_at > now:
        raise RuleBroken("Giờ đăng không được ở tương lai.", "hour")


def worst(readings: Iterable[Reading]) -> Reading:
    """Return the clock that wants a look first: overdue, then late, running, kept."""
    order = (Standing.OVERDUE, Standing.LATE, Standing.RUNNING, Standing.KEPT, Standing.IDLE)
    found = sorted(readings, key=lambda one: (order.index(one.standing), -one.days_late))
    return found[0] if found else IDLE


def file_name(number: int, cell: str, what: str, day: date, ending: str) -> str:
    """Return «01_Chi-bo-Hoi-Co-hoc_Bien-ban_05-11-2026.pdf».

    A proposal of ours and no rule: numbered in the order of uploading, without marks and spaces,
    so that any device keeps the name.
    """
    return f"{number:02d}_{plain(cell)}_{plain(what)}_{day:%d-%m-%Y}.{ending}"


def plain(words: str) -> str:
    """Return words without marks, joined by hyphens, cut at a hyphen where they are long."""
    spelt = unicodedata.normalize("NFD", words.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in spelt if not unicodedata.combining(letter))
    joined = _NO_LETTER.sub("-", bare).strip("-")
    if len(joined) > _MOST_OF_A_NAME:
        joined = joined[:_MOST_OF_A_NAME].rpartition("-")[0] or joined[:_MOST_OF_A_NAME]
    return joined or "Tai-lieu"
