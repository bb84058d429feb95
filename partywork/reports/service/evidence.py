"""The rows behind each figure, as people read them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from partywork.cells.rules.membership import (
    is_away,
    is_exempted,
    is_in_statistics,
    is_official,
    is_probationary,
    must_attend,
)
from partywork.cells.terms import JoiningReason, LeavingReason, MembershipStatus, Sex
from partywork.core import clock, display
from partywork.meetings.service.clocks import papers_posted_in_time, results_due_on
from partywork.meetings.service.minutes import said_by_roll
from partywork.meetings.terms import AttendanceMark
from partywork.reports import rules
from partywork.reports.models import Report
from partywork.reports.rules.movement import StandingRow
from partywork.reports.service.sources import (
    Sources,
    judged_on,
)
from partywork.reports.terms import FigureKey
from partywork.resolutions.models import Resolution
from partywork.tasks.rules import timeliness
from partywork.tasks.terms import TaskStatus, Timeliness

JOINED = {
    FigureKey.ADMITTED: JoiningReason.ADMITTED,
    FigureKey.TRANSFERRED_IN: JoiningReason.TRANSFERRED,
    FigureKey.RESTORED: JoiningReason.RESTORED,
}
LEFT = {
    FigureKey.TRANSFERRED_OUT: (LeavingReason.TRANSFERRED,),
    FigureKey.DIED: (LeavingReason.DIED,),
    FigureKey.STRUCK_OFF: (LeavingReason.STRUCK_OFF, LeavingReason.PROBATIONER_STRUCK_OFF),
    FigureKey.EXPELLED: (LeavingReason.EXPELLED,),
    FigureKey.RESIGNED: (LeavingReason.RESIGNED,),
}
DUES = (
    FigureKey.DUES_DUE,
    FigureKey.DUES_COLLECTED,
    FigureKey.DUES_OWED,
    FigureKey.DUES_PASSED_UP,
)
_STANDINGS = {
    FigureKey.PROBATIONARY: is_probationary,
    FigureKey.EXEMPTED: is_exempted,
    FigureKey.TEMPORARILY_AWAY: is_away,
    FigureKey.TEMPORARY_GUESTS: lambda status: status is MembershipStatus.TEMPORARY_GUEST,
}
_MARKS = {
    FigureKey.PRESENT: AttendanceMark.PRESENT,
    FigureKey.EXCUSED: AttendanceMark.EXCUSED,
    FigureKey.UNEXCUSED: AttendanceMark.UNEXCUSED,
}


def rows_behind(
    sources: Sources, figures: rules.Figures, report: Report
) -> dict[FigureKey, list[str]]:
    """Return the names and days behind each figure."""
    moved = sources.movement
    own = [row for row in moved.at_end if is_in_statistics(row.status)]
    rows = {
        FigureKey.MEMBERS_AT_START: _people(
            sources, (row for row in moved.at_start if is_in_statistics(row.status))
        ),
        FigureKey.MEMBERS_AT_END: _people(sources, own),
        FigureKey.OFFICIAL: _people(sources, (row for row in own if is_official(row.status))),
        FigureKey.WOMEN: _people(
            sources, (row for row in own if sources.members[row.member_id].sex is Sex.FEMALE)
        ),
        FigureKey.MEETINGS: _meetings(sources),
        FigureKey.PREPARED: _prepared(sources),
        FigureKey.PAPERS: _papers(sources),
        FigureKey.RESULTS: _results(sources),
        FigureKey.EXPECTED: _attended(sources, None),
        FigureKey.STATEMENTS: _statements(sources),
        FigureKey.SPEAKERS: _statements(sources),
        FigureKey.RESOLUTIONS: [_resolution(one) for one in sources.resolutions],
    }
    for key, stands in _STANDINGS.items():
        rows[key] = _people(sources, (row for row in moved.at_end if stands(row.status)))
    for key, reason in JOINED.items():
        came = [row for row, why in moved.joined if why is reason]
        rows[key] = [f"{_name(sources, row)}, từ {display.day(row.starts_on)}" for row in came]
    for key, reasons in LEFT.items():
        rows[key] = [_left(sources, row) for row, reason in moved.left if reason in reasons]
    for key, mark in _MARKS.items():
        rows[key] = _attended(sources, mark)
    rows[FigureKey.RATE] = [f"{figures.present} có mặt trên {figures.expected} phải dự"]
    rows[FigureKey.UNEXCUSED] = [
        f"Đ/c {one.full_name}: {one.months_this_year} tháng trong năm {report.period_to.year}"
        for one in figures.absences
    ]
    rows[FigureKey.PROBATION_ENDING] = [
        f"Đ/c {name}: hết thời gian dự bị ngày {display.day(day)}"
        for name, day in sources.admissions.ending
    ]
    # Amounts tell an income and debts are for the officers only: the report has sums, no names.
    rows |= {key: ["Theo sổ thu đảng phí của chi bộ; báo cáo không nêu tên."] for key in DUES}
    return rows | _task_rows(sources, judged_on(report))


def _name(sources: Sources, row: StandingRow) -> str:
    return f"Đ/c {sources.members[row.member_id].full_name}"


def _people(sources: Sources, rows: Iterable[StandingRow]) -> list[str]:
    ordered = sorted(rows, key=lambda row: sources.members[row.member_id].name_sort_key)
    return [f"{_name(sources, row)} ({row.status.label.lower()})" for row in ordered]


def _left(sources: Sources, row: StandingRow) -> str:
    missing = "" if row.leaving_reason is not None else " (chưa ghi lý do)"
    return f"{_name(sources, row)}, đến {display.day(row.ends_on)}{missing}"


def _meetings(sources: Sources) -> list[str]:
    held = [
        f"{one.title}: ngày {display.day(clock.day_of(one.opened_at or one.starts_at))}, "
        f"{one.mode.label.lower()}"
        for one in sources.held
    ]
    cancelled = [f"{one.title}: không họp, lý do: {one.cancel_reason}" for one in sources.cancelled]
    return [*held, *cancelled] or ["Chưa có buổi sinh hoạt nào đã kết thúc trong kỳ."]


def _prepared(sources: Sources) -> list[str]:
    return [
        f"{one.title}: "
        + (f"ngày {display.day(one.prepared_on)}" if one.prepared_on else "chưa ghi ngày")
        for one in sources.held
    ]


def _papers(sources: Sources) -> list[str]:
    return [
        f"{one.title}: mời lúc {display.moment(one.invited_at) or 'chưa rõ'}, {len(one.papers)} "
        f"tài liệu, {'đúng hạn' if papers_posted_in_time(one) else 'chưa đúng hạn'}"
        for one in sources.held
    ]


def _results(sources: Sources) -> list[str]:
    return [
        f"{one.title}: đăng ngày {display.day(one.posted_on) or 'chưa đăng'}, "
        f"hạn {display.day(results_due_on(one))}"
        for one in sources.held
    ]


def _attended(sources: Sources, mark: AttendanceMark | None) -> list[str]:
    told = []
    for meeting in sources.held:
        for line in sorted(meeting.attendances, key=lambda one: one.member.name_sort_key):
            away = line.mark in (AttendanceMark.EXEMPT, AttendanceMark.SPECIAL_DUTY)
            counts = must_attend(line.status) and not away
            if counts and (mark is None or line.mark is mark):
                reason = f", {line.reason}" if line.reason else ""
                told.append(f"Đ/c {line.member.full_name}: {line.mark.label.lower()}{reason}")
    return told


def _statements(sources: Sources) -> list[str]:
    times = Counter(member for meeting in sources.held for member in said_by_roll(meeting))
    names = {
        line.member_id: line.member.full_name
        for meeting in sources.held
        for line in meeting.attendances
    }
    return [f"Đ/c {names[who]}: {number} lượt" for who, number in times.items()]


def _resolution(resolution: Resolution) -> str:
    number = resolution.document.symbol or "chưa lấy số"
    return f"{number}, thông qua ngày {display.day(resolution.adopted_on)}: {resolution.title}"


def rows_behind_tasks(sources: Sources, day: date) -> list[str]:
    """Return each task of the month with how it stands on a day."""
    return _task_rows(sources, day)[FigureKey.TASKS]


def _task_rows(sources: Sources, day: date) -> dict[FigureKey, list[str]]:
    rows: dict[FigureKey, list[str]] = {FigureKey.TASKS: []}
    for one in sources.tasks:
        judged = timeliness(one.status, one.due_on, one.done_on, day)
        key = {
            Timeliness.ON_TIME: FigureKey.TASKS_ON_TIME,
            Timeliness.LATE: FigureKey.TASKS_LATE,
            Timeliness.RUNNING: FigureKey.TASKS_RUNNING,
            Timeliness.OVERDUE: FigureKey.TASKS_OVERDUE,
        }[judged]
        if one.status is TaskStatus.NOT_DONE:
            key = FigureKey.TASKS_NOT_DONE
        line = f"{one.title} (đ/c {one.lead.full_name}, hạn {display.day(one.due_on)})"
        rows[FigureKey.TASKS].append(f"{line}: {key.label.removeprefix('Nhiệm vụ ')}")
        rows.setdefault(key, []).append(line)
    return rows
