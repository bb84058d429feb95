"""Telling people of their meeting: in the inbox, and by a mail that says nothing of it."""

from collections.abc import Collection
from dataclasses import dataclass
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

_LIST = "/meetings"
_CALENDAR = "/meetings/calendar"


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
    return rules.least_minutes(provisions.value(key, meeting.starts_on))


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
    _mail(meeting, [member_id], MailKind.CANCELLED, _CALENDAR)


def moved(meeting: Meeting, member_ids: Collection[UUID], office: Collection[UUID] = ()) -> None:
    """Tell those it concerns, who comes from above, and the office, of a new time or place."""
    news = _News(
        MailKind.CHANGED,
        f"Đổi thời gian, địa điểm: {meeting.title}",
        _when(meeting),
        invitation_path(meeting) if meeting.invited_at is not None else None,
    )
    _tell_of_change(meeting, news, member_ids, office)


def cancelled(
    meeting: Meeting, member_ids: Collection[UUID], office: Collection[UUID] = ()
) -> None:
    """Tell those it concerns, who comes from above, and the office, that there is no meeting."""
    may_be_read = meeting.invited_at is not None or policy.is_of_whole_cell(meeting)
    news = _News(
        MailKind.CANCELLED,
        f"Không họp: {meeting.title}",
        f"Lý do: {meeting.cancel_reason}",
        meeting_path(meeting) if may_be_read else None,
    )
    _tell_of_change(meeting, news, member_ids, office)


@dataclass(frozen=True, slots=True)
class _News:
    """What is told of a change; without a path there is nothing the told may open."""

    kind: MailKind
    title: str
    text: str
    path: str | None


def _tell_of_change(
    meeting: Meeting, news: _News, member_ids: Collection[UUID], office: Collection[UUID]
) -> None:
    """Tell of a change; whoever was never invited has nothing in a calendar that would change."""
    meeting.calendar_sequence += 1
    event = event_of(meeting) if meeting.invited_at is not None else None
    visitors = [one for one in _visitors(meeting) if one not in member_ids]
    for people, path in ((member_ids, news.path), (visitors, meeting_path(meeting))):
        notifications.tell(people, NoticeKind.MEETING, title=news.title, text=news.text, path=path)
        notifications.post(people, news.kind, path=path or _LIST, event=event)
    notifications.tell(
        [one for one in office if one not in member_ids],
        NoticeKind.MEETING,
        title=news.title,
        text=f"{meeting.organisation_name}. {news.text}",
        path=_CALENDAR,
    )


def _when(meeting: Meeting) -> str:
    return f"{display.moment(meeting.starts_at)}, {meeting.place}."


def _visitors(meeting: Meeting) -> list[UUID]:
    query = policy.visible_guests(system(clock.today())).where(
        Guest.meeting_id == meeting.id, Guest.member_id.is_not(None)
    )
    return [one.member_id for one in db.session.scalars(query) if one.member_id]


def _mail(meeting: Meeting, people: Collection[UUID], kind: MailKind, path: str) -> None:
    notifications.post(people, kind, path=path, event=event_of(meeting))
