"""The way into a video room of one's own; who was there is told by our own roll-call alone."""

from collections.abc import Collection
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings
from partywork.rooms import engine, policy, queries, rules
from partywork.rooms.engine import Entry
from partywork.rooms.service.coming import NOT_INVITED, named_online
from partywork.settings import VideoServer


def may_enter(actor: Actor, meeting: Meeting, named: Collection[UUID]) -> bool:
    """Say whether the room shows this person the way into the video room."""
    try:
        _check(actor, meeting, named)
    except RuleBroken:
        return False
    return _belongs(actor, meeting)


def enter(actor: Actor, meeting_id: UUID, server: VideoServer | None) -> str:
    """Return the address of the video room with a key for this person, for this evening.

    Where there is no video server there is no such page.
    """
    if server is None:
        raise NotVisible()
    meeting = meetings.whole(actor, meeting_id)
    require(_belongs(actor, meeting), NOT_INVITED)
    _check(actor, meeting, named_online(meeting))
    room = queries.room_of(actor, meeting_id)
    now = clock.now()
    entry = Entry(
        meeting_id=meeting_id,
        member_id=actor.member_id,
        name=actor.name,
        leads=policy.may_lead(actor, meeting),
        may_record=room is not None and room.recording_id is not None,
    )
    return engine.address(server, entry, now=now, until=rules.end_of_evening(now))


def _check(actor: Actor, meeting: Meeting, named: Collection[UUID]) -> None:
    rules.check_open(meeting.status)
    leads = policy.may_confirm(actor, meeting)
    rules.check_video(meeting.mode, is_named=actor.member_id in named, leads=leads)


def _belongs(actor: Actor, meeting: Meeting) -> bool:
    people = {one.member_id for one in meeting.attendances}
    people |= {one.member_id for one in meeting.guests if one.member_id is not None}
    return actor.member_id in people
