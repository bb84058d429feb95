"""Which meetings of an organisation still wait for something."""

from uuid import UUID

from sqlalchemy import Select

from partywork.core.actor import Actor
from partywork.meetings import policy
from partywork.meetings.models import Meeting
from partywork.meetings.terms import MeetingStatus

_FINISHED = (MeetingStatus.FILED, MeetingStatus.CANCELLED)


def unfinished(actor: Actor, organisation_id: UUID) -> Select[Meeting]:
    """Return the meetings that are planned, under way or not filed yet."""
    return policy.visible(actor).where(
        Meeting.organisation_id == organisation_id, Meeting.status.not_in(_FINISHED)
    )
