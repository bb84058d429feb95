"""Changing a meeting that has not begun: its preparation, its time and place, calling it off."""

from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.queries import PersonOnDay
from partywork.cells.service.unfinished import Ending, Unfinished
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken
from partywork.documents import service as documents
from partywork.live import service as live
from partywork.meetings import policy, queries, rules
from partywork.meetings.models import Invitation, Meeting
from partywork.meetings.service import meetings, people, telling, templates
from partywork.meetings.service.planning import Plan, name_online_people, write_plan
from partywork.meetings.terms import REGULAR_KINDS, InvitationAnswer, MeetingStatus

_TOLD_TO_ALL = ("starts_at", "place")
_TOLD_TO_THE_INVITED = (*_TOLD_TO_ALL, "mode", "link")


def for_editing(actor: Actor, meeting_id: UUID) -> tuple[Meeting, list[PersonOnDay]]:
    """Return a meeting that has not begun and the people of its body on its day."""
    meeting = meetings.for_running(
        actor, meeting_id, selectinload(Meeting.invitations), selectinload(Meeting.agenda)
    )
    rules.check_can_be_prepared(meeting.status)
    day = clock.day_of(meeting.starts_at)
    return meeting, people.invited_people(actor, people.Circle.of(meeting), day)


def change(actor: Actor, meeting_id: UUID, *, version: int, facts: Plan) -> Meeting:
    """Save the preparation anew; everybody it concerns is told of a new time or place."""
    with transaction():
        meeting, _ = for_editing(actor, meeting_id)
        meeting.expect_version(version)
        before = _facts_of(meeting)
        write_plan(actor, meeting, meeting.body, facts)
        templates.name_theme(meeting, meeting.agenda)
        name_online_people(meeting, facts, meeting.invitations)
        _tell_if_moved(meeting, before)
        audit.record(
            actor,
            "meeting.change",
            meeting,
            organisation_path=meeting.organisation.path,
            **_changes_since(before, meeting),
        )
    return meeting


def move(
    actor: Actor, meeting_id: UUID, *, version: int, starts_at: datetime, place: str
) -> Meeting:
    """Hold the meeting at another time or place and tell everybody it concerns."""
    with transaction():
        meeting, _ = for_editing(actor, meeting_id)
        meeting.expect_version(version)
        documents.refuse_secret(actor, place)
        before = _facts_of(meeting)
        meeting.starts_at = starts_at
        meeting.place = place
        changes = _changes_since(before, meeting)
        if not changes:
            raise RuleBroken("Thời gian và địa điểm vẫn như cũ.")
        _tell_if_moved(meeting, before)
        audit.record(
            actor, "meeting.move", meeting, organisation_path=meeting.organisation.path, **changes
        )
    return meeting


def cancel(actor: Actor, meeting_id: UUID, *, version: int, reason: str) -> Meeting:
    """Record «không họp tháng này» with its reason and tell everybody, the office above too.

    Before the invitations as well: members wait for their meeting of the month.
    """
    with transaction():
        meeting = meetings.for_running(actor, meeting_id, selectinload(Meeting.invitations))
        meeting.expect_version(version)
        rules.check_cancellation(meeting.status, reason)
        documents.refuse_secret(actor, reason)
        meeting.status = MeetingStatus.CANCELLED
        meeting.cancel_reason = reason
        telling.cancelled(meeting, _concerned(meeting, meeting.starts_on), _office(meeting))
        audit.record(
            actor,
            "meeting.cancel",
            meeting,
            organisation_path=meeting.organisation.path,
        )
        live.publish(meeting_id, "agenda")
    return meeting


def call_off(actor: Actor, ending: Ending) -> None:
    """Call off what a cell that ends had planned for later, in the running transaction."""
    query = queries.unfinished(system(actor.day), ending.old.id).where(
        Meeting.status.in_((MeetingStatus.PLANNED, MeetingStatus.INVITED)),
        Meeting.starts_at >= clock.instant_of(ending.last_day + timedelta(days=1), time()),
    )
    query = query.options(
        selectinload(Meeting.invitations),
        joinedload(Meeting.body),
        joinedload(Meeting.organisation),
    )
    found = list(db.session.scalars(query))
    if not found:
        return
    reason = f"{ending.old.name} kết thúc hoạt động theo {ending.decision}."
    for meeting in found:
        meeting.status = MeetingStatus.CANCELLED
        meeting.cancel_reason = reason
        telling.cancelled(meeting, _concerned(meeting, ending.last_day))
    audit.record(
        actor,
        "meeting.call_off",
        organisation_path=ending.old.path,
        meetings=len(found),
        decision=ending.decision,
    )


def _facts_of(meeting: Meeting) -> dict[str, object]:
    return {
        "title": meeting.title,
        "starts_at": display.moment(meeting.starts_at),
        "place": meeting.place,
        "mode": meeting.mode.label,
        "link": meeting.link or "",
    }


def _changes_since(before: dict[str, object], meeting: Meeting) -> dict[str, Any]:
    """Say what changed; who reads the trail must not get into the video room by it."""
    changes: dict[str, Any] = audit.changes_between(before, _facts_of(meeting))
    if "link" in changes:
        changes["link"] = [bool(link) for link in changes["link"]]
    return changes


def _tell_if_moved(meeting: Meeting, before: dict[str, object]) -> None:
    """Tell everybody of a new time or place, the invited of another way to come as well.

    Before the invitations too: the calendar shows the planned day. A new time asks those already
    invited for a new answer.
    """
    after = _facts_of(meeting)
    told_of = _TOLD_TO_ALL if meeting.invited_at is None else _TOLD_TO_THE_INVITED
    if all(before[name] == after[name] for name in told_of):
        return
    if before["starts_at"] != after["starts_at"]:
        for invitation in _sent(meeting):
            invitation.answer = InvitationAnswer.NONE
            invitation.answered_at = None
            invitation.absence_accepted_at = None
            invitation.absence_accepted_by = None
    telling.moved(meeting, _concerned(meeting, meeting.starts_on), _office(meeting))
    live.publish(meeting.id, "agenda", "room")


def _concerned(meeting: Meeting, day: date) -> list[UUID]:
    """Return whom the invitations reached; before they went out, whom they would reach."""
    if meeting.invited_at is not None:
        return [one.member_id for one in _sent(meeting)]
    circle = people.Circle.of(meeting)
    return [one.member.id for one in people.invited_people(system(day), circle, day)]


def _office(meeting: Meeting) -> list[UUID]:
    """Return who above is told too: of the meeting that a cell holds every month."""
    is_monthly = meeting.kind in REGULAR_KINDS and policy.is_of_whole_cell(meeting)
    return people.office_above(meeting.organisation) if is_monthly else []


def _sent(meeting: Meeting) -> list[Invitation]:
    return [one for one in meeting.invitations if one.sent_at is not None]


_CALLED_OFF = (
    "Buổi chưa họp được hủy và báo cho người được mời; biên bản chưa xong chỉ còn để đọc, nên hoàn "
    "thành trước."
)
LEFT_BEHIND = Unfinished(
    words="buổi sinh hoạt chưa xong hồ sơ",
    of=queries.unfinished,
    told=attrgetter("title"),
    fate=_CALLED_OFF,
    fate_alone=_CALLED_OFF,
    pass_on=call_off,
)
