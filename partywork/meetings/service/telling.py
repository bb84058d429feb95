"""Telling people of their meeting: in the inbox, and by a mail that says nothing of it."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from partywork.core import clock, display
from partywork.core.actor import system
from partywork.core.db import db
from partywork.meetings import policy, rules
from partywork.meetings.models import Guest, Meeting
from partywork.meetings.service.addresses import invitation_path, meeting_path
from partywork.notifications import service as notifications
from partywork.notifications.rules import CalendarEvent
from partywork.notifications.terms import MailKind, NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def event_of(meeting: Meeting) -> CalendarEvent:
    """Return the hours of a meeting for a calendar; it ends when it should have lasted enough."""
    return CalendarEvent(
        uid=f"{meeting.id}@partywork",
        sequence=meeting.calendar_sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + timedelta(minutes=planned_minutes(meeting)),
    )


def planned_minutes(meeting: Meeting) -> int:
    """Return how long a meeting is expected to last: what the provisions want at least."""
    key = ProvisionKey.MEETING_MIN_MINUTES
    if rules.has_theme(meeting.kind):
        key = ProvisionKey.MEETING_COMBINED_MINUTES
    return int(provisions.value(key, meeting.starts_on))


def invited(meeting: Meeting, member_ids: Collection[UUID]) -> None:
    """Tell people that they are invited."""
    notifications.tell(
        member_ids,
        NoticeKind.INVITATION,
        title=f"Mời dự: {meeting.title}",
        text=_when(meeting),
        path=invitation_path(meeting),
    )
    _mail(meeting, member_ids, MailKind.INVITED, invitation_path(meeting))


def assigned(meeting: Meeting, member_id: UUID) -> None:
    """Tell somebody of the committee above that they are to attend."""
    notifications.tell(
        [member_id],
        NoticeKind.MEETING,
        title=f"Phân công dự: {meeting.title}",
        text=f"{meeting.organisation_name}. {_when(meeting)}",
        path=meeting_path(meeting),
    )
    _mail(meeting, [member_id], MailKind.INVITED, meeting_path(meeting))


def released(meeting: Meeting, member_id: UUID) -> None:
    """Tell somebody of the committee above that they need not attend."""
    notifications.tell(
        [member_id],
        NoticeKind.MEETING,
        title=f"Thôi phân công dự: {meeting.title}",
        text=f"{meeting.organisation_name}. {_when(meeting)}",
    )
    _mail(meeting, [member_id], MailKind.CANCELLED, "/meetings/calendar")


def moved(meeting: Meeting, member_ids: Collection[UUID]) -> None:
    """Tell the invited, and who comes from above, of a new time, place or way to come."""
    meeting.calendar_sequence += 1
    title = f"Đổi thời gian, địa điểm: {meeting.title}"
    for people, path in _audience(meeting, member_ids, invitation_path(meeting)):
        notifications.tell(people, NoticeKind.MEETING, title=title, text=_when(meeting), path=path)
        _mail(meeting, people, MailKind.CHANGED, path)


def cancelled(meeting: Meeting, member_ids: Collection[UUID]) -> None:
    """Tell the invited, and who comes from above, that there is no meeting, and why."""
    meeting.calendar_sequence += 1
    for people, path in _audience(meeting, member_ids, meeting_path(meeting)):
        notifications.tell(
            people,
            NoticeKind.MEETING,
            title=f"Không họp: {meeting.title}",
            text=f"Lý do: {meeting.cancel_reason}",
            path=path,
        )
        _mail(meeting, people, MailKind.CANCELLED, path)


def _when(meeting: Meeting) -> str:
    return f"{display.moment(meeting.starts_at)}, {meeting.place}."


def _audience(
    meeting: Meeting, member_ids: Collection[UUID], path: str
) -> list[tuple[Collection[UUID], str]]:
    query = policy.visible_guests(system(clock.today())).where(
        Guest.meeting_id == meeting.id, Guest.member_id.is_not(None)
    )
    visitors = [one.member_id for one in db.session.scalars(query) if one.member_id]
    others = [one for one in visitors if one not in member_ids]
    return [(member_ids, path), (others, meeting_path(meeting))]


def _mail(meeting: Meeting, people: Collection[UUID], kind: MailKind, path: str) -> None:
    notifications.post(people, kind, path=path, event=event_of(meeting))
