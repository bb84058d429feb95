"""The committee office reads a report beside its sources, returns it or accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.text import nfc
from partywork.documents.service import refuse_secret
from partywork.meetings.models import Meeting
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.reports import policy, queries, rules
from partywork.reports.models import Report, ReportComment
from partywork.reports.pages import CountedFigure
from partywork.reports.service import drafting, papers
from partywork.reports.service.counting import counted
from partywork.reports.service.sending import officers_of
from partywork.reports.service.sources import sources_of
from partywork.reports.terms import ReportStatus, SectionKey
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution

_NOT_YOURS = "Chỉ văn phòng Đảng ủy trả lại, tiếp nhận báo cáo."


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as one person may read it: the cell its draft, everybody above what was sent."""

    report: Report
    is_draft: bool
    is_laid_out: bool
    figures: list[CountedFigure]
    meeting: Meeting | None
    resolutions: list[Resolution]
    days_late: int
    may_write: bool
    may_send: bool
    may_review: bool


def reading(actor: Actor, report_id: UUID) -> Reading:
    """Return a report to read: counted anew while it is being written, else as it was sent."""
    report = drafting.get(actor, report_id)
    is_own = policy.reads_draft(actor, report)
    is_draft = is_own and report.status in drafting.EDITABLE
    sent_on = clock.day_of(report.filed_at) if report.filed_at is not None else None
    sources = sources_of(actor, report) if is_draft else None
    meeting_id = report.meeting_id
    if sources is not None:
        meeting_id = sources.regular.id if sources.regular is not None else None
    return Reading(
        report=report,
        is_draft=is_draft,
        is_laid_out=papers.is_laid_out(report),
        figures=counted(actor, report, sources) if sources else papers.frozen(report),
        meeting=queries.source_meeting(actor, meeting_id),
        resolutions=resolutions.resolutions_of(actor, meeting_id),
        days_late=rules.days_late(sent_on, report.due_on, clock.today()),
        may_write=is_draft and policy.may_write(actor, report),
        may_send=is_draft and policy.may_send(actor, report),
        may_review=policy.may_review(actor) and report.status is ReportStatus.SENT,
    )


def for_review(actor: Actor, report_id: UUID) -> Report:
    """Return a report that waits for the office."""
    report = drafting.get(actor, report_id)
    require(policy.may_review(actor), _NOT_YOURS)
    if report.status is not ReportStatus.SENT:
        raise RuleBroken(f"Báo cáo «{report.status.label}», không chờ tiếp nhận.")
    return report


def return_for_more(
    actor: Actor,
    report_id: UUID,
    *,
    version: int,
    comments: Mapping[SectionKey | None, str],
) -> Report:
    """«Trả lại để bổ sung»: at least one comment says what is missing, at a section or in all."""
    wanted = {key: nfc(text).strip() for key, text in comments.items() if text.strip()}
    refuse_secret(actor, *wanted.values())
    with transaction():
        report = for_review(actor, report_id)
        report.expect_version(version)
        rules.check_step(report.status, ReportStatus.RETURNED)
        if not wanted:
            raise RuleBroken("Hãy ghi nội dung cần bổ sung ở ít nhất một mục.")
        for section, text in wanted.items():
            db.session.add(
                ReportComment(
                    organisation_id=report.organisation_id,
                    report_id=report.id,
                    section=section,
                    text=text,
                    author_name=actor.name,
                )
            )
        report.status = ReportStatus.RETURNED
        report.returned_at = clock.now()
        notifications.tell(
            officers_of(report),
            NoticeKind.REPORT,
            title=f"Báo cáo {report.period.short_label} được trả lại để bổ sung",
            text="; ".join(wanted.values()),
            path=f"/reports/{report.id}/",
        )
        audit.record(
            actor,
            "report.return",
            report,
            organisation_path=report.organisation.path,
            comments=len(wanted),
        )
    return report


def accept(actor: Actor, report_id: UUID, *, version: int) -> Report:
    """«Tiếp nhận»: the report is the committee's from now on and nobody changes it."""
    with transaction():
        report = for_review(actor, report_id)
        report.expect_version(version)
        rules.check_step(report.status, ReportStatus.ACCEPTED)
        report.status = ReportStatus.ACCEPTED
        report.accepted_at = clock.now()
        report.accepted_by_name = actor.name
        notifications.tell(
            officers_of(report),
            NoticeKind.REPORT,
            title=f"Đảng ủy đã tiếp nhận báo cáo {report.period.short_label}",
            path=f"/reports/{report.id}/",
        )
        audit.record(actor, "report.accept", report, organisation_path=report.organisation.path)
    return report
