"""Who is in a room, who leads it, who reads what is being written."""

from typing import Any, TypeVar

from sqlalchemy import Select, select

from partywork.core.actor import Actor
from partywork.core.db import SCOPED
from partywork.meetings.models import Meeting
from partywork.meetings.policy import is_chair, may_run, may_write
from partywork.meetings.policy import visible as visible_meetings
from partywork.rooms.models import Arrival, ItemSpan, Room, Turn

T = TypeVar("T")


def visible(actor: Actor) -> Select[Room]:
    """The rooms of the meetings the actor may read."""
    return _inside(actor, select(Room), Room.meeting_id)


def visible_with_room(actor: Actor) -> Select[Meeting, Room]:
    """The meetings the actor may read, each with its room once somebody has entered."""
    query = visible_meetings(actor).add_columns(Room)
    return query.outerjoin(Room, Room.meeting_id == Meeting.id)


def visible_arrivals(actor: Actor) -> Select[Arrival]:
    """Who came into the rooms of the meetings the actor may read."""
    return _inside(actor, select(Arrival), Arrival.meeting_id)


def visible_spans(actor: Actor) -> Select[ItemSpan]:
    """Which items were on when, in the meetings the actor may read."""
    return _inside(actor, select(ItemSpan), ItemSpan.meeting_id)


def visible_turns(actor: Actor) -> Select[Turn]:
    """Who asked to speak, in the meetings the actor may read."""
    return _inside(actor, select(Turn), Turn.meeting_id)


def _inside(actor: Actor, query: Select[T], meeting_id: Any) -> Select[T]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = visible_meetings(actor).with_only_columns(Meeting.id)
    return query.where(meeting_id.in_(readable))


def may_lead(actor: Actor, meeting: Meeting) -> bool:
    """The chair leads, and so do those who run the body when the chair asks them to."""
    return is_chair(actor, meeting) or may_run(actor, meeting)


def may_record(actor: Actor, meeting: Meeting) -> bool:
    """Whether a meeting is recorded is decided by its chair alone, whoever else leads."""
    return is_chair(actor, meeting)


def may_confirm(actor: Actor, meeting: Meeting) -> bool:
    """Arrivals are confirmed by the chair, the officers, or who writes the minutes."""
    return may_lead(actor, meeting) or may_write(actor, meeting)


def may_read_draft(actor: Actor, meeting: Meeting) -> bool:
    """What is being written is read along by those who lead or write; others hear it read out."""
    return may_confirm(actor, meeting)
