"""The code on the wall of the hall: who shows it, and what stands behind it."""

from dataclasses import dataclass
from uuid import UUID

from partywork.audit import service as audit
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import require
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings
from partywork.rooms import policy, queries, rules
from partywork.rooms.service.coming import NOT_YOURS, check_code, of_meeting


@dataclass(frozen=True, slots=True)
class HallCode:
    """The code of one meeting's hall; none before anybody has entered the room."""

    meeting: Meeting
    code: str | None


def code_of(actor: Actor, meeting_id: UUID) -> HallCode:
    """Return the code for those who confirm arrivals."""
    meeting = _held(actor, meeting_id)
    room = queries.room_of(actor, meeting_id)
    return HallCode(meeting, room.hall_code if room else None)


def make_code(actor: Actor, meeting_id: UUID) -> str:
    """Make the code before anybody has entered; the one that is there stays."""
    with transaction():
        meeting = _held(actor, meeting_id)
        room = of_meeting(actor, meeting)
        audit.record(actor, "room.make_code", room, organisation_path=meeting.organisation.path)
        return room.hall_code


def _held(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = meetings.whole(actor, meeting_id)
    require(policy.may_confirm(actor, meeting), NOT_YOURS)
    rules.check_open(meeting.status)
    return meeting


def by_code(actor: Actor, meeting_id: UUID, code: str) -> Meeting:
    """Return the meeting whose hall has this code; any other code leads nowhere."""
    meeting = meetings.get(actor, meeting_id)
    check_code(actor, meeting, code)
    return meeting
