"""The guided page after a meeting: each paper, how it stands, what is missing, where to go."""

from dataclasses import dataclass
from uuid import UUID

from partywork.cells.terms import BodyKind
from partywork.closing import rules
from partywork.closing.rules import Link, Step, StepFact
from partywork.closing.service.papers import of_meeting
from partywork.closing.terms import Paper
from partywork.core import display
from partywork.core.actor import Actor
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import Meeting
from partywork.meetings.service import reading
from partywork.meetings.service.reading import Reading
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from partywork.quality.service import reading as quality
from partywork.quality.service.reading import SheetView
from partywork.reports import policy as reports_policy
from partywork.reports.models import Report
from partywork.reports.service import of_month
from partywork.reports.service import papers as report_papers
from partywork.reports.terms import SENT_STATES
from partywork.resolutions import pages as resolution_pages
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus

_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
_ENDED = (ResolutionStatus.ISSUED, ResolutionStatus.REJECTED, ResolutionStatus.REPLACED)
_PDF = "Mở, in (PDF)"
_WORD = "Tải bản Word"


@dataclass(frozen=True, slots=True)
class AfterMeeting:
    """What the guided page shows."""

    meeting: Meeting
    steps: tuple[Step, ...]
    words: str
    may_upload: bool


def after_meeting(actor: Actor, meeting_id: UUID) -> AfterMeeting:
    """Return where every paper of a meeting stands, to who finishes them."""
    of_meeting(actor, meeting_id)
    found = reading.for_reading(actor, meeting_id)
    meeting = found.meeting
    steps = rules.arrange(
        [
            _minutes(found),
            *_resolutions(actor, meeting),
            *_decisions(actor, meeting),
            _tasks(meeting),
            _attendance(meeting),
            _quality(actor, meeting),
            _report(actor, meeting),
        ]
    )
    return AfterMeeting(meeting, steps, rules.in_words(steps), may_upload=found.may_run)


def _page(meeting: Meeting, name: str = "") -> str:
    return f"/meetings/{meeting.id}/{name}"


def _word(meeting: Meeting, paper: Paper) -> Link:
    return Link(_WORD, _page(meeting, f"closing/{paper}.docx"))


def _both(meeting: Meeting, paper: Paper) -> tuple[Link, ...]:
    return Link(_PDF, _page(meeting, f"closing/{paper}.pdf")), _word(meeting, paper)


def _minutes(found: Reading) -> StepFact:
    meeting = found.meeting
    is_ready = found.is_laid_out or not found.is_confirmed
    pdf = (Link(_PDF, _page(meeting, "minutes.pdf")),) if is_ready else ()
    return StepFact(
        Paper.MINUTES,
        is_done=found.status is MinutesStatus.FILED,
        words=found.waits_for,
        action=_minutes_action(found),
        links=(*pdf, _word(meeting, Paper.MINUTES)),
    )


def _minutes_action(found: Reading) -> Link | None:
    meeting = found.meeting
    if found.may_confirm:
        return Link("Xác nhận biên bản", _page(meeting, "minutes/confirm"))
    if found.status is MinutesStatus.CONFIRMED:
        return Link("Đính kèm bản ký", _page(meeting, "minutes/signed-copy"))
    if found.status is MinutesStatus.DRAFT:
        return Link("Ghi biên bản", _page(meeting, "minutes"))
    if meeting.closed_at is None and found.may_run:
        return Link("Kết thúc cuộc họp", _page(meeting, "close"))
    return None


def _resolutions(actor: Actor, meeting: Meeting) -> list[StepFact]:
    """One step for each resolution the meeting adopted; most meetings adopt one."""
    if meeting.closed_at is None:
        words = "Dự thảo nghị quyết được lập khi kết thúc cuộc họp."
        return [StepFact(Paper.RESOLUTION, False, words)]
    if meeting.resolution_id is None:
        words = "Cuộc họp không biểu quyết nghị quyết."
        return [StepFact(Paper.RESOLUTION, True, words, is_needless=True)]
    found = resolutions.resolutions_of(actor, meeting.id)
    may_work = meetings_policy.may_run(actor, meeting)
    if not found:
        return [StepFact(Paper.RESOLUTION, False, "Cấp ủy đang hoàn thiện nghị quyết.")]
    is_one = len(found) == 1
    return [_resolution(meeting, one, may_work=may_work, is_one=is_one) for one in found]


def _resolution(
    meeting: Meeting, resolution: Resolution, *, may_work: bool, is_one: bool
) -> StepFact:
    """Where there are several, each is called by what it is about."""
    address = f"/resolutions/{resolution.id}/"
    is_done = resolution.status in _ENDED
    standing = resolution_pages.waits_for(resolution) or resolution.status.label
    word = Link(_WORD, _page(meeting, f"closing/resolutions/{resolution.id}.docx"))
    return StepFact(
        Paper.RESOLUTION,
        is_done,
        standing if is_one else f"{_sentence(resolution.title)} {standing}",
        action=Link("Mở nghị quyết", address) if may_work and not is_done else None,
        links=(Link(_PDF, f"{address}resolution.pdf"), word),
    )


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:].rstrip('.')}."


def _decisions(actor: Actor, meeting: Meeting) -> list[StepFact]:
    """One step for each decision that rests on a vote of the meeting; most meetings take none."""
    may_work = meetings_policy.may_run(actor, meeting)
    found = resolutions.decisions_of(actor, meeting.id)
    return [_decision(meeting, one, may_work=may_work) for one in found]


def _decision(meeting: Meeting, decision: Resolution, *, may_work: bool) -> StepFact:
    address = f"/resolutions/{decision.id}/"
    is_done = decision.status in _ENDED
    is_ready = not resolution_pages.awaits_paper(decision)
    pdf = (Link(_PDF, f"{address}resolution.pdf"),) if is_ready else ()
    word = Link(_WORD, _page(meeting, f"closing/resolutions/{decision.id}.docx"))
    standing = resolution_pages.waits_for(decision) or f"{decision.status.label}."
    return StepFact(
        Paper.DECISION,
        is_done,
        f"{_sentence(decision.title)} {standing}",
        action=Link("Mở quyết định", address) if may_work and not is_done else None,
        links=(*pdf, word),
    )


def _tasks(meeting: Meeting) -> StepFact:
    count = len(meeting.assignments)
    if meeting.closed_at is None:
        words = f"Đã ghi {count} việc; các đồng chí nhận nhiệm vụ khi kết thúc cuộc họp."
        return StepFact(Paper.TASKS, False, words, links=_both(meeting, Paper.TASKS))
    if not count:
        return StepFact(Paper.TASKS, True, "Cuộc họp không phân công nhiệm vụ.", is_needless=True)
    return StepFact(
        Paper.TASKS,
        True,
        f"Đã giao {count} nhiệm vụ.",
        links=(*_both(meeting, Paper.TASKS), Link("Xem nhiệm vụ", "/tasks/")),
    )


def _attendance(meeting: Meeting) -> StepFact:
    missing = sum(one.mark is AttendanceMark.NOT_CALLED for one in meeting.attendances)
    words = f"Danh sách có {len(meeting.attendances)} đồng chí."
    if missing:
        words = f"Còn {missing} đồng chí chưa điểm danh."
    is_open = meeting.closed_at is None
    return StepFact(
        Paper.ATTENDANCE,
        is_done=not is_open,
        words=words,
        action=Link("Điểm danh", _page(meeting, "roll-call")) if is_open and missing else None,
        links=_both(meeting, Paper.ATTENDANCE),
    )


def _quality(actor: Actor, meeting: Meeting) -> StepFact:
    if meeting.body.kind is not BodyKind.CELL:
        return StepFact(
            Paper.QUALITY, True, "Chỉ buổi sinh hoạt của chi bộ được chấm điểm.", is_needless=True
        )
    view = quality.show(actor, meeting.id)
    address = _page(meeting, "quality-sheet")
    if view.sheet is None and meeting.closed_at is not None:
        return StepFact(
            Paper.QUALITY,
            True,
            "Cuộc họp kết thúc mà chưa chấm điểm; phiếu chỉ nêu số liệu.",
            links=(Link("Xem phiếu", address), *_both(meeting, Paper.QUALITY)),
            is_needless=True,
        )
    return StepFact(
        Paper.QUALITY,
        is_done=view.sheet is not None and view.sheet.official_on is not None,
        words=_quality_words(view),
        action=_quality_action(view, address),
        links=(Link("Xem phiếu", address), *_both(meeting, Paper.QUALITY)),
    )


def _quality_words(view: SheetView) -> str:
    if view.sheet is None:
        return "Chưa chấm điểm."
    points = f"{display.points(view.sheet.final_tenths)}/100, {view.sheet.final_level.label}"
    if view.sheet.official_on is not None:
        return f"Điểm chính thức {points}."
    until = display.day(view.official_from)
    return f"Điểm tạm tính {points}; chính thức sau khi đăng kết quả, chậm nhất sau ngày {until}."


def _quality_action(view: SheetView, address: str) -> Link | None:
    if view.may_finish:
        return Link("Chuyển thành điểm chính thức", f"{address}/finish")
    if view.may_mark and view.sheet is None:
        return Link("Chấm điểm", address)
    return None


def _report(actor: Actor, meeting: Meeting) -> StepFact:
    month = meeting.period
    if meeting.body.kind is not BodyKind.CELL:
        return StepFact(Paper.REPORT, True, "Báo cáo tháng là của chi bộ.", is_needless=True)
    if not meetings_policy.may_run(actor, meeting):
        return StepFact(Paper.REPORT, False, "Cấp ủy lập báo cáo tháng.")
    report = of_month.report_of(actor, meeting.organisation_id, month)
    if report is None:
        return StepFact(
            Paper.REPORT,
            False,
            f"Chưa lập báo cáo {month.short_label}; số liệu lấy từ buổi họp này.",
            action=Link("Lập báo cáo tháng", "/reports/"),
        )
    address = f"/reports/{report.id}/"
    is_sent = report.status in SENT_STATES
    return StepFact(
        Paper.REPORT,
        is_sent,
        f"Báo cáo {month.short_label}: {report.status.label}.",
        action=None if is_sent else Link("Xem số liệu báo cáo", address),
        links=(Link("Mở báo cáo", address), *_report_files(actor, meeting, report)),
    )


def _report_files(actor: Actor, meeting: Meeting, report: Report) -> tuple[Link, ...]:
    """What was sent, once it is sent and laid out; before that, what would be sent now."""
    if not reports_policy.may_write(actor, report):
        return ()
    word = _word(meeting, Paper.REPORT)
    if report.status not in SENT_STATES:
        return Link(_PDF, f"/reports/{report.id}/draft.pdf"), word
    kept = report_papers.kept_paper(report)
    pdf = (Link(_PDF, f"/documents/files/{kept.id}"),) if kept is not None else ()
    return *pdf, word
