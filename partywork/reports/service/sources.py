"""What a report is counted and drafted from, read once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.admissions.service import figures as admissions
from partywork.admissions.service.figures import AdmissionFigures
from partywork.cells.models import Member
from partywork.cells.rules.membership import must_attend
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.dues.pages.sheets import DuesFigures
from partywork.dues.service import following as dues
from partywork.meetings.models import Meeting
from partywork.meetings.service.absences import unexcused
from partywork.meetings.terms import REGULAR_KINDS, AttendanceMark, MeetingStatus
from partywork.reports import policy, queries
from partywork.reports.models import Report
from partywork.reports.rules.movement import Movement, StandingRow, movement
from partywork.reports.rules.periods import Period
from partywork.resolutions.models import Resolution
from partywork.tasks import service as tasks
from partywork.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Sources:
    """What a report is counted and drafted from."""

    members: dict[UUID, Member]
    movement: Movement
    held: list[Meeting]
    cancelled: list[Meeting]
    tasks: list[Task]
    resolutions: list[Resolution]
    absent_days: dict[UUID, list[date]]
    admissions: AdmissionFigures
    dues: DuesFigures | None

    @property
    def regular(self) -> Meeting | None:
        """The ordinary meeting of the period, the one the report is about."""
        found = [one for one in self.held if one.kind in REGULAR_KINDS]
        return found[-1] if found else None


def sources_of(actor: Actor, report: Report) -> Sources:
    """Read everything a report of this period is made from."""
    actor = policy.reader_of(actor, report)
    cell, period = report.organisation_id, period_of(report)
    memberships = queries.memberships_until(actor, cell, period.ends_on)
    meetings = queries.meetings_of(actor, cell, period)
    return Sources(
        members={one.member_id: one.member for one in memberships},
        movement=movement(
            (
                StandingRow(
                    one.member_id,
                    one.status,
                    one.starts_on,
                    one.ends_on,
                    one.member.admitted_on,
                    one.leaving_reason,
                    one.joining_reason,
                )
                for one in memberships
            ),
            period,
        ),
        held=[one for one in meetings if one.status in queries.HELD],
        cancelled=[one for one in meetings if one.status is MeetingStatus.CANCELLED],
        tasks=tasks.open_or_recent(actor, cell, report.period),
        resolutions=queries.resolutions_of(actor, cell, period),
        absent_days=_absent_days({one.member_id for one in memberships}, period.ends_on),
        admissions=admissions.of_cell(cell, period.starts_on, period.ends_on),
        dues=dues.figures(cell, report.period, period.starts_on, period.ends_on),
    )


def _absent_days(member_ids: Collection[UUID], last: date) -> dict[UUID, list[date]]:
    """Return who stayed away without reason on which days of a year, in whichever cell."""
    days: dict[UUID, list[date]] = defaultdict(list)
    for member_id, day in unexcused(member_ids, date(last.year, 1, 1), last):
        days[member_id].append(day)
    return days


def period_of(report: Report) -> Period:
    """Return the days a report speaks of."""
    return Period(report.period_from, report.period_to)


def judged_on(report: Report) -> date:
    """Tasks are judged on the last day of the period, or today while it runs."""
    return min(clock.today(), report.period_to)


def absent(sources: Sources, mark: AttendanceMark) -> list[Member]:
    """Return who had to come to a meeting and has such a mark, by name."""
    found = {
        line.member_id: line.member
        for meeting in sources.held
        for line in meeting.attendances
        if line.mark is mark and must_attend(line.status)
    }
    return sorted(found.values(), key=lambda member: member.name_sort_key)
