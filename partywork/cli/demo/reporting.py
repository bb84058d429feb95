"""The steps of a monthly report: drafted, sent, returned, sent again, accepted."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm.attributes import set_committed_value

from partywork.admissions.service import figures as admissions
from partywork.cli.demo import confirming, words
from partywork.cli.demo.cast import Cast, actor
from partywork.cli.demo.records import moment, new
from partywork.cli.demo.story import Story
from partywork.core import clock
from partywork.dues.service import following as dues
from partywork.meetings.models import Meeting
from partywork.meetings.terms import MeetingStatus
from partywork.notifications.terms import NoticeKind
from partywork.provisions.terms import ProvisionKey
from partywork.reports import queries, rules
from partywork.reports.models import FrozenFigure, Report, ReportComment, ReportSection
from partywork.reports.pages import CountedFigure, seal_of
from partywork.reports.rules.movement import StandingRow, movement
from partywork.reports.rules.periods import Period, default_period
from partywork.reports.service.counting import counted
from partywork.reports.service.papers import page_as_sent
from partywork.reports.service.sources import Sources, sources_of
from partywork.reports.terms import ReportKind, ReportStatus, SectionKey
from partywork.resolutions.models import Resolution

_FROM_ITEMS = {
    SectionKey.IDEOLOGY: ("B2",),
    SectionKey.RESOLUTION_RESULTS: ("B3",),
    SectionKey.PRAISE: ("B4",),
    SectionKey.NEXT_MONTH: ("B5",),
}


def draft(cast: Cast, story: Story, meeting: Meeting | None) -> Report:
    """Begin the report, its texts taken from the meeting and written on."""
    at = moment(story.drafted_on, 8, 50)
    period = default_period(story.month)
    is_held = meeting is not None and meeting.closed_at is not None
    report = new(
        Report,
        at,
        organisation_id=cast.organisation.id,
        organisation=cast.organisation,
        kind=ReportKind.MONTHLY,
        year=story.month.year,
        month=story.month.month,
        period_from=period.starts_on,
        period_to=period.ends_on,
        due_on=rules.due_on(
            story.month,
            cast.provision(ProvisionKey.REPORT_MONTHLY_DUE_DAY, story.month.first_day),
        ),
        status=ReportStatus.DRAFT,
        disputes={},
        meeting_id=meeting.id if meeting is not None and is_held else None,
        document=None,
        sections=[],
        figures=[],
        comments=[],
    )
    sections = [
        cast.leaf(
            ReportSection,
            at,
            organisation_id=cast.organisation.id,
            report_id=report.id,
            position=position,
            key=key,
            text=_text_of(cast, story, key, meeting),
            sent_text="",
        )
        for position, key in enumerate(SectionKey, start=1)
    ]
    set_committed_value(report, "sections", sections)
    return report


def _text_of(cast: Cast, story: Story, key: SectionKey, meeting: Meeting | None) -> str:
    chance = story.chance(f"section {key.value}")
    if key.value in words.SECTIONS:
        return words.one_of(chance, words.SECTIONS[key.value], unit=cast.unit)
    if meeting is None or meeting.closed_at is None:
        return words.CANCELLED if key is SectionKey.RESOLUTION_RESULTS else ""
    codes = _FROM_ITEMS[key]
    told = [item.conclusion or item.notes for item in meeting.agenda if item.code in codes]
    return "\n".join(text for text in told if text)


def send(cast: Cast, story: Story, report: Report, meeting: Meeting | None, at: datetime) -> None:
    """Freeze figures and texts, file the report and its sources up, tell the office."""
    day = clock.day_of(at)
    figures = counted(actor(), report, _sources(cast, report))
    _freeze(cast, report, figures, at)
    for section in report.sections:
        section.sent_text = section.text
    for comment in report.comments:
        comment.resolved_at = comment.resolved_at or at
    signer = cast.signer(day)
    report.status = ReportStatus.SENT
    is_first = report.filed_at is None
    report.sent_at = at
    report.filed_at = report.filed_at or at
    report.sent_from, report.sent_to = report.period_from, report.period_to
    report.sent_by_name = signer.member.full_name
    report.sent_by_office = signer.office.label if signer.office else ""
    report.text_hash = seal_of(page_as_sent(report))
    if meeting is not None:
        confirming.file_up(meeting, at)
    again = "" if is_first else " (đã bổ sung)"
    cast.tell(
        list(cast.staff),
        at,
        NoticeKind.REPORT,
        title=f"{cast.organisation.name} gửi báo cáo {report.period.short_label}{again}",
        text="Chờ Đảng ủy tiếp nhận.",
        path=f"/reports/{report.id}/",
    )


def _freeze(cast: Cast, report: Report, figures: list[CountedFigure], at: datetime) -> None:
    known = {one.key: one for one in report.figures}
    for one in figures:
        if one.key.value in known:
            known[one.key.value].value = one.value
            known[one.key.value].rows = list(one.rows)
    if not known:
        kept = [
            cast.leaf(
                FrozenFigure,
                at,
                organisation_id=report.organisation_id,
                report_id=report.id,
                position=order,
                key=one.key.value,
                label=one.key.label,
                value=one.value,
                explanation=one.explanation,
                rows=list(one.rows),
                dispute=one.dispute,
            )
            for order, one in enumerate(figures, start=1)
        ]
        # They are written with the other leaves, not one by one through the session.
        set_committed_value(report, "figures", kept)


def _sources(cast: Cast, report: Report) -> Sources:
    """Return what the report is counted from; a new demo has it all in hand."""
    if not cast.is_new:
        return sources_of(actor(), report)
    first, last = report.period_from, report.period_to
    meetings = [one for one in cast.meetings if first <= clock.day_of(one.starts_at) <= last]
    people = [one for one in cast.members if one.starts_on <= last]
    return Sources(
        members={one.member_id: one.member for one in people},
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
                for one in people
            ),
            Period(first, last),
        ),
        held=[one for one in meetings if one.status in queries.HELD],
        cancelled=[one for one in meetings if one.status is MeetingStatus.CANCELLED],
        tasks=cast.tasks_of(report.period),
        resolutions=_adopted(cast.resolutions, first, last),
        absent_days={
            member: [day for day in days if date(last.year, 1, 1) <= day <= last]
            for member, days in cast.absent_days.items()
        },
        admissions=admissions.of_cell(cast.organisation.id, first, last),
        dues=dues.figures(cast.organisation.id, report.period, first, last),
    )


def _adopted(resolutions: list[Resolution], first: date, last: date) -> list[Resolution]:
    return [one for one in resolutions if one.adopted_on and first <= one.adopted_on <= last]


def give_back(cast: Cast, story: Story, report: Report, day: date) -> None:
    """The office returns the report with what is missing."""
    at = moment(day, 10, 30)
    chance = story.chance("returned")
    section = chance.choice((SectionKey.DIFFICULTIES, SectionKey.RESOLUTION_RESULTS))
    text = chance.choice(words.RETURNED)
    new(
        ReportComment,
        at,
        organisation_id=report.organisation_id,
        report=report,
        section=section,
        text=text,
        author_name=cast.office_name,
    )
    report.status = ReportStatus.RETURNED
    report.returned_at = at
    cast.tell(
        _officers(cast, day),
        at,
        NoticeKind.REPORT,
        title=f"Báo cáo {report.period.short_label} được trả lại để bổ sung",
        text=text,
        path=f"/reports/{report.id}/",
    )


def supplement(report: Report) -> None:
    """The cell writes what was missing before it sends again."""
    asked = {one.section for one in report.comments}
    for section in report.sections:
        if section.key in asked:
            section.text += words.SUPPLEMENT


def accept(cast: Cast, report: Report, day: date) -> None:
    """The office takes the report in."""
    at = moment(day, 14, 20)
    report.status = ReportStatus.ACCEPTED
    report.accepted_at = at
    report.accepted_by_name = cast.office_name
    cast.tell(
        _officers(cast, day),
        at,
        NoticeKind.REPORT,
        title=f"Đảng ủy đã tiếp nhận báo cáo {report.period.short_label}",
        path=f"/reports/{report.id}/",
    )


def _officers(cast: Cast, day: date) -> list[UUID]:
    return [one.member.id for one in cast.on(day) if one.office is not None]
