"""A room with what its page or a part of it shows, in a number of questions that does not grow.

A whole meeting asks for its parts at once when something changes, so a part is asked for alone and
of people only their names.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from partywork.ballots.models import Vote
from partywork.cells.models import Member
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.models import AgendaItem, Attendance, Guest, Meeting, Recording, Statement
from partywork.meetings.policy import visible_guests, visible_recordings, visible_statements
from partywork.rooms import policy
from partywork.rooms.models import Arrival, ItemSpan, Room, Turn
from partywork.rooms.terms import Part


def room_of(actor: Actor, meeting_id: UUID) -> Room | None:
    """Return the room of a meeting, if anybody has entered yet."""
    return db.session.scalar(policy.visible(actor).where(Room.meeting_id == meeting_id))


_NAME = (Member.full_name, Member.name_sort_key)

# What each part shows of the meeting and of its room; made once, for making it costs as much as
# a question. The whole roll-call is loaded for every part but the vote: all ask for that at one
# moment, so it reads of the meeting no more than its questions and the person's own line.
_CLOCKS = (selectinload(Room.spans),)
_RECORDING = joinedload(Room.recording)
_TURNS = (selectinload(Room.turns).joinedload(Turn.member).load_only(*_NAME),)
_ITEMS = selectinload(Meeting.agenda).joinedload(AgendaItem.vote).options(lazyload(Vote.body))
_VOTES = (_ITEMS, *_CLOCKS)
_QUESTIONS = (
    selectinload(Meeting.agenda.and_(AgendaItem.vote_id.is_not(None)))
    .joinedload(AgendaItem.vote)
    .options(lazyload(Vote.body))
)
_OF_THE_VOTE = (contains_eager(Meeting.attendances), _QUESTIONS)
_SHOWN: dict[Part, tuple[Any, ...]] = {
    Part.VOTE: (_ITEMS,),
    Part.NOW: (*_VOTES, selectinload(Room.arrivals), _RECORDING),
    Part.AGENDA: (selectinload(Meeting.agenda), *_CLOCKS),
    Part.PEOPLE: (
        selectinload(Meeting.attendances).joinedload(Attendance.member).load_only(*_NAME),
        selectinload(Meeting.guests),
        selectinload(Room.arrivals).joinedload(Arrival.member).load_only(*_NAME),
    ),
    Part.SPEAKERS: _TURNS,
    Part.PAPERS: (),
    Part.MINUTES: (selectinload(Meeting.agenda), *_TURNS, *_CLOCKS),
    Part.SCREEN: (*_VOTES, *_TURNS, _RECORDING),
}


def in_room(
    actor: Actor, meeting_id: UUID, parts: Collection[Part]
) -> tuple[Meeting, Room | None] | None:
    """Return a meeting and its room, if anybody has entered yet, with what these parts show."""
    query = (
        policy.visible_with_room(actor)
        .where(Meeting.id == meeting_id)
        .options(
            joinedload(Meeting.organisation),
            joinedload(Meeting.body),
            *(_OF_THE_VOTE if [*parts] == [Part.VOTE] else _of(parts)),
        )
        .execution_options(populate_existing=True)
    )
    if [*parts] == [Part.VOTE]:
        query = query.outerjoin(Attendance, _is_own_line(actor))
    found = db.session.execute(query).unique().one_or_none()
    return None if found is None else (found[0], found[1])


def _of(parts: Collection[Part]) -> list[Any]:
    shown = [option for part in parts for option in _SHOWN[part]]
    return [selectinload(Meeting.attendances), *shown]


def _is_own_line(actor: Actor) -> ColumnElement[bool]:
    return and_(Attendance.meeting_id == Meeting.id, Attendance.member_id == actor.member_id)


def visit_of(actor: Actor, meeting_id: UUID) -> Guest | None:
    """Return the actor as one who attends from the committee above, if they are one."""
    return db.session.scalar(
        visible_guests(actor).where(
            Guest.meeting_id == meeting_id,
            Guest.member_id.is_not(None),
            Guest.member_id == actor.member_id,
        )
    )


def recording_now(actor: Actor, room: Room) -> Recording | None:
    """Return the recording that goes on, if the chair has decided one."""
    return db.session.scalar(visible_recordings(actor).where(Recording.id == room.recording_id))


def statements_on(actor: Actor, item_id: UUID) -> list[Statement]:
    """Return what was written down on an item, in that order."""
    query = visible_statements(actor).where(Statement.item_id == item_id)
    query = query.options(joinedload(Statement.member).load_only(*_NAME))
    return list(db.session.scalars(query.order_by(Statement.created_at)))


def arrivals_of(actor: Actor, meeting_id: UUID) -> list[Arrival]:
    """Return who came in, in the order in which they came."""
    query = policy.visible_arrivals(actor).where(Arrival.meeting_id == meeting_id)
    return list(
        db.session.scalars(
            query.options(joinedload(Arrival.member)).order_by(Arrival.arrived_at, Arrival.id)
        )
    )


def spans_of(actor: Actor, meeting_id: UUID) -> list[ItemSpan]:
    """Return which items were on when."""
    query = policy.visible_spans(actor).where(ItemSpan.meeting_id == meeting_id)
    return list(db.session.scalars(query.order_by(ItemSpan.began_at, ItemSpan.id)))


def turns_of(actor: Actor, meeting_id: UUID) -> list[Turn]:
    """Return who asked to speak and was not taken back, in the order of asking."""
    query = policy.visible_turns(actor).where(
        Turn.meeting_id == meeting_id, Turn.withdrawn_at.is_(None)
    )
    return list(
        db.session.scalars(query.options(joinedload(Turn.member)).order_by(Turn.asked_at, Turn.id))
    )
