"""What the page of a cell tells of its month: as much as each reader may know."""

from datetime import date
from uuid import UUID

from partywork.core import clock, display
from partywork.core.actor import Actor, Role
from partywork.core.periods import Month
from partywork.home import queries, rules
from partywork.home.service.month import month_of_cell
from partywork.home.service.steps import report_step
from partywork.home.terms import StepState
from partywork.meetings.models import Meeting
from partywork.reports import policy as reports_policy
from partywork.reports.models import Report
from partywork.reports.service.drafting import due_on as report_due_on
from partywork.web.months import CellMonth, MonthLine

_MEETING = "Sinh hoạt thường kỳ"
_NONE = "none"


def on_cell_page(actor: Actor, organisation_id: UUID) -> CellMonth | None:
    """Tell officers their next step and what needs a look, those above the report, members when
    the meeting is; nobody is told of a draft they may not read.
    """
    month = Month.of(clock.today())
    meeting = queries.regular_meeting(actor, organisation_id, month)
    title = f"{month.label[:1].upper()}{month.label[1:]}"
    if organisation_id in actor.organisations_as(Role.CELL_OFFICER):
        return _of_officers(actor, organisation_id, title, _meeting(meeting, "Chưa chuẩn bị"))
    if reports_policy.may_follow(actor):
        report = queries.reports_of(actor, organisation_id, month).get(month)
        lines = (_meeting(meeting, "Chưa nộp hồ sơ"), _report(report, report_due_on(month)))
        return CellMonth(title, "", lines)
    if organisation_id in actor.organisations_as(Role.MEMBER):
        return CellMonth(title, "", (_meeting(meeting, "Chưa mời họp"),))
    return None


def _of_officers(actor: Actor, organisation_id: UUID, title: str, meeting: MonthLine) -> CellMonth:
    month = month_of_cell(actor, organisation_id)
    following = month.next_step
    lines = [meeting]
    if following is not None:
        fact = following.fact
        lines.append(MonthLine(following.tag, fact.key.label, fact.address, fact.note))
    lines += [
        MonthLine(item.tag, item.link.words, item.link.address, item.note)
        for item in month.attention
    ]
    return CellMonth(title, month.words, tuple(lines))


def _meeting(meeting: Meeting | None, nothing: str) -> MonthLine:
    if meeting is None:
        return MonthLine((_NONE, nothing), _MEETING)
    words = f"{display.moment(meeting.starts_at)}, {meeting.place}"
    return MonthLine((_NONE, meeting.status.label), _MEETING, f"/meetings/{meeting.id}/", words)


def _report(report: Report | None, due_on: date) -> MonthLine:
    (step,) = rules.arrange([report_step(report, due_on)], clock.today())
    is_open = step.state is not StepState.DONE and not step.days_late
    tag = (_NONE, "Chưa gửi") if is_open else step.tag
    address = f"/reports/{report.id}/" if report is not None else ""
    return MonthLine(tag, "Báo cáo tháng", address, f"Hạn {display.day(due_on)}")
