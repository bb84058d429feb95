"""Changing who chairs an open meeting and who writes its minutes."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots.terms import VoteStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import require
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import AgendaItem, Attendance, Meeting
from partywork.meetings.rules import Leaders
from partywork.meetings.service import drafting, people, record, roll_call, sections
from partywork.meetings.service.addresses import meeting_path
from partywork.meetings.terms import ListOrder
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind

_NOT_YOURS = "Chỉ cấp ủy của tổ chức họp và người chủ trì được đổi chủ trì, thư ký."
# Where a meeting chooses who writes, and where it begins.
_TOLD_AT = ("A2", "A1")


@dataclass(frozen=True, slots=True)
class Handing:
    """An open meeting, who may take over, and the item of the minutes that tells of it."""

    meeting: Meeting
    people: list[tuple[UUID, str]]
    item: AgendaItem


def for_handing_over(actor: Actor, meeting_id: UUID) -> Handing:
    """Return an open meeting to those who may change who chairs it and who writes."""
    meeting = _changeable(actor, meeting_id)
    lines = [line for line in roll_call.in_order(meeting, ListOrder.OFFICE) if _is_able(line)]
    choices = people.named_with_accounts([(line.member, line.office) for line in lines])
    return Handing(meeting, choices, _telling(meeting))


def _changeable(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = record.whole(actor, meeting_id)
    require(policy.may_lead(actor, meeting), _NOT_YOURS)
    rules.check_leaders_open(meeting.status)
    return meeting


def _telling(meeting: Meeting) -> AgendaItem:
    """Return the item of the opening that tells the change, so that no resolution repeats it."""
    free = [item for item in meeting.agenda if not drafting.is_drawn_on(item)]
    opening = [item for code in _TOLD_AT for item in free if item.code == code]
    return (opening or free or meeting.agenda)[0]


def _is_able(line: Attendance) -> bool:
    return rules.may_take_over(line.status, line.mark)


def of_meeting(meeting: Meeting) -> Leaders:
    """Return who leads a meeting now."""
    return Leaders(meeting.chair_id, meeting.minutes_taker_id)


def hand_over(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    to: Leaders,
    at: time | None,
) -> Meeting:
    """Let others chair the meeting or write its minutes from an hour on, which the minutes tell.

    Without an hour a slip of the opening is put right: then the minutes name the right people
    from the beginning, and only the trail knows of it. Who is concerned is told; minutes already
    read out are read out once more.
    """
    with transaction():
        record.queue_writers(meeting_id)
        meeting = _changeable(actor, meeting_id)
        meeting.expect_version(version)
        before = of_meeting(meeting)
        able = {line.member_id for line in meeting.attendances if _is_able(line)}
        rules.check_leaders_change(before, to, able)
        since = _since(meeting, at)
        words = _write_down(actor, meeting, to, since)
        meeting.chair_id, meeting.minutes_taker_id = to.chair_id, to.minutes_taker_id
        _tell(actor, meeting, before, words)
        heard = roll_call.read_out_anew(meeting)
        audit.record(
            actor,
            "meeting.hand_over",
            meeting,
            organisation_path=meeting.organisation.path,
            is_slip=since is None,
            since=since,
            **_changes(before, to),
            **heard,
        )
        live.publish(meeting_id, "room", "minutes", "closing")
    return meeting


def _since(meeting: Meeting, at: time | None) -> datetime | None:
    """Return when others took over; nothing where a slip of the opening may be put right."""
    if at is not None:
        return rules.hour_of_meeting(meeting.opened_at or meeting.starts_at, at, clock.now())
    votes = [item.vote for item in meeting.agenda if item.vote is not None]
    rules.check_slip(
        has_voted=any(vote.status is not VoteStatus.PREPARED for vote in votes),
        minutes=record.minutes_status(meeting),
    )
    return None


def _write_down(actor: Actor, meeting: Meeting, to: Leaders, since: datetime | None) -> str:
    if since is None:
        return "Sửa người chủ trì, thư ký ghi nhầm khi khai mạc."
    opened_at = meeting.opened_at or meeting.starts_at
    names = {line.member_id: line.member.full_name for line in meeting.attendances}
    words = rules.leaders_changed(since, opened_at, of_meeting(meeting), to, names)
    sections.write_on(actor, _telling(meeting), words)
    return words


def _changes(before: Leaders, to: Leaders) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if before.chair_id != to.chair_id:
        changed["chair"] = [before.chair_id, to.chair_id]
    if before.minutes_taker_id != to.minutes_taker_id:
        changed["minutes_taker"] = [before.minutes_taker_id, to.minutes_taker_id]
    return changed


def _tell(actor: Actor, meeting: Meeting, before: Leaders, words: str) -> None:
    now = (meeting.chair_id, meeting.minutes_taker_id)
    concerned = {before.chair_id, before.minutes_taker_id, *now}
    notifications.tell(
        [one for one in concerned if one is not None and one != actor.member_id],
        NoticeKind.MEETING,
        title=f"Đổi chủ trì, thư ký: {meeting.title}",
        text=words,
        path=meeting_path(meeting),
    )


def cannot_confirm(meeting: Meeting) -> str | None:
    """Return a sentence naming who of the two has no account to confirm the minutes with."""
    both = (meeting.chair_id, meeting.minutes_taker_id)
    lines = [line.member for line in meeting.attendances if line.member_id in both]
    names = people.without_account(lines)
    if not names:
        return None
    return (
        f"Chưa có tài khoản đang dùng: đồng chí {', đồng chí '.join(names)}. Biên bản phải do "
        "chính người chủ trì và người ghi biên bản xác nhận."
    )
