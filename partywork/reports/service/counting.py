"""Counting the figures of a report, each with its rule and the rows behind it."""

from collections.abc import Iterable

from partywork.admissions.service.figures import AdmissionFigures
from partywork.cells.terms import Sex
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.dues.pages.sheets import DuesFigures
from partywork.meetings import rules as meeting_rules
from partywork.meetings.models import Meeting
from partywork.meetings.service.clocks import papers_posted_in_time, results_due_on
from partywork.meetings.service.minutes import said_by_roll
from partywork.meetings.terms import AttendanceMark
from partywork.reports import rules
from partywork.reports.models import Report
from partywork.reports.pages import CountedFigure
from partywork.reports.service.evidence import DUES, JOINED, LEFT, rows_behind
from partywork.reports.service.explaining import explanations_on
from partywork.reports.service.sources import (
    Sources,
    absent,
    judged_on,
    sources_of,
)
from partywork.reports.terms import FigureKey
from partywork.tasks.rules import progress_of

NO_MEETING = "Không họp"


def counted(actor: Actor, report: Report, sources: Sources | None = None) -> list[CountedFigure]:
    """Count every figure of a report from the data of today; nobody types one."""
    sources = sources or sources_of(actor, report)
    figures = _figures(sources, report)
    figures.check()
    values = _values(figures, sources)
    rows = rows_behind(sources, figures, report)
    explanations = explanations_on(report.period_to)
    return [
        CountedFigure(
            key=key,
            value=values[key],
            explanation=explanations[key],
            rows=tuple(rows.get(key, ())),
            dispute=report.disputes.get(key.value, ""),
        )
        for key in FigureKey
    ]


def _figures(sources: Sources, report: Report) -> rules.Figures:
    moved, year = sources.movement, report.period_to.year
    unexcused = absent(sources, AttendanceMark.UNEXCUSED)
    return rules.figures_of(
        at_start=(row.status for row in moved.at_start),
        at_end=(
            rules.MemberRow(row.status, sources.members[row.member_id].sex is Sex.FEMALE)
            for row in moved.at_end
        ),
        joins=(reason for _, reason in moved.joined),
        leaves=(reason for _, reason in moved.left),
        meetings=[_meeting_row(one) for one in sources.held],
        attendance=(
            meeting_rules.count_attendance((line.status, line.mark) for line in one.attendances)
            for one in sources.held
        ),
        absences=[
            rules.AbsenceRow(
                member.full_name,
                meeting_rules.unexcused_months(sources.absent_days.get(member.id, ()), year),
            )
            for member in unexcused
        ],
        speakers=(member for meeting in sources.held for member in said_by_roll(meeting)),
        tasks=progress_of(
            ((one.status, one.due_on, one.done_on) for one in sources.tasks), judged_on(report)
        ),
    )


def _meeting_row(meeting: Meeting) -> rules.MeetingRow:
    opened_at = meeting.opened_at or meeting.starts_at
    posted_on = meeting.posted_on
    return rules.MeetingRow(
        held_on=clock.day_of(opened_at),
        kind=meeting.kind,
        minutes=meeting_rules.duration_minutes(opened_at, meeting.closed_at or opened_at),
        papers_in_time=papers_posted_in_time(meeting),
        results_in_time=posted_on is not None and posted_on <= results_due_on(meeting),
    )


def _values(figures: rules.Figures, sources: Sources) -> dict[FigureKey, str]:
    numbers: dict[FigureKey, int] = {
        FigureKey.MEMBERS_AT_START: figures.members_at_start,
        **{key: figures.joined[reason] for key, reason in JOINED.items()},
        **{key: sum(map(figures.left.__getitem__, reasons)) for key, reasons in LEFT.items()},
        FigureKey.MEMBERS_AT_END: figures.members_at_end,
        FigureKey.OFFICIAL: figures.official,
        FigureKey.PROBATIONARY: figures.probationary,
        FigureKey.WOMEN: figures.women,
        FigureKey.EXEMPTED: figures.exempted,
        FigureKey.TEMPORARILY_AWAY: figures.temporarily_away,
        FigureKey.TEMPORARY_GUESTS: figures.temporary_guests,
        FigureKey.EXPECTED: figures.expected,
        FigureKey.PRESENT: figures.present,
        FigureKey.EXCUSED: figures.excused,
        FigureKey.UNEXCUSED: figures.unexcused,
        FigureKey.STATEMENTS: figures.statements,
        FigureKey.RESOLUTIONS: len(sources.resolutions),
        FigureKey.TASKS: figures.tasks.total,
        FigureKey.TASKS_ON_TIME: figures.tasks.done_on_time,
        FigureKey.TASKS_LATE: figures.tasks.done_late,
        FigureKey.TASKS_RUNNING: figures.tasks.running,
        FigureKey.TASKS_OVERDUE: figures.tasks.overdue,
        FigureKey.TASKS_NOT_DONE: figures.tasks.not_done,
    }
    present = {
        line.member_id
        for meeting in sources.held
        for line in meeting.attendances
        if line.mark is AttendanceMark.PRESENT
    }
    return {key: str(number) for key, number in numbers.items()} | {
        FigureKey.MEETINGS: _meetings_in_words(figures.meetings),
        FigureKey.PREPARED: _prepared_in_words(sources),
        FigureKey.PAPERS: _kept_in_words([one.papers_in_time for one in figures.meetings]),
        FigureKey.RESULTS: _kept_in_words([one.results_in_time for one in figures.meetings]),
        FigureKey.RATE: display.percent(figures.present, figures.expected),
        FigureKey.SPEAKERS: display.percent(figures.speakers, len(present)),
        FigureKey.TASKS_RATE: f"{figures.tasks.percent_done}%",
        **_admissions_in_words(sources.admissions),
        **_dues_in_words(sources.dues),
    }


def _admissions_in_words(figures: AdmissionFigures) -> dict[FigureKey, str]:
    days = "; ".join(display.day(day) for _name, day in figures.ending)
    return {
        FigureKey.PROSPECTS: str(figures.prospects),
        FigureKey.PROSPECTS_IN_CLASS: str(figures.in_class),
        FigureKey.ADMISSION_FILES: str(figures.files),
        FigureKey.ADMISSIONS_PROPOSED: str(figures.proposed),
        FigureKey.PROBATION_ENDING: f"{len(figures.ending)} ({days})" if days else "0",
    }


def _dues_in_words(figures: DuesFigures | None) -> dict[FigureKey, str]:
    if figures is None:
        return dict.fromkeys(DUES, "Chưa mở sổ thu")
    owed = f"{figures.debtors} đồng chí, {figures.months_owed} tháng, {_dong(figures.owed)}"
    return {
        FigureKey.DUES_DUE: _dong(figures.due),
        FigureKey.DUES_COLLECTED: _dong(figures.collected),
        FigureKey.DUES_OWED: owed if figures.debtors else "Không",
        FigureKey.DUES_PASSED_UP: _dong(figures.passed_up),
    }


def _dong(amount: int) -> str:
    return f"{display.thousands(amount)} đ"


def _meetings_in_words(meetings: Iterable[rules.MeetingRow]) -> str:
    told = [f"{display.day(one.held_on)}, {one.minutes} phút" for one in meetings]
    return "; ".join(told) or NO_MEETING


def _prepared_in_words(sources: Sources) -> str:
    days = [one.prepared_on for one in sources.held if one.prepared_on is not None]
    return ", ".join(display.day(day) for day in days) or "Không"


def _kept_in_words(kept: list[bool]) -> str:
    if not kept:
        return NO_MEETING
    return "Đúng hạn" if all(kept) else f"Đúng hạn {sum(kept)}/{len(kept)} buổi"
