"""Who sees what came out of a meeting, and who keeps the Word templates."""

from partywork.core.actor import Actor, Role
from partywork.meetings.models import Meeting
from partywork.meetings.policy import may_write


def may_finish(actor: Actor, meeting: Meeting) -> bool:
    """The officers of the body and the minutes taker finish its papers."""
    return may_write(actor, meeting)


def may_change_templates(actor: Actor) -> bool:
    """The office keeps the templates by which all cells write."""
    return actor.has(Role.OFFICE)
