"""When a report is due, how its figures are counted, and which identities they must keep."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
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
