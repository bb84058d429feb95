"""Opening a meeting: chair and minutes taker confirmed, the roll laid out, guests welcomed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.audit import service as audit
from partywork.cells.queries import PersonOnDay
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.text import tidy
from partywork.documents import service as documents
from partywork.live import service as live
from partywork.meetings import rules
from partywork.meetings.models import Attendance, Guest, Meeting
from partywork.meetings.service import meetings, people, study
from partywork.meetings.service.roll_call import for_changing, read_out_anew
from partywork.meetings.terms import MeetingMode, MeetingStatus, Place


@dataclass(frozen=True, slots=True)
class Visitor:
    """A guest or a representative of the level above."""

    full_name: str
    title: str


def for_opening(actor: Actor, meeting_id: UUID) -> tuple[Meeting, list[PersonOnDay]]:
    """Return a meeting that may begin and the members of its body on its day."""
    meeting = meetings.for_running(
        actor,
        meeting_id,
        selectinload(Meeting.agenda),
        selectinload(Meeting.invitations),
        selectinload(Meeting.guests),
    )
    rules.check_step(meeting.status, MeetingStatus.OPEN)
    day = clock.day_of(meeting.starts_at)
    return meeting, people.members_on(actor, people.Circle.of(meeting), day)


def proposed_opening(meeting: Meeting) -> time:
    """Propose the present hour on the day of the meeting, the planned hour afterwards."""
    is_today = clock.day_of(meeting.starts_at) == clock.today()
    return clock.local(clock.now() if is_today else meeting.starts_at).time().replace(second=0)


def open_meeting(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    chair_id: UUID,
    minutes_taker_id: UUID,
    at: time,
    guests: Iterable[Visitor] = (),
) -> Meeting:
    """Begin: the meeting confirms its chair and minutes taker, and the roll is laid out.

    Everybody of the body gets a line with status and office of that day; nobody is marked,
    exempted members included.
    """
    with transaction():
        meeting, members = for_opening(actor, meeting_id)
        meeting.expect_version(version)
        opened_at = clock.instant_of(clock.day_of(meeting.starts_at), at)
        rules.check_opening_time(opened_at, clock.now())
        rules.check_two_people(minutes_taker_id, chair_id)
        people.check_leaders(members, chair_id, minutes_taker_id)
        meeting.status = MeetingStatus.OPEN
        meeting.opened_at = opened_at
        meeting.chair_id = chair_id
        meeting.minutes_taker_id = minutes_taker_id
        _lay_out(meeting, members)
        _welcome(actor, meeting, guests)
        study.write_into_draft(actor, meeting)
        audit.record(
            actor,
            "meeting.open",
            meeting,
            organisation_path=meeting.organisation.path,
            opened_at=display.moment(opened_at),
            chair=chair_id,
            minutes_taker=minutes_taker_id,
        )
        live.publish(meeting_id, "room")
    return meeting


def _lay_out(meeting: Meeting, members: list[PersonOnDay]) -> None:
    named = {one.member_id for one in meeting.invitations if one.online_reason}
    by_member = {person.member.id: person for person in members}
    for member_id, person in by_member.items():
        from_afar = meeting.mode is MeetingMode.ONLINE or member_id in named
        db.session.add(
            Attendance(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=member_id,
                status=person.status,
                office=person.office,
                place=Place.ONLINE if from_afar else Place.HALL,
            )
        )


def _welcome(actor: Actor, meeting: Meeting, guests: Iterable[Visitor]) -> None:
    known = {one.full_name: one for one in meeting.guests if one.member_id is not None}
    for guest in guests:
        documents.refuse_secret(actor, guest.full_name, guest.title)
        if visitor := known.get(tidy(guest.full_name)):
            visitor.is_present = True
        elif tidy(guest.full_name):
            db.session.add(
                Guest(
                    organisation_id=meeting.organisation_id,
                    meeting_id=meeting.id,
                    full_name=tidy(guest.full_name),
                    title=tidy(guest.title),
                    is_present=True,
                )
            )


def welcome(actor: Actor, meeting_id: UUID, *, version: int, guests: Iterable[Visitor]) -> Meeting:
    """Replace the list of guests; who was asked from above stays, the roll-call says if they came.

    Whoever is written down is there, somebody asked from above as well. Minutes already read out
    with other guests are read out once more.
    """
    with transaction():
        meeting = for_changing(actor, meeting_id)
        meeting.expect_version(version)
        meetings.changed(meeting)
        wanted = [guest for guest in guests if tidy(guest.full_name)]
        before = [guest for guest in meeting.guests if guest.member_id is None]
        for guest in before:
            meeting.guests.remove(guest)
            db.session.delete(guest)
        _welcome(actor, meeting, wanted)
        heard = sorted((guest.full_name, guest.title) for guest in before)
        is_same = heard == sorted((tidy(guest.full_name), tidy(guest.title)) for guest in wanted)
        audit.record(
            actor,
            "meeting.welcome",
            meeting,
            organisation_path=meeting.organisation.path,
            guests=[len(before), len(wanted)],
            **({} if is_same else read_out_anew(meeting)),
        )
        live.publish(meeting_id, "roll")
    return meeting
