"""Ending a meeting: the checks, the papers that come out, posting and filing up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.documents import policy as documents_policy
from partywork.documents import service as documents
from partywork.documents.models import Clause
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import Meeting
from partywork.meetings.service import (
    adopting,
    clocks,
    drafting,
    leaders,
    minutes,
    papers,
    people,
    record,
    roll_call,
)
from partywork.meetings.service.addresses import meeting_path
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import Part
from partywork.tasks import service as tasks
from partywork.tasks.models import Task

_NOT_YOURS = "Chỉ cấp ủy của tổ chức được báo cáo cuộc họp."
_NOT_LEADING = "Chỉ người chủ trì và cấp ủy của tổ chức được kết thúc cuộc họp."

# Given who ends a meeting and its key: what the packages above do at its end.
AtTheEnd = Callable[[Actor, UUID], None]

# Given who notes on which day the result of a meeting was posted: what else may refuse that day.
BeforePosting = Callable[[Actor, Meeting, date], None]

_at_the_end: list[AtTheEnd] = []
_before_posting: list[BeforePosting] = []


def use_at_the_end(*steps: AtTheEnd) -> None:
    """Let the application name what else happens at the end of a meeting, in the same act."""
    _at_the_end[:] = steps


def use_before_posting(*checks: BeforePosting) -> None:
    """Let the application name who must agree with the day on which a result was posted."""
    _before_posting[:] = checks


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last page says before a meeting ends.

    `blockers` must be put right first, `warnings` are for the chair to know, `results` is what
    will happen. `unable` names who leads and has no account to confirm the minutes with.
    """

    meeting: Meeting
    blockers: list[str]
    warnings: list[str]
    results: list[str]
    unable: str | None
    may_write: bool

    @property
    def proposed_end(self) -> datetime:
        """Now; where the minutes were read out on an earlier day, the hour of that reading."""
        read_out_at = self.meeting.minutes.read_out_at if self.meeting.minutes else None
        if read_out_at is None or clock.day_of(read_out_at) == clock.today():
            return clock.now()
        return read_out_at


def for_closing(actor: Actor, meeting_id: UUID) -> Closing:
    """Return the checks before a meeting ends and what its end brings about."""
    meeting = record.whole(actor, meeting_id)
    _check_running(actor, meeting)
    return Closing(
        meeting=meeting,
        blockers=_blockers(meeting),
        warnings=_warnings(meeting),
        results=_results(meeting),
        unable=leaders.cannot_confirm(meeting),
        may_write=policy.may_write(actor, meeting),
    )


def _check_running(actor: Actor, meeting: Meeting) -> None:
    require(policy.may_lead(actor, meeting), _NOT_LEADING)
    rules.check_step(meeting.status, MeetingStatus.CLOSED)


def _blockers(meeting: Meeting) -> list[str]:
    try:
        minutes.check_read_out(meeting)
    except RuleBroken as broken:
        return [broken.message]
    if record.minutes_status(meeting) is not MinutesStatus.ADOPTED:
        return ["Biên bản chưa được đọc và thông qua tại cuộc họp."]
    return []


def _warnings(meeting: Meeting) -> list[str]:
    found = (roll_call.uncalled(meeting), roll_call.unseen_visitors(meeting))
    return [warning for warning in found if warning]


def _results(meeting: Meeting) -> list[str]:
    told = ["Cuộc họp kết thúc; điểm danh, biểu quyết và biên bản không sửa được nữa."]
    if meeting.is_marked_on_sheet:
        told.append("Điểm tạm tính được tính lại theo giờ kết thúc và biên bản đã thông qua.")
    if meeting.assignments:
        told.append(f"Giao {len(meeting.assignments)} nhiệm vụ cho các đồng chí được phân công.")
    told += adopting.told(meeting)
    told.append("Người ghi biên bản và người chủ trì được nhắc xác nhận biên bản.")
    return told


def close(actor: Actor, meeting_id: UUID, *, version: int, ended_at: datetime) -> Meeting:
    """End a meeting: its tasks are given and the adopted resolution is drafted, all at once."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        _check_running(actor, meeting)
        meeting.expect_version(version)
        for blocker in _blockers(meeting):
            raise RuleBroken(blocker)
        started_at = meeting.opened_at or meeting.starts_at
        if ended_at > clock.now():
            raise RuleBroken("Giờ kết thúc không được ở tương lai.", "ended_at")
        if ended_at == started_at.replace(second=0, microsecond=0):
            ended_at = started_at
        rules.check_duration(started_at, ended_at, None)
        leader = policy.as_leader(actor, meeting)
        meeting.status = MeetingStatus.CLOSED
        meeting.closed_at = ended_at
        resolution = adopting.draft(leader, meeting)
        given = _give_tasks(leader, meeting, resolution)
        minutes.remind_to_confirm(meeting)
        for step in _at_the_end:
            step(leader, meeting_id)
        audit.record(
            actor,
            "meeting.close",
            meeting,
            organisation_path=meeting.organisation.path,
            ended_at=display.moment(ended_at),
            tasks=len(given),
            resolution=resolution.id if resolution is not None else None,
        )
        live.publish(meeting_id, "closing")
    return meeting


def length_warning(meeting: Meeting) -> str | None:
    """Return a warning for a closed meeting that was shorter than its kind should be."""
    if meeting.closed_at is None:
        return None
    began_at, minimum = meeting.opened_at or meeting.starts_at, clocks.minimum_minutes(meeting)
    return rules.check_duration(began_at, meeting.closed_at, minimum)


def _give_tasks(actor: Actor, meeting: Meeting, resolution: Resolution | None) -> list[Task]:
    clauses = _clauses_of(actor, resolution)
    texts = drafting.assignment_texts(meeting)
    given_on = clock.day_of(meeting.opened_at or meeting.starts_at)
    return [
        tasks.give(
            actor,
            organisation_id=meeting.organisation_id,
            title=one.title,
            lead_id=one.lead_id,
            given_on=given_on,
            due_on=one.due_on,
            clause_id=clauses.get(text),
            origin_id=meeting.id,
        )
        for one, text in zip(meeting.assignments, texts, strict=True)
    ]


def _clauses_of(actor: Actor, resolution: Resolution | None) -> dict[str, UUID]:
    """Return the paragraphs of part III, so that each task points at its own."""
    if resolution is None:
        return {}
    query = documents_policy.visible_clauses(actor).where(
        Clause.document_id == resolution.document_id, Clause.part == Part.ASSIGNMENT.value
    )
    return {clause.text: clause.id for clause in db.session.scalars(query)}


def mark_posted(actor: Actor, meeting_id: UUID, *, version: int, posted_on: date) -> None:
    """Note on which day the result was posted on Sổ tay đảng viên."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        require(policy.may_run(actor, meeting), _NOT_YOURS)
        meeting.expect_version(version)
        if meeting.closed_at is None:
            raise RuleBroken("Cuộc họp chưa kết thúc nên chưa có kết quả để đăng.")
        if not clock.day_of(meeting.closed_at) <= posted_on <= clock.today():
            raise RuleBroken("Ngày đăng phải từ ngày kết thúc họp đến hôm nay.", "posted_on")
        for check in _before_posting:
            check(actor, meeting, posted_on)
        before, meeting.posted_on = meeting.posted_on, posted_on
        audit.record(
            actor,
            "meeting.post",
            meeting,
            organisation_path=meeting.organisation.path,
            posted_on=[before, posted_on],
        )


def report_up(actor: Actor, meeting_id: UUID, *, version: int) -> None:
    """«Báo cáo Đảng ủy»: the committee may read the meeting from now on, its office is told."""
    with transaction():
        meeting = record.whole(actor, meeting_id)
        require(policy.may_run(actor, meeting), _NOT_YOURS)
        meeting.expect_version(version)
        was_filed = meeting.filed_at is not None
        file_up(actor, meeting)
        if not was_filed:
            _tell_office(meeting)


def _tell_office(meeting: Meeting) -> None:
    notifications.tell(
        people.office_above(meeting.organisation),
        NoticeKind.MEETING,
        title=f"{meeting.organisation.name} báo cáo {papers.summary_of(meeting)}",
        path=meeting_path(meeting),
    )


def file_up(actor: Actor, meeting: Meeting) -> None:
    """File a meeting with confirmed minutes up, inside the caller's transaction, once."""
    with transaction():
        meeting = record.whole(actor, meeting.id)
        if meeting.filed_at is not None:
            return
        status = record.minutes_status(meeting)
        if status not in (MinutesStatus.CONFIRMED, MinutesStatus.FILED):
            raise RuleBroken("Biên bản chưa được xác nhận nên chưa báo cáo Đảng ủy được.")
        rules.check_step(meeting.status, MeetingStatus.FILED)
        meeting.status = MeetingStatus.FILED
        meeting.filed_at = clock.now()
        if meeting.minutes is not None and meeting.minutes.document is not None:
            documents.file_up(meeting.minutes.document)
        audit.record(actor, "meeting.file_up", meeting, organisation_path=meeting.organisation.path)
