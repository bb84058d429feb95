"""A cell officer's month: its ten steps from the records, tasks and what needs a look."""

from datetime import date, timedelta
from uuid import UUID

from partywork.cells.queries import appointments_on
from partywork.cells.rules.membership import Probation
from partywork.cells.terms import OfficeTitle
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.periods import Month
from partywork.home import queries, rules
from partywork.home.pages import CellMonth, CellTasks, Item, Link
from partywork.home.service.people import waiting_of_cell
from partywork.home.service.steps import address_of, meeting_steps, report_step
from partywork.meetings.models import Meeting
from partywork.meetings.terms import InvitationAnswer, MeetingStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports.models import Report
from partywork.reports.service import following
from partywork.reports.service.drafting import due_on as report_due_on
from partywork.reports.terms import ReportStatus
from partywork.resolutions import service as resolutions
from partywork.tasks.models import Task
from partywork.tasks.rules import progress_of
from partywork.tasks.terms import TaskStatus

# A probation that ends within these days is pointed at (domain: one to three months before).
_PROBATION_AHEAD = timedelta(days=90)


def month_of_cell(actor: Actor, organisation_id: UUID) -> CellMonth:
    """Return this month of a cell as its officers see it."""
    today = clock.today()
    month = Month.of(today)
    cell = queries.organisation(actor, organisation_id)
    meeting = queries.regular_meeting(actor, organisation_id, month)
    reports = queries.reports_of(actor, organisation_id, month, month.shift(-1))
    due_on = report_due_on(month)
    adopted = resolutions.resolutions_of(actor, meeting.id if meeting else None)
    steps = rules.arrange(
        [
            *meeting_steps(meeting, actor.member_id, adopted),
            report_step(reports.get(month), due_on),
        ],
        today,
    )
    return CellMonth(
        title=f"Tháng {month.month} năm {month.year}",
        place=cell.name,
        words=rules.remaining_words(steps, due_on),
        steps=steps,
        empty=_empty(meeting),
        tasks=_tasks(queries.tasks_of_quarter(actor, organisation_id, _quarter(today)), today),
        attention=(
            *_reports_to_mend(month, reports),
            *_absences(meeting),
            *_vacancies(actor, organisation_id, today),
            *_probations(actor, organisation_id, today),
            *waiting_of_cell(actor, organisation_id),
        ),
    )


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _empty(meeting: Meeting | None) -> str:
    if meeting is None:
        return "Tháng này chi bộ chưa có buổi sinh hoạt thường kỳ nào."
    if meeting.status is MeetingStatus.CANCELLED:
        return f"Tháng này chi bộ không họp. Lý do: {meeting.cancel_reason}"
    return ""


def _tasks(tasks: list[Task], today: date) -> CellTasks:
    progress = progress_of(((one.status, one.due_on, one.done_on) for one in tasks), today)
    late = [one for one in tasks if one.status is not TaskStatus.DONE and one.due_on < today]
    return CellTasks(
        running=progress.running,
        overdue=progress.overdue,
        done=progress.done,
        late=tuple(
            Item(
                ("late", f"Quá hạn {(today - one.due_on).days} ngày"),
                Link(one.title, f"/tasks/{one.id}/"),
                f"Đ/c {one.lead.full_name}, hạn {display.day(one.due_on)}",
            )
            for one in late[:5]
        ),
    )


def _reports_to_mend(month: Month, reports: dict[Month, Report]) -> list[Item]:
    items = [
        Item(("back", "Trả lại"), Link(f"Bổ sung báo cáo {at.short_label}", f"/reports/{one.id}/"))
        for at, one in reports.items()
        if one.status is ReportStatus.RETURNED
    ]
    before = month.shift(-1)
    found = reports.get(before)
    is_unsent = found is None or found.status is ReportStatus.DRAFT
    if is_unsent and following.first_month() <= before:
        address = f"/reports/{found.id}/" if found is not None else "/reports/"
        words = f"Chưa gửi báo cáo {before.short_label}"
        items.append(Item(("miss", "Quá hạn"), Link(words, address)))
    return items


def _absences(meeting: Meeting | None) -> list[Item]:
    asks = [
        one
        for one in (meeting.invitations if meeting is not None else ())
        if one.answer is InvitationAnswer.ASKS_ABSENCE and one.absence_accepted_at is None
    ]
    if meeting is None or not asks or meeting.status is not MeetingStatus.INVITED:
        return []
    words = f"{len(asks)} đồng chí xin vắng buổi sinh hoạt"
    return [Item(("now", "Chờ đồng ý"), Link(words, address_of(meeting)))]


def _vacancies(actor: Actor, organisation_id: UUID, today: date) -> list[Item]:
    held = {one.office for one in appointments_on(actor, organisation_id, today)}
    return [
        Item(("none", "Cấp ủy"), Link(f"Chi bộ chưa có {title.label.lower()}", "/cells/own"))
        for title in (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)
        if title not in held
    ]


def _probations(actor: Actor, organisation_id: UUID, today: date) -> list[Item]:
    probation = Probation(
        provisions.value(ProvisionKey.PROBATION_MONTHS, today),
        provisions.value(ProvisionKey.PROBATION_ENDS_IN_MONTH, today),
    )
    items = []
    for one in queries.probationary_members(actor, organisation_id, today):
        begun_on = one.member.ceremony_on or one.member.admitted_on
        if begun_on is None:
            continue
        ends_on = probation.ends_on(begun_on)
        if ends_on - today <= _PROBATION_AHEAD:
            words = f"Đ/c {one.member.full_name} hết thời gian dự bị ngày {display.day(ends_on)}"
            link = Link(words, f"/admissions/members/{one.member_id}")
            items.append(Item(("none", "Dự bị"), link))
    return items
