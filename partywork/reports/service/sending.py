"""Sending a report up: what it will say, the confirmation, the freezing, the paper."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from partywork.accounts.service.accounts import check_own_password
from partywork.audit import service as audit
from partywork.cells.queries import acting_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import Stale, require
from partywork.documents import service as documents
from partywork.documents.pages import Signature
from partywork.meetings.models import Meeting
from partywork.meetings.service import closing, people
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports import policy, queries, rules
from partywork.reports.models import FrozenFigure, Report
from partywork.reports.pages import CountedFigure, ReportPage, report_page, seal_of
from partywork.reports.service import drafting, in_stead, papers
from partywork.reports.service.counting import counted
from partywork.reports.service.sources import sources_of
from partywork.reports.terms import ReportStatus
from partywork.resolutions import service as resolutions
from partywork.resolutions.terms import UNISSUED

_NOT_YOURS = "Chỉ bí thư, phó bí thư gửi báo cáo lên Đảng ủy."


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is about to be sent: the report, its figures, its paper and the code of its content."""

    report: Report
    meeting_id: UUID | None
    figures: list[CountedFigure]
    page: ReportPage
    seal: str
    warnings: list[str]
    days_late: int


def preview(actor: Actor, report_id: UUID) -> tuple[str, bytes]:
    """Return the paper as it would be sent now, for reading and printing."""
    report, page = page_now(actor, report_id)
    return f"Dự thảo {papers.file_name(report)}", render(papers.TEMPLATE, page)


def page_now(actor: Actor, report_id: UUID) -> tuple[Report, ReportPage]:
    """Return a report and its paper as it would be sent now."""
    report = drafting.get(actor, report_id)
    require(policy.may_write(actor, report), "Chỉ cấp ủy của chi bộ xem dự thảo báo cáo.")
    return report, _page(actor, report, counted(actor, report))


def for_sending(actor: Actor, report_id: UUID) -> Confirmation:
    """Return what will be sent, for bí thư and phó bí thư to read and confirm."""
    report = drafting.for_writing(actor, report_id)
    require(policy.may_send(actor, report), _NOT_YOURS)
    rules.check_step(report.status, ReportStatus.SENT)
    sources = sources_of(actor, report)
    figures = counted(actor, report, sources)
    page = _page(actor, report, figures)
    meeting_id = sources.regular.id if sources.regular is not None else None
    reader = policy.reader_of(actor, report)
    return Confirmation(
        report=report,
        meeting_id=meeting_id,
        figures=figures,
        page=page,
        seal=seal_of(page),
        warnings=_warnings(reader, queries.source_meeting(reader, meeting_id)),
        days_late=rules.days_late(None, report.due_on, clock.today()),
    )


def _warnings(reader: Actor, meeting: Meeting | None) -> list[str]:
    if meeting is None:
        return [
            "Trong kỳ chưa có buổi sinh hoạt thường kỳ nào đã kết thúc. Nếu chi bộ không họp, "
            "hãy ghi lý do ở phần khó khăn, hạn chế."
        ]
    found = []
    if not _may_be_filed(meeting):
        found.append(
            "Biên bản sinh hoạt chưa được xác nhận nên chưa gửi kèm được; sau khi xác nhận, hãy "
            "báo cáo Đảng ủy từ trang buổi sinh hoạt."
        )
    adopted = resolutions.resolutions_of(reader, meeting.id)
    waiting = sum(one.status in UNISSUED for one in adopted)
    if waiting and len(adopted) == 1:
        found.append("Nghị quyết của buổi sinh hoạt chưa được ký và phát hành.")
    elif waiting:
        found.append(
            f"{waiting}/{len(adopted)} nghị quyết của buổi sinh hoạt chưa được ký và phát hành."
        )
    return found


def _may_be_filed(meeting: Meeting) -> bool:
    confirmed = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
    return meeting.filed_at is not None or (
        meeting.status is MeetingStatus.CLOSED
        and meeting.minutes is not None
        and meeting.minutes.status in confirmed
    )


def send(actor: Actor, report_id: UUID, *, version: int, password: str, seal: str) -> Report:
    """«Gửi báo cáo lên Đảng ủy»: freeze what the person has read and confirmed, and file it up.

    `seal` is the code of the content that was shown; if anything has changed since, nothing is
    sent. The own password stands for the person's «Xác nhận»; it is not a digital signature. The
    paper is laid out after the sending is safe.
    """
    check_own_password(actor, password)
    with transaction():
        lock_for_update(f"report {report_id}")
        now = for_sending(actor, report_id)
        report = now.report
        report.expect_version(version)
        if now.seal != seal:
            raise Stale("Nội dung báo cáo vừa thay đổi. Hãy đọc lại rồi gửi.")
        is_first = report.filed_at is None
        _freeze(actor, report, now)
        papers.begin(actor, report)
        _file_sources(actor, report)
        _tell_office(report, is_first=is_first)
        audit.record(
            actor,
            "report.send",
            report,
            organisation_path=report.organisation.path,
            seal=seal,
            days_late=now.days_late,
        )
    documents.try_to_lay_out(partial(papers.lay_out, actor, report_id))
    return drafting.get(actor, report_id)


def _freeze(actor: Actor, report: Report, now: Confirmation) -> None:
    for old in report.figures:
        db.session.delete(old)
    db.session.flush()
    for position, one in enumerate(now.figures, start=1):
        db.session.add(
            FrozenFigure(
                organisation_id=report.organisation_id,
                report_id=report.id,
                position=position,
                key=one.key.value,
                label=one.key.label,
                value=one.value,
                explanation=one.explanation,
                rows=list(one.rows),
                dispute=one.dispute,
            )
        )
    for section in report.sections:
        section.sent_text = section.text
    sent_at = clock.now()
    for comment in report.comments:
        comment.resolved_at = comment.resolved_at or sent_at
    report.status = ReportStatus.SENT
    report.meeting_id = now.meeting_id
    report.sent_at = sent_at
    report.filed_at = report.filed_at or sent_at
    report.sent_from, report.sent_to = report.period_from, report.period_to
    report.sent_by_name = actor.name
    report.sent_by_office = _office_words(actor, report)
    report.text_hash = now.seal


def _office(actor: Actor, report: Report) -> OfficeTitle:
    held = [one for one in SECRETARIES if actor.holds(report.organisation_id, one)]
    return held[0] if held else OfficeTitle.DEPUTY_SECRETARY


def _office_words(actor: Actor, report: Report) -> str:
    if policy.is_in_stead(actor, report):
        return in_stead.words_of(actor)
    return _office(actor, report).label


def _page(actor: Actor, report: Report, figures: list[CountedFigure]) -> ReportPage:
    day = clock.today()
    return report_page(
        report,
        figures,
        period_from=report.period_from,
        period_to=report.period_to,
        texts=[(section.key.label, section.text) for section in report.sections],
        recipients_text=provisions.value(ProvisionKey.RECIPIENTS_CELL, day),
        signature=_signature(actor, report),
        day=day,
    )


def _signature(actor: Actor, report: Report) -> Signature:
    """Who sends signs; on a draft that others read, the bí thư of today."""
    day, office, name = clock.today(), _office(actor, report), actor.name
    if policy.is_in_stead(actor, report):
        return Signature(in_stead.AUTHORITY, in_stead.office_of(actor).upper(), name)
    if not policy.may_send(actor, report):
        held = acting_on(actor, report.organisation_id, day)
        leader = next((one for one in held if one.office in SECRETARIES), None)
        office = leader.office if leader else OfficeTitle.SECRETARY
        name = leader.member.full_name if leader else ""
    return Signature(
        authority=provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day),
        office=office.label.upper(),
        name=name,
    )


def _file_sources(actor: Actor, report: Report) -> None:
    """Let the committee read the meeting, minutes and resolution the report speaks of."""
    reader = policy.reader_of(actor, report)
    meeting = queries.source_meeting(reader, report.meeting_id)
    if meeting is None:
        return
    for resolution in resolutions.resolutions_of(reader, meeting.id):
        if resolution.document.symbol is not None:
            documents.file_up(resolution.document)
    if _may_be_filed(meeting):
        closing.file_up(reader, meeting)


def _tell_office(report: Report, *, is_first: bool) -> None:
    again = "" if is_first else " (đã bổ sung)"
    notifications.tell(
        people.office_above(report.organisation),
        NoticeKind.REPORT,
        title=f"{report.organisation_name} gửi báo cáo {report.period.short_label}{again}",
        text="Chờ Đảng ủy tiếp nhận.",
        path=f"/reports/{report.id}/",
    )


def officers_of(report: Report) -> list[UUID]:
    """Return who runs the cell of a report today, or answers for it, to be told."""
    robot = system(clock.today())
    (cell_id,) = queries.who_answers(robot, [report.organisation_id])
    return [one.member_id for one in acting_on(robot, cell_id, clock.today())]
