"""The draft of a cell's report: begun from the data, its texts written by people."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Organisation
from partywork.cells.service.unfinished import Unfinished
from partywork.core import clock, display
from partywork.core.actor import Actor, Role
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale, require
from partywork.core.periods import Month
from partywork.documents.service import refuse_secret
from partywork.meetings.models import Meeting
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports import policy, queries, rules
from partywork.reports.models import Report, ReportSection
from partywork.reports.rules import periods
from partywork.reports.service import of_month
from partywork.reports.service.evidence import rows_behind_tasks
from partywork.reports.service.sources import Sources, judged_on, sources_of
from partywork.reports.terms import FigureKey, ReportKind, ReportStatus, SectionKey

EDITABLE = (ReportStatus.DRAFT, ReportStatus.RETURNED)
_NOT_YOURS = "Chỉ cấp ủy của chi bộ soạn báo cáo."
# Which items of the ordinary meeting tell a section of the report.
_ITEMS = {
    SectionKey.IDEOLOGY: ("B2",),
    SectionKey.RESOLUTION_RESULTS: ("B3",),
    SectionKey.PRAISE: ("B4",),
    SectionKey.NEXT_MONTH: ("B5",),
}


@dataclass(frozen=True, slots=True)
class Saved:
    """When the text of a section was kept, and as which saving."""

    saved_at: datetime
    version: int


def get(actor: Actor, report_id: UUID) -> Report:
    """Return a report with its sections, figures and comments, or `NotVisible`."""
    found = queries.report(actor, Report.id == report_id)
    if found is None:
        raise NotVisible("Không tìm thấy báo cáo.")
    return found


def for_writing(actor: Actor, report_id: UUID) -> Report:
    """Return a report the actor may change now."""
    report = get(actor, report_id)
    require(policy.may_write(actor, report), _NOT_YOURS)
    check_editable(report)
    return report


def check_editable(report: Report) -> None:
    """What was sent is frozen until the committee office returns it."""
    if report.status not in EDITABLE:
        raise RuleBroken(
            f"Báo cáo «{report.status.label}» nên không sửa được. "
            "Muốn sửa, hãy đề nghị văn phòng Đảng ủy trả lại."
        )


def own_cells(actor: Actor) -> list[Organisation]:
    """Return the cells whose reports the actor writes, those that ended within a year last.

    The last reports of a cell that ended are written by who followed it, or by the office.
    """
    own = queries.cells_by_id(actor, actor.organisations_as(Role.CELL_OFFICER))
    since = Month.of(clock.today()).shift(-11).first_day
    ended = queries.ended_cells(actor, since)
    return [*own, *(one for one in ended if policy.may_begin(actor, one))]


def due_on(month: Month) -> date:
    """Return the day the report of a month is due."""
    return rules.due_on(
        month, provisions.value(ProvisionKey.REPORT_MONTHLY_DUE_DAY, month.first_day)
    )


def open_draft(actor: Actor, organisation_id: UUID, month: Month) -> Report:
    """Begin the report of a cell for a month, filled from the data, or return the one begun."""
    cell = queries.cell(actor, organisation_id)
    if cell is None or not policy.may_begin(actor, cell):
        raise NotAllowed(_NOT_YOURS)
    with transaction():
        lock_for_update(f"report {organisation_id} {month.year}-{month.month}")
        found = of_month.report_of(actor, organisation_id, month)
        if found is not None:
            return found
        periods.check_month(month, clock.today(), cell.dissolved_on)
        period = periods.default_period(month, cell.dissolved_on)
        report = Report(
            organisation_id=organisation_id,
            kind=ReportKind.MONTHLY,
            year=month.year,
            month=month.month,
            period_from=period.starts_on,
            period_to=period.ends_on,
            due_on=due_on(month),
            status=ReportStatus.DRAFT,
            disputes={},
        )
        db.session.add(report)
        db.session.flush()
        _draft_sections(report, sources_of(actor, report))
        report = get(actor, report.id)
        _record(actor, "report.open", report, month=month.short_label)
    return report


def _draft_sections(report: Report, sources: Sources) -> None:
    drafted = _drafted(sources, judged_on(report))
    for position, key in enumerate(SectionKey, start=1):
        db.session.add(
            ReportSection(
                organisation_id=report.organisation_id,
                report_id=report.id,
                position=position,
                key=key,
                text=drafted.get(key, ""),
            )
        )
    db.session.flush()


def _drafted(sources: Sources, day: date) -> dict[SectionKey, str]:
    """Say what the system already knows, so that nobody types it again."""
    meeting = sources.regular
    texts = {key: _told(meeting, codes) for key, codes in _ITEMS.items()}
    texts[SectionKey.RESOLUTION_RESULTS] += rows_behind_tasks(sources, day)
    texts[SectionKey.NEXT_MONTH] += [
        f"Đồng chí {one.lead.full_name}: {one.title.rstrip('.')}, "
        f"hạn {display.day_in_text(one.due_on)}."
        for one in (meeting.assignments if meeting is not None else ())
    ]
    return {key: "\n".join(lines) for key, lines in texts.items()}


def _told(meeting: Meeting | None, codes: tuple[str, ...]) -> list[str]:
    return [
        text
        for item in (meeting.agenda if meeting is not None else ())
        if item.code in codes
        for text in (item.notes, item.conclusion)
        if text.strip()
    ]


def refill(actor: Actor, report_id: UUID) -> Report:
    """Fill the sections that are still empty from what the system knows by now.

    A report begun before the meeting was held gets its texts this way; what people wrote stays.
    """
    with transaction():
        lock_for_update(f"report {report_id}")
        report = for_writing(actor, report_id)
        drafted = _drafted(sources_of(actor, report), judged_on(report))
        filled = []
        for section in report.sections:
            if not section.text.strip() and drafted.get(section.key):
                section.text = drafted[section.key]
                filled.append(section.key)
        if not filled:
            raise RuleBroken("Chưa có nội dung mới để điền; mục đã có chữ thì giữ nguyên.")
        _record(actor, "report.refill", report, sections=filled)
    return report


def set_period(
    actor: Actor, report_id: UUID, *, version: int, period_from: date, period_to: date
) -> Report:
    """Let the report speak of other days; its figures follow."""
    with transaction():
        report = for_writing(actor, report_id)
        report.expect_version(version)
        period = periods.Period(period_from, period_to)
        periods.check_period(period, report.period, report.organisation.dissolved_on)
        before = [report.period_from, report.period_to]
        report.period_from, report.period_to = period_from, period_to
        _record(actor, "report.set_period", report, period=[before, [period_from, period_to]])
    return report


def section_of(report: Report, key: SectionKey) -> ReportSection:
    """Return one section of a report."""
    for section in report.sections:
        if section.key is key:
            return section
    raise NotVisible()


def save_section(
    actor: Actor, report_id: UUID, key: SectionKey, *, version: int, text: str
) -> Saved:
    """Keep the text of one section; a text over a newer saving is refused and stays on the page.

    The same text again is answered as saved, so that a repeated sending conflicts with nobody.
    """
    refuse_secret(actor, text)
    with transaction():
        lock_for_update(f"report {report_id}")
        report = for_writing(actor, report_id)
        section = section_of(report, key)
        if section.text != text:
            if section.version != version:
                raise Stale(
                    f"Đồng chí khác vừa sửa mục «{key.label}». Hãy xem cả hai bản rồi lưu lại."
                )
            section.text = text
            db.session.flush()
            _record(actor, "report.save_section", report, section=key)
    return Saved(clock.now(), section.version)


def dispute(actor: Actor, report_id: UUID, key: FigureKey, *, version: int, note: str) -> Report:
    """«Số liệu chưa đúng»: put a note beside a figure, which itself stays; no words, no note."""
    refuse_secret(actor, note)
    with transaction():
        report = for_writing(actor, report_id)
        report.expect_version(version)
        others = {name: text for name, text in report.disputes.items() if name != key.value}
        report.disputes = others | ({key.value: note} if note else {})
        _record(actor, "report.dispute", report, figure=key)
    return report


def answer_comment(actor: Actor, report_id: UUID, comment_id: UUID) -> Report:
    """Mark what the office asked for as done."""
    with transaction():
        report = for_writing(actor, report_id)
        comment = next((one for one in report.comments if one.id == comment_id), None)
        if comment is None:
            raise NotVisible()
        comment.resolved_at = comment.resolved_at or clock.now()
        _record(actor, "report.answer_comment", report, section=comment.section)
    return report


def _record(actor: Actor, action: str, report: Report, **changes: Any) -> None:
    audit.record(actor, action, report, organisation_path=report.organisation.path, **changes)


LEFT_BEHIND = Unfinished(
    words="báo cáo chưa gửi",
    of=queries.unfinished,
    told=attrgetter("period.label"),
    fate="Cấp ủy chi bộ tiếp nhận lập và gửi thay mặt chi bộ cũ, cả báo cáo kỳ cuối.",
    fate_alone="Văn phòng Đảng ủy lập và gửi thay mặt chi bộ cũ, cả báo cáo kỳ cuối.",
)
