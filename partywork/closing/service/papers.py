"""The papers of a meeting: their frozen pages, laid out as PDF or filled into a Word template."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.closing import engine, policy
from partywork.closing.pages import QualityPart, QualityRow, QualitySheetPage
from partywork.closing.service import templates
from partywork.closing.terms import Paper
from partywork.core import display
from partywork.core.actor import Actor
from partywork.core.db import release, transaction
from partywork.core.errors import NotVisible, require
from partywork.documents.rules import safe_file_name
from partywork.meetings.models import Meeting
from partywork.meetings.pages import MinutesPage
from partywork.meetings.service import papers, record
from partywork.meetings.terms import MinutesStatus
from partywork.pdf.renderer import render
from partywork.quality.service import reading
from partywork.quality.service.reading import Line, SheetView
from partywork.quality.terms import QualityGroup
from partywork.reports import policy as reports_policy
from partywork.reports.models import Report
from partywork.reports.pages import ReportPage
from partywork.reports.service import of_month, sending
from partywork.reports.service import papers as report_papers
from partywork.reports.terms import SENT_STATES
from partywork.resolutions import pages as resolution_pages
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import decisions

NOT_YOURS = "Việc này thuộc cấp ủy và người ghi biên bản của cuộc họp."
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
# The papers that have no page of their own elsewhere.
TEMPLATES = {
    Paper.TASKS: "pdf/task_list.html",
    Paper.ATTENDANCE: "pdf/attendance_list.html",
    Paper.QUALITY: "pdf/quality_sheet.html",
}


def of_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return an opened meeting to who finishes its papers."""
    meeting = record.whole(actor, meeting_id)
    require(policy.may_finish(actor, meeting), NOT_YOURS)
    if meeting.opened_at is None:
        raise NotVisible()
    return meeting


def pdf(actor: Actor, meeting_id: UUID, paper: Paper) -> tuple[str, bytes]:
    """Return the PDF of a list or of the quality sheet, with its name, as it stands now."""
    meeting = of_meeting(actor, meeting_id)
    if paper not in TEMPLATES:
        raise NotVisible()
    page = _page(actor, meeting, paper)
    return file_name(meeting, paper, "pdf"), render(TEMPLATES[paper], page)


def word(
    actor: Actor, meeting_id: UUID, paper: Paper, *, with_own_template: bool = True
) -> tuple[str, bytes]:
    """Return a paper as a Word document, with its name; taking it leaves an entry in the trail.

    Raises `BadTemplate` where the template of the office cannot be filled.
    """
    meeting = of_meeting(actor, meeting_id)
    page = _page(actor, meeting, paper)
    name = file_name(meeting, paper, "docx")
    path = meeting.organisation.path
    return name, _filled(actor, meeting, paper, page, path=path, is_own=with_own_template)


def word_of_resolution(
    actor: Actor, meeting_id: UUID, resolution_id: UUID, *, with_own_template: bool = True
) -> tuple[str, bytes]:
    """Return one resolution or decision of a meeting as a Word document, as `word` does.

    Who finishes the papers of a meeting takes those of them that they may read.
    """
    meeting = of_meeting(actor, meeting_id)
    one = resolutions.get(actor, resolution_id)
    if one.meeting_id != meeting.id:
        raise NotVisible()
    page = resolutions.page_of(actor, resolution_id)
    name = resolution_pages.file_name(one).removesuffix(".pdf")
    path = meeting.organisation.path
    content = _filled(actor, one, _kind_of(one), page, path=path, is_own=with_own_template)
    return safe_file_name(f"{name}.docx"), content


def _kind_of(one: Resolution) -> Paper:
    return Paper.DECISION if decisions.is_decision(one) else Paper.RESOLUTION


def kind_of(actor: Actor, resolution_id: UUID) -> Paper:
    """Say by which template a paper is written."""
    return _kind_of(resolutions.get(actor, resolution_id))


def _filled(
    actor: Actor,
    subject: Meeting | Resolution,
    paper: Paper,
    page: object,
    *,
    path: str,
    is_own: bool,
) -> bytes:
    """Note that somebody takes a paper, and fill its template while no connection is held."""
    template = templates.content(paper) if is_own else templates.built_in(paper)
    with transaction():
        audit.record(actor, "closing.take_word", subject, organisation_path=path, paper=paper.label)
    release()
    return engine.fill(template, page)


def file_name(meeting: Meeting, paper: Paper, ending: str) -> str:
    """Return the name people get: «Danh sách nhiệm vụ sinh hoạt … ngày 05-11-2026.pdf»."""
    held_on = meeting.starts_on
    stem = f"{paper.label} {papers.summary_of(meeting)} ngày {held_on:%d-%m-%Y}"
    return safe_file_name(f"{stem}.{ending}")


def _page(actor: Actor, meeting: Meeting, paper: Paper) -> object:
    """Fill a paper; who may not see what it tells gets none.

    A meeting may have taken several decisions, so a decision is asked for by itself.
    """
    if paper is Paper.DECISION:
        raise NotVisible()
    if paper is Paper.RESOLUTION:
        if meeting.resolution_id is None:
            raise NotVisible()
        return resolutions.page_of(actor, meeting.resolution_id)
    if paper is Paper.QUALITY:
        return quality_page(reading.show(actor, meeting.id), minutes_of(meeting))
    if paper is Paper.REPORT:
        report = of_month.report_of(actor, meeting.organisation_id, meeting.period)
        if report is None:
            raise NotVisible()
        return _report_page(actor, report)
    return minutes_of(meeting)


def _report_page(actor: Actor, report: Report) -> ReportPage:
    """A report that was sent is told as it was sent; one that is being written, as it is now."""
    if report.status not in SENT_STATES:
        return sending.page_now(actor, report.id)[1]
    require(reports_policy.may_write(actor, report), NOT_YOURS)
    return report_papers.page_as_sent(report)


def minutes_of(meeting: Meeting) -> MinutesPage:
    """Return what the minutes tell; until they are confirmed every list is a draft."""
    return papers.minutes_page(meeting, draft=record.minutes_status(meeting) not in _CONFIRMED)


def quality_page(view: SheetView, minutes: MinutesPage) -> QualitySheetPage:
    """Fill the sheet with its points: official ones once they are, provisional ones before."""
    sheet = view.sheet
    official_on = sheet.official_on if sheet is not None else None
    standing = "Điểm chính thức" if official_on is not None else "Điểm tạm tính"
    confirmation = ""
    if sheet is not None and sheet.confirmed_on is not None:
        confirmation = (
            f"Đồng chí {sheet.confirmed_by} xác nhận ngày "
            f"{display.day_in_text(sheet.confirmed_on)}. {sheet.confirmation_note}"
        ).strip()
    return QualitySheetPage(
        heading=minutes.heading,
        summary=minutes.summary,
        starts_at=minutes.starts_at,
        place=minutes.place,
        standing=standing,
        parts=tuple(_part(view, group) for group in QualityGroup if view.of_group(group)),
        total=display.points(sheet.final_tenths if sheet is not None else view.tenths),
        level=(sheet.final_level if sheet is not None else view.level).label,
        confirmation=confirmation,
        minutes_taker=minutes.minutes_taker.name,
        chair=minutes.chair.name,
    )


def _part(view: SheetView, group: QualityGroup) -> QualityPart:
    return QualityPart(
        title=group.label,
        points=display.points(view.groups.get(group, 0)),
        rows=tuple(_row(line) for line in view.of_group(group)),
    )


def _row(line: Line) -> QualityRow:
    points = "chưa chấm" if line.tenths is None else display.points(line.tenths)
    origin = line.reason or line.computed.origin
    return QualityRow(
        code=line.criterion.code,
        title=line.title,
        most=display.points(line.criterion.most),
        points=points if line.computed.is_applicable else "không tính",
        origin=origin,
    )
