"""The chair whom an open meeting chose, as the packages below ask for them by the meeting alone."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings import policy
from partywork.meetings.models import Meeting


def as_leader(actor: Actor, meeting_id: UUID) -> Actor:
    """Return the actor with what leading that meeting gives, or unchanged who does not lead it."""
    query = policy.visible(actor).where(Meeting.id == meeting_id)
    query = query.where(Meeting.chair_id.is_not(None), Meeting.chair_id == actor.member_id)
    meeting = db.session.scalar(
        query.options(joinedload(Meeting.organisation), joinedload(Meeting.body))
    )
    return actor if meeting is None else policy.as_leader(actor, meeting)
