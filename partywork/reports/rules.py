"""When a report is due, how its figures are counted, and which identities they must keep."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

from partywork.cells.rules.membership import (
    count_official,
    is_away,
    is_exempted,
    is_in_statistics,
    is_probationary,
)
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.meetings.rules import AttendanceCount
from partywork.meetings.terms import MeetingKind
from partywork.reports.terms import BoardMark, ReportStatus
from partywork.tasks.rules import Progress

Reason = TypeVar("Reason", JoiningReason, LeavingReason)

_NEXT = {
    ReportStatus.DRAFT: {ReportStatus.SENT},
    ReportStatus.SENT: {ReportStatus.RETURNED, ReportStatus.ACCEPTED},
    ReportStatus.RETURNED: {ReportStatus.SENT},
    ReportStatus.ACCEPTED: frozenset[ReportStatus](),
}


def check_step(current: ReportStatus, following: ReportStatus) -> None:
    """A report is sent, then returned and sent again as often as needed, then accepted for good."""
    if following not in _NEXT[current]:
        raise RuleBroken(f"Báo cáo «{current.label}», không thể chuyển sang «{following.label}».")


def due_on(month: Month, due_day: int) -> date:
    """Return the day a month's report is due, the last day when the month is shorter.

    No central text fixes the day; the Đảng ủy sets it in its working rules (7619-CV/BTCTW).
    """
    return month.day(due_day)


def mark(status: ReportStatus | None, sent_on: date | None, due: date, today: date) -> BoardMark:
    """Say what the board shows for a cell and a month; `status` is None when nothing was begun.

    `sent_on` is the day of the first sending, so that a report returned and corrected after its
    due day was still in time.
    """
    if status is ReportStatus.RETURNED:
        return BoardMark.RETURNED
    if sent_on is not None:
        return BoardMark.ON_TIME if sent_on <= due else BoardMark.LATE
    return BoardMark.NOT_DUE if today <= due else BoardMark.MISSING


def days_late(sent_on: date | None, due: date, today: date) -> int:
    """Return by how many days a report was late, or is late today when it was not sent."""
    return max(((sent_on or today) - due).days, 0)


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report speaks of, «từ ngày … đến ngày …», both included."""

    starts_on: date
    ends_on: date


def default_period(month: Month) -> Period:
    """Propose the whole calendar month."""
    return Period(month.first_day, month.last_day)


def check_period(period: Period, month: Month) -> None:
    """Refuse days in the wrong order and a period that has no day in the month of the report."""
    if period.ends_on < period.starts_on:
        raise RuleBroken("Kỳ báo cáo: ngày cuối không được trước ngày đầu.", "period_to")
    if period.ends_on < month.first_day or period.starts_on > month.last_day:
        raise RuleBroken(f"Kỳ báo cáo phải có ngày thuộc {month.label}.", "period_from")


def check_identity(*, start: int, increase: int, decrease: int, end: int) -> None:
    """Refuse numbers of members that break «cuối kỳ = đầu kỳ + tăng − giảm»."""
    expected = start + increase - decrease
    if end != expected:
        raise RuleBroken(
            f"Đầu kỳ {start}, tăng {increase}, giảm {decrease} thì cuối kỳ phải là {expected}, "
            f"nhưng danh sách có {end} đảng viên."
        )


def check_composition(*, total: int, official: int, probationary: int) -> None:
    """Refuse numbers that break «chính thức + dự bị = tổng số»."""
    if official + probationary != total:
        raise RuleBroken(
            f"Chính thức {official} cộng dự bị {probationary} không bằng tổng số {total}."
        )


class MemberRow(NamedTuple):
    """A member on the last day of the period, as far as the figures ask."""

    status: MembershipStatus
    is_woman: bool


class MeetingRow(NamedTuple):
    """A meeting of the period and how it kept its clocks."""

    held_on: date
    kind: MeetingKind
    minutes: int
    papers_in_time: bool
    results_in_time: bool


class AbsenceRow(NamedTuple):
    """Somebody absent without reason, with the months of the year that this has happened in."""

    full_name: str
    months_this_year: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The computed part of the monthly report: movement, meetings, attendance, opinions, tasks."""

    members_at_start: int
    joined: Mapping[JoiningReason, int]
    left: Mapping[LeavingReason, int]
    members_at_end: int
    official: int
    probationary: int
    women: int
    exempted: int
    temporarily_away: int
    temporary_guests: int
    meetings: tuple[MeetingRow, ...]
    expected: int
    present: int
    excused: int
    unexcused: int
    absences: tuple[AbsenceRow, ...]
    statements: int
    speakers: int
    tasks: Progress

    @property
    def increase(self) -> int:
        """Everybody who joined in the period."""
        return sum(self.joined.values())

    @property
    def decrease(self) -> int:
        """Everybody who left for good in the period."""
        return sum(self.left.values())

    def check(self) -> None:
        """Refuse figures that break one of the two identities of the report."""
        check_identity(
            start=self.members_at_start,
            increase=self.increase,
            decrease=self.decrease,
            end=self.members_at_end,
        )
        check_composition(
            total=self.members_at_end, official=self.official, probationary=self.probationary
        )


def figures_of(
    *,
    at_start: Iterable[MembershipStatus],
    at_end: Iterable[MemberRow],
    joins: Iterable[JoiningReason],
    leaves: Iterable[LeavingReason],
    meetings: Iterable[MeetingRow],
    attendance: Iterable[AttendanceCount],
    absences: Iterable[AbsenceRow],
    speakers: Iterable[UUID],
    tasks: Progress,
) -> Figures:
    """Count the figures of a period from plain rows.

    `attendance` has one count per meeting and is added up, so that no percentages are averaged.
    `speakers` has one entry per statement and names who made it. Temporary guests stand beside
    the numbers of members, never in them.
    """
    people = list(at_end)
    members = [row for row in people if is_in_statistics(row.status)]
    statuses = [row.status for row in people]
    counts = list(attendance)
    statements = list(speakers)
    return Figures(
        members_at_start=sum(is_in_statistics(status) for status in at_start),
        joined=_by_reason(JoiningReason, joins),
        left=_by_reason(LeavingReason, leaves),
        members_at_end=len(members),
        official=count_official(statuses),
        probationary=sum(map(is_probationary, statuses)),
        women=sum(row.is_woman for row in members),
        exempted=sum(map(is_exempted, statuses)),
        temporarily_away=sum(map(is_away, statuses)),
        temporary_guests=statuses.count(MembershipStatus.TEMPORARY_GUEST),
        meetings=tuple(meetings),
        expected=sum(count.expected for count in counts),
        present=sum(count.expected_present for count in counts),
        excused=sum(count.excused for count in counts),
        unexcused=sum(count.unexcused for count in counts),
        absences=tuple(absences),
        statements=len(statements),
        speakers=len(set(statements)),
        tasks=tasks,
    )


def _by_reason(terms: type[Reason], rows: Iterable[Reason]) -> dict[Reason, int]:
    counted = Counter(rows)
    return {reason: counted[reason] for reason in terms}


class StandingRow(NamedTuple):
    """A member's standing in the cell between two days, both included."""

    member_id: UUID
    status: MembershipStatus
    starts_on: date
    ends_on: date | None
    admitted_on: date | None
    leaving_reason: LeavingReason | None
    joining_reason: JoiningReason | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """Who was in the cell when a period began and ended, who came and who left between."""

    at_start: tuple[StandingRow, ...]
    at_end: tuple[StandingRow, ...]
    joined: tuple[tuple[StandingRow, JoiningReason], ...]
    left: tuple[tuple[StandingRow, LeavingReason], ...]


# The ceremony follows the decision to admit within a month of working days (208-QĐ/TW).
_CEREMONY = timedelta(days=45)


def movement(rows: Iterable[StandingRow], period: Period) -> Movement:
    """Follow the members of a cell through a period.

    Somebody leaves with the end of the last day and comes with the beginning of the first, so
    that «cuối kỳ = đầu kỳ + tăng − giảm» holds for any days. A change of standing without a gap
    is neither. A temporary guest counts among nobody who comes or leaves. Who leaves without a
    recorded reason is counted as transferred.
    """
    people = sorted(rows, key=lambda row: row.starts_on)
    eve = period.starts_on - timedelta(days=1)
    joined, left = [], []
    for stays in _stays([row for row in people if is_in_statistics(row.status)]):
        for place, (first, last) in enumerate(stays):
            if period.starts_on <= first.starts_on <= period.ends_on:
                joined.append((first, _joining_reason(first, is_back=place > 0)))
            if last.ends_on is not None and eve <= last.ends_on < period.ends_on:
                left.append((last, last.leaving_reason or LeavingReason.TRANSFERRED))
    return Movement(
        at_start=tuple(row for row in people if _holds(row, eve)),
        at_end=tuple(row for row in people if _holds(row, period.ends_on)),
        joined=tuple(joined),
        left=tuple(left),
    )


def _holds(row: StandingRow, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _stays(rows: list[StandingRow]) -> list[list[tuple[StandingRow, StandingRow]]]:
    """Join the rows of each member that follow each other into (first, last) of a stay."""
    by_member: dict[UUID, list[tuple[StandingRow, StandingRow]]] = {}
    for row in rows:
        stays = by_member.setdefault(row.member_id, [])
        ended_on = stays[-1][1].ends_on if stays else None
        if ended_on is not None and row.starts_on == ended_on + timedelta(days=1):
            stays[-1] = (stays[-1][0], row)
        else:
            stays.append((row, row))
    return list(by_member.values())


def _joining_reason(first: StandingRow, *, is_back: bool) -> JoiningReason:
    """Return why somebody came; a list that took them over does not say, and days must tell."""
    if first.joining_reason is not None:
        return first.joining_reason
    if is_back:
        return JoiningReason.RESTORED
    if first.status is MembershipStatus.PROBATIONARY and first.admitted_on is not None:
        since = first.starts_on - first.admitted_on
        if timedelta() <= since <= _CEREMONY:
            return JoiningReason.ADMITTED
    return JoiningReason.TRANSFERRED
