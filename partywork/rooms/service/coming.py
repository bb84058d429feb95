"""Coming in by one tap or by the code of the hall, and being counted once somebody confirms."""

import hmac
import secrets
from collections.abc import Collection
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.live import service as live
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings, roll_call
from partywork.meetings.service.roll_call import Marking
from partywork.meetings.terms import AttendanceMark, Place
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.rooms import policy, queries, rules
from partywork.rooms.models import Arrival, Room
from partywork.rooms.terms import Way

NOT_INVITED = "Đồng chí không thuộc danh sách dự buổi này."
NOT_YOURS = "Việc này thuộc người chủ trì, cấp ủy và người ghi biên bản của buổi họp."


def of_meeting(actor: Actor, meeting: Meeting) -> Room:
    """Return the room of an open meeting, made when it is first needed, inside the use case."""
    lock_for_update(f"room:{meeting.id}")
    room = queries.room_of(actor, meeting.id)
    if room is None:
        room = Room(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            hall_code=secrets.token_urlsafe(12),
        )
        db.session.add(room)
        db.session.flush()
    return room


def come_in(actor: Actor, meeting_id: UUID, *, place: Place) -> Arrival:
    """Say «tôi có mặt» from the invitation: in the hall, or from afar where that is allowed."""
    with transaction():
        return _arrive(actor, meetings.whole(actor, meeting_id), place, Way.INVITATION)


def come_in_by_code(actor: Actor, meeting_id: UUID, code: str) -> Arrival:
    """Say «tôi có mặt» by the code that hangs in the hall; another code leads nowhere."""
    with transaction():
        meeting = meetings.whole(actor, meeting_id)
        check_code(actor, meeting, code)
        return _arrive(actor, meeting, Place.HALL, Way.HALL_CODE)


def check_code(actor: Actor, meeting: Meeting, code: str) -> None:
    """Refuse a code that is not the one of this hall, as if there were no such page."""
    room = queries.room_of(actor, meeting.id)
    if room is None or not hmac.compare_digest(room.hall_code, code):
        raise NotVisible()


def named_online(meeting: Meeting) -> set[UUID]:
    """Return whom a hybrid meeting named, with a reason, to take part from afar."""
    return {one.member_id for one in meeting.invitations if one.online_reason}


def _arrive(actor: Actor, meeting: Meeting, place: Place, way: Way) -> Arrival:
    rules.check_open(meeting.status)
    member_id = _expected(actor, meeting)
    rules.check_way(meeting.mode, place, way, is_named=member_id in named_online(meeting))
    of_meeting(actor, meeting)
    known = {one.member_id: one for one in queries.arrivals_of(actor, meeting.id)}
    arrival = known.get(member_id)
    if arrival is None:
        arrival = Arrival(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            member_id=member_id,
            arrived_at=clock.now(),
            place=place,
            way=way,
        )
        db.session.add(arrival)
    elif arrival.confirmed_at is None:
        arrival.place, arrival.way = place, way
    db.session.flush()
    audit.record(
        actor,
        "room.come_in",
        arrival,
        organisation_path=meeting.organisation.path,
        place=place,
        way=way,
    )
    live.publish(meeting.id, "room")
    return arrival


def _expected(actor: Actor, meeting: Meeting) -> UUID:
    """Return who it is that comes: somebody of the roll, or who attends from above."""
    line = next((one for one in meeting.attendances if one.member_id == actor.member_id), None)
    if line is not None:
        if not roll_call.may_be_called(line):
            raise RuleBroken(f"Đảng viên «{line.status.label}» không dự sinh hoạt.")
        return line.member_id
    visitor = roll_call.visit_of(actor, meeting)
    if visitor is None or visitor.member_id is None:
        raise RuleBroken(NOT_INVITED)
    return visitor.member_id


def waiting(meeting: Meeting, arrivals: Collection[Arrival]) -> list[Arrival]:
    """Return who came in and is not counted yet; who was marked as present meanwhile is."""
    present: set[UUID | None] = {
        one.member_id for one in meeting.attendances if one.mark is AttendanceMark.PRESENT
    }
    present |= {one.member_id for one in roll_call.visitors_of(meeting) if one.is_present}
    not_yet = (one for one in arrivals if one.confirmed_at is None)
    return [one for one in not_yet if one.member_id not in present]


def uncounted(meeting: Meeting, arrivals: Collection[Arrival]) -> int:
    """Return how many of the roll came in and are not counted yet."""
    present = AttendanceMark.PRESENT
    missing = {one.member_id for one in meeting.attendances if one.mark is not present}
    return sum(one.confirmed_at is None and one.member_id in missing for one in arrivals)


def confirm(actor: Actor, meeting_id: UUID, members: Collection[UUID]) -> int:
    """Let those who came in count as present; returns how many were newly counted.

    The roll-call is marked in the same act, with the hour for who came late. Who attends from
    above is noted as present, and counted in nothing.
    """
    with transaction():
        meeting = meetings.whole(actor, meeting_id)
        require(policy.may_confirm(actor, meeting), NOT_YOURS)
        rules.check_open(meeting.status)
        asked = [
            one
            for one in queries.arrivals_of(actor, meeting_id)
            if one.confirmed_at is None and one.member_id in members
        ]
        lines = {line.member_id: line for line in meeting.attendances}
        after = provisions.value(ProvisionKey.MEETING_LATE_AFTER, clock.today())
        opened_at = meeting.opened_at or meeting.starts_at
        markings = []
        for arrival in asked:
            arrival.confirmed_at, arrival.confirmed_by = clock.now(), actor.name
            if arrival.member_id not in lines:
                continue
            late = rules.late_at(opened_at, arrival.arrived_at, after_minutes=after)
            markings.append(
                Marking(
                    attendance_id=lines[arrival.member_id].id,
                    mark=AttendanceMark.PRESENT,
                    place=arrival.place,
                    late_at=clock.local(late).time() if late else None,
                )
            )
        if asked:
            came = {one.member_id for one in asked}
            roll_call.call_roll(
                actor,
                meeting_id,
                version=roll_call.roll_version(meeting),
                markings=markings,
                visitors={
                    one.id
                    for one in roll_call.visitors_of(meeting)
                    if one.is_present or one.member_id in came
                },
            )
        live.publish(meeting_id, "room", "roll")
    return len(asked)
