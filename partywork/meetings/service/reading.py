"""The minutes as people read them, and what each of them may do next."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.documents.models import DocumentFile
from partywork.documents.terms import FileRole
from partywork.meetings import policy
from partywork.meetings.models import Meeting
from partywork.meetings.pages import MinutesPage
from partywork.meetings.service import clocks, closing, minutes, papers, record
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution

_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)


@dataclass(frozen=True, slots=True)
class Reading:
    """The minutes of a meeting with what the reader may do; `waits_for` says who acts next.

    `page` is missing before the meeting opens, and for readers while the minutes are written.
    """

    meeting: Meeting
    page: MinutesPage | None
    status: MinutesStatus
    is_writable: bool
    is_confirmed: bool
    is_laid_out: bool
    may_write: bool
    may_run: bool
    may_lead: bool
    may_confirm: bool
    waits_for: str
    signed_copies: list[DocumentFile]
    length_warning: str | None
    results_due_on: date | None
    resolutions: list[Resolution]


def for_reading(actor: Actor, meeting_id: UUID) -> Reading:
    """Return the minutes to anybody who may see the meeting."""
    meeting = record.whole(actor, meeting_id)
    status = record.minutes_status(meeting)
    may_write = policy.may_write(actor, meeting)
    is_told = meeting.opened_at is not None and (may_write or status is not MinutesStatus.DRAFT)
    return Reading(
        meeting=meeting,
        page=papers.minutes_page(meeting, draft=status not in _CONFIRMED) if is_told else None,
        status=status,
        is_writable=minutes.may_write_now(actor, meeting),
        is_confirmed=status in _CONFIRMED,
        is_laid_out=papers.kept_paper(meeting) is not None,
        may_write=may_write,
        may_run=policy.may_run(actor, meeting),
        may_lead=policy.may_lead(actor, meeting),
        may_confirm=policy.may_confirm(actor, meeting) and _awaits(actor, meeting),
        waits_for=_waits_for(meeting, status),
        signed_copies=_signed_copies(meeting),
        length_warning=closing.length_warning(meeting),
        results_due_on=clocks.results_due_on(meeting) if meeting.closed_at else None,
        resolutions=resolutions_of(actor, meeting),
    )


def resolutions_of(actor: Actor, meeting: Meeting) -> list[Resolution]:
    """Return what the meeting adopted, to who finishes it; a meeting that goes on has nothing."""
    if meeting.resolution_id is None or not policy.may_run(actor, meeting):
        return []
    return resolutions.resolutions_of(actor, meeting.id)


def for_running(actor: Actor, meeting_id: UUID) -> Reading:
    """Return the minutes to somebody who runs the meetings of the organisation."""
    found = for_reading(actor, meeting_id)
    require(found.may_run, "Chỉ cấp ủy của tổ chức họp được làm việc này.")
    return found


def _awaits(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the actor's own confirmation is what the minutes wait for."""
    if meeting.minutes is None or meeting.closed_at is None:
        return False
    if actor.member_id == meeting.minutes_taker_id:
        return meeting.minutes.taker_confirmed_at is None
    return meeting.minutes.chair_confirmed_at is None


def _waits_for(meeting: Meeting, status: MinutesStatus) -> str:
    if meeting.status is MeetingStatus.CANCELLED:
        return "Cuộc họp không tiến hành."
    if meeting.opened_at is None:
        return "Cuộc họp chưa khai mạc."
    if status is MinutesStatus.ADOPTED and meeting.closed_at is None:
        return "Biên bản đã đọc và thông qua, chờ kết thúc cuộc họp."
    return {
        MinutesStatus.DRAFT: "Người ghi biên bản đang ghi.",
        MinutesStatus.ADOPTED: f"Chờ xác nhận biên bản: {_missing(meeting)}.",
        MinutesStatus.CONFIRMED: "Đã xác nhận, chờ đính kèm bản ký.",
        MinutesStatus.FILED: "Biên bản đã có bản ký.",
    }[status]


def _missing(meeting: Meeting) -> str:
    minutes_of = meeting.minutes
    names = []
    if meeting.minutes_taker is not None and not (minutes_of and minutes_of.taker_confirmed_at):
        names.append(f"đồng chí {meeting.minutes_taker.full_name} (người ghi biên bản)")
    if meeting.chair is not None and not (minutes_of and minutes_of.chair_confirmed_at):
        names.append(f"đồng chí {meeting.chair.full_name} (người chủ trì)")
    return ", ".join(names)


def _signed_copies(meeting: Meeting) -> list[DocumentFile]:
    if meeting.minutes is None or meeting.minutes.document is None:
        return []
    files = meeting.minutes.document.files
    return [one for one in files if one.role is FileRole.SIGNED_COPY]
