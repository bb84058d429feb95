"""Recording a meeting: the chair decides it, ends it, and the minutes tell of both."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.live import service as live
from partywork.meetings.models import Meeting, Recording
from partywork.meetings.service import meetings, record
from partywork.rooms import policy, queries, rules
from partywork.rooms.service.coming import of_meeting

NOT_THE_CHAIR = "Việc ghi âm, ghi hình do người chủ trì quyết định."


def _chaired(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = meetings.whole(actor, meeting_id)
    require(policy.may_record(actor, meeting), NOT_THE_CHAIR)
    rules.check_open(meeting.status)
    return meeting


def decide(actor: Actor, meeting_id: UUID, words: str) -> Recording:
    """Note the chair's decision that the meeting is recorded from now on, and why."""
    with transaction():
        meeting = _chaired(actor, meeting_id)
        refuse_secret(words)
        room = of_meeting(actor, meeting)
        rules.check_recording(
            tidy(words), record.minutes_status(meeting), goes_on=room.recording_id is not None
        )
        recording = Recording(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting_id,
            words=tidy(words),
            began_at=clock.now(),
        )
        db.session.add(recording)
        db.session.flush()
        room.recording_id = recording.id
        audit.record(
            actor, "room.decide_recording", room, organisation_path=meeting.organisation.path
        )
        live.publish(meeting_id, "room")
    return recording


def end(actor: Actor, meeting_id: UUID) -> None:
    """«Thôi ghi»: from now on nothing is recorded, unless the chair decides anew."""
    with transaction():
        meeting = _chaired(actor, meeting_id)
        room = of_meeting(actor, meeting)
        recording = queries.recording_now(actor, room)
        if recording is None:
            raise RuleBroken("Cuộc họp không được ghi.")
        recording.ended_at = clock.now()
        room.recording_id = None
        audit.record(actor, "room.end_recording", room, organisation_path=meeting.organisation.path)
        live.publish(meeting_id, "room")
