"""The code on the wall of the hall: who shows it, and what stands behind it."""

from dataclasses import dataclass
from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import require
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings
from partywork.rooms import policy, rules
from partywork.rooms.service.coming import NOT_YOURS, check_code, of_meeting


@dataclass(frozen=True, slots=True)
class HallCode:
    """The code of one meeting's hall."""

    meeting: Meeting
    code: str


def code_of(actor: Actor, meeting_id: UUID) -> HallCode:
    """Return the code for those who confirm arrivals; made when it is first shown."""
    with transaction():
        meeting = meetings.whole(actor, meeting_id)
        require(policy.may_confirm(actor, meeting), NOT_YOURS)
        rules.check_open(meeting.status)
        return HallCode(meeting, of_meeting(actor, meeting).hall_code)


def by_code(actor: Actor, meeting_id: UUID, code: str) -> Meeting:
    """Return the meeting whose hall has this code; any other code leads nowhere."""
    meeting = meetings.get(actor, meeting_id)
    check_code(actor, meeting, code)
    return meeting
