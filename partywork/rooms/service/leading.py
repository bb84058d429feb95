"""Leading the meeting: which item is on, who speaks, a decision to record."""

from datetime import datetime
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.live import service as live
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings
from partywork.meetings.service.minutes import speakers
from partywork.rooms import policy, queries, rules
from partywork.rooms.models import ItemSpan, Turn
from partywork.rooms.service import reading
from partywork.rooms.service.coming import NOT_INVITED, of_meeting
from partywork.rooms.terms import Part

NOT_THE_CHAIR = "Việc này thuộc người chủ trì và cấp ủy của buổi họp."


def _led(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = meetings.whole(actor, meeting_id)
    require(policy.may_lead(actor, meeting), NOT_THE_CHAIR)
    rules.check_open(meeting.status)
    return meeting


def may_be_called(actor: Actor, meeting_id: UUID) -> list[tuple[UUID, str]]:
    """Return who may be given the floor, by name."""
    return speakers(reading.show(actor, meeting_id, (Part.PEOPLE,)).meeting)


def go_to(actor: Actor, meeting_id: UUID, item_id: UUID) -> None:
    """Let the meeting turn to an item: its clock runs, the former one's stops."""
    with transaction():
        meeting = _led(actor, meeting_id)
        item = next((one for one in meeting.agenda if one.id == item_id), None)
        if item is None:
            raise NotVisible()
        room = of_meeting(actor, meeting)
        if room.item_id == item_id:
            return
        now = clock.now()
        _end_spans(actor, meeting_id, now)
        room.item_id = item_id
        db.session.add(
            ItemSpan(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting_id,
                item_id=item_id,
                began_at=now,
            )
        )
        audit.record(
            actor,
            "room.go_to",
            room,
            organisation_path=meeting.organisation.path,
            section=item.code or item.position,
        )
        live.publish(meeting_id, "item")


def _end_spans(actor: Actor, meeting_id: UUID, now: datetime) -> None:
    for span in queries.spans_of(actor, meeting_id):
        if span.ended_at is None:
            span.ended_at = now


def ask_to_speak(actor: Actor, meeting_id: UUID) -> Turn:
    """«Xin phát biểu»: one request at a time stands in the list."""
    with transaction():
        meeting = meetings.whole(actor, meeting_id)
        rules.check_open(meeting.status)
        if actor.member_id not in {member for member, _ in speakers(meeting)}:
            raise RuleBroken(NOT_INVITED)
        room = of_meeting(actor, meeting)
        own = [
            turn
            for turn in queries.turns_of(actor, meeting_id)
            if turn.member_id == actor.member_id and turn.ended_at is None
        ]
        if own:
            return own[0]
        turn = _turn(meeting, room.item_id, actor.member_id)
        audit.record(actor, "room.ask_to_speak", turn, organisation_path=meeting.organisation.path)
        live.publish(meeting_id, "speakers")
    return turn


def _turn(meeting: Meeting, item_id: UUID | None, member_id: UUID | None) -> Turn:
    turn = Turn(
        organisation_id=meeting.organisation_id,
        meeting_id=meeting.id,
        item_id=item_id,
        member_id=member_id,
        asked_at=clock.now(),
    )
    db.session.add(turn)
    db.session.flush()
    return turn


def take_back(actor: Actor, meeting_id: UUID) -> None:
    """Take one's own request to speak back before one is called."""
    with transaction():
        meeting = meetings.whole(actor, meeting_id)
        for turn in queries.turns_of(actor, meeting_id):
            if turn.member_id == actor.member_id and turn.began_at is None:
                turn.withdrawn_at = clock.now()
                audit.record(
                    actor, "room.take_back", turn, organisation_path=meeting.organisation.path
                )
        live.publish(meeting_id, "speakers")


def call(actor: Actor, meeting_id: UUID, member_id: UUID) -> Turn:
    """Give a member the floor by one tap, asked for or not; who spoke until now has ended."""
    with transaction():
        meeting = _led(actor, meeting_id)
        if member_id not in {member for member, _ in speakers(meeting)}:
            raise RuleBroken("Hãy chọn đồng chí dự họp.", "member_id")
        room = of_meeting(actor, meeting)
        turns = queries.turns_of(actor, meeting_id)
        _end_turns(turns)
        asked = [turn for turn in turns if turn.member_id == member_id and turn.began_at is None]
        turn = asked[0] if asked else _turn(meeting, room.item_id, member_id)
        turn.began_at, turn.item_id = clock.now(), room.item_id
        audit.record(
            actor,
            "room.call",
            turn,
            organisation_path=meeting.organisation.path,
            member=member_id,
        )
        live.publish(meeting_id, "speakers")
    return turn


def end_turn(actor: Actor, meeting_id: UUID) -> None:
    """Let nobody have the floor."""
    with transaction():
        meeting = _led(actor, meeting_id)
        _end_turns(queries.turns_of(actor, meeting_id))
        audit.record(
            actor,
            "room.end_turn",
            of_meeting(actor, meeting),
            organisation_path=meeting.organisation.path,
        )
        live.publish(meeting_id, "speakers")


def _end_turns(turns: list[Turn]) -> None:
    for turn in turns:
        if turn.began_at is not None and turn.ended_at is None:
            turn.ended_at = clock.now()
