"""Calling the roll of an open meeting, and who counts in a vote."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.ballots.rules.counting import Voter
from partywork.cells.rules.membership import is_exempted, may_attend, must_attend
from partywork.cells.rules.offices import office_rank
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, Stale
from partywork.core.text import tidy
from partywork.documents import service as documents
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import Attendance, Guest, Meeting
from partywork.meetings.service import meetings, record
from partywork.meetings.terms import (
    AttendanceMark,
    ListOrder,
    MeetingKind,
    MinutesStatus,
    Place,
)


@dataclass(frozen=True, slots=True)
class Marking:
    """What the roll-call says of one person."""

    attendance_id: UUID
    mark: AttendanceMark
    place: Place = Place.HALL
    late_at: time | None = None
    reason: str = ""


def for_roll_call(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return an open meeting with its roll, its guests and the answers to its invitation."""
    meeting = meetings.for_writing(
        actor,
        meeting_id,
        selectinload(Meeting.attendances).joinedload(Attendance.member),
        selectinload(Meeting.invitations),
        selectinload(Meeting.guests),
        joinedload(Meeting.chair),
        joinedload(Meeting.minutes_taker),
        joinedload(Meeting.minutes),
    )
    rules.check_roll_call_open(meeting.status)
    return meeting


def in_order(meeting: Meeting, order: ListOrder) -> list[Attendance]:
    """Return the roll «theo chức vụ» or «theo ABC»."""
    if order is ListOrder.ALPHABET:
        return sorted(meeting.attendances, key=lambda one: one.member.name_sort_key)
    return sorted(
        meeting.attendances, key=lambda one: (office_rank(one.office), one.member.name_sort_key)
    )


def roll_version(meeting: Meeting) -> int:
    """Return a number that grows whenever any line of the roll or a visitor's is saved."""
    called = sum(line.version for line in meeting.attendances)
    return called + sum(visitor.version for visitor in visitors_of(meeting))


def visitors_of(meeting: Meeting) -> list[Guest]:
    """Return who of the committee above was asked to come; nobody removes them from here on."""
    return [one for one in meeting.guests if one.member_id is not None]


def visit_of(actor: Actor, meeting: Meeting) -> Guest | None:
    """Return the actor as one of them, if they are one."""
    return next((one for one in visitors_of(meeting) if one.member_id == actor.member_id), None)


def unseen_visitors(meeting: Meeting) -> str | None:
    """Return a sentence naming who of the committee above has not been seen, or nothing."""
    names = [one.full_name for one in visitors_of(meeting) if not one.is_present]
    if not names:
        return None
    return (
        f"Chưa ghi có mặt: cấp ủy cấp trên {', '.join(names)}. "
        "Biên bản không ghi người chưa được xác nhận có mặt."
    )


def accepted_reasons(meeting: Meeting) -> dict[UUID, str]:
    """Return why people were allowed to stay away: proposed at the roll-call, confirmed there."""
    return {
        one.member_id: one.absence_reason or ""
        for one in meeting.invitations
        if one.absence_accepted_at is not None
    }


def call_roll(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    markings: Iterable[Marking],
    visitors: Collection[UUID] | None = None,
) -> Meeting:
    """Save the roll-call; until the meeting closes it may be put right, old and new kept.

    `visitors` are those of the committee above who came, by the key of their line; nothing is
    said of them where it is left out. Minutes already read out are read out once more.
    """
    with transaction():
        meeting = for_changing(actor, meeting_id)
        if roll_version(meeting) != version:
            raise Stale("Đồng chí khác vừa điểm danh. Hãy xem các dòng khác nhau rồi lưu lại.")
        lines = {line.id: line for line in meeting.attendances}
        named = {one.member_id for one in meeting.invitations if one.online_reason}
        changes: dict[str, Any] = {}
        heard = _told_of(meeting)
        for marking in markings:
            line = lines.get(marking.attendance_id)
            if line is None:
                raise RuleBroken("Có người không thuộc danh sách điểm danh. Hãy mở lại trang.")
            documents.refuse_secret(actor, marking.reason)
            before = _said_of(line)
            _mark(meeting, line, marking, is_named=line.member_id in named)
            if _said_of(line) != before:
                changes[str(line.member_id)] = [before, _said_of(line)]
        if visitors is not None:
            changes |= _mark_visitors(meeting, visitors)
        if _told_of(meeting) != heard:
            changes |= read_out_anew(meeting)
        audit.record(
            actor,
            "meeting.call_roll",
            meeting,
            organisation_path=meeting.organisation.path,
            **changes,
        )
        live.publish(meeting_id, "roll")
    return meeting


def for_changing(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return an open meeting whose roll or guests change now, as nobody else changes its record."""
    record.queue_writers(meeting_id)
    meeting = for_roll_call(actor, meeting_id)
    if meeting.minutes is not None:
        # Somebody may have read them out since this transaction first saw them.
        db.session.refresh(meeting.minutes, ["status"])
    return meeting


def read_out_anew(meeting: Meeting) -> dict[str, Any]:
    """Let minutes read out before this change wait for another reading; return it for the trail."""
    if not record.hear_anew(meeting):
        return {}
    live.publish(meeting.id, "minutes", "closing")
    return {"minutes": [MinutesStatus.ADOPTED, MinutesStatus.DRAFT]}


def _told_of(meeting: Meeting) -> list[tuple[object, ...]]:
    """Return what the minutes tell of the roll and of the visitors."""
    people = [(one.mark, one.place, one.late_at, one.reason or "") for one in meeting.attendances]
    return [*people, *((one.is_present,) for one in visitors_of(meeting))]


def _mark_visitors(meeting: Meeting, came: Collection[UUID]) -> dict[str, list[str]]:
    asked = visitors_of(meeting)
    before = ", ".join(one.full_name for one in asked if one.is_present)
    for one in asked:
        one.is_present = one.id in came
    after = ", ".join(one.full_name for one in asked if one.is_present)
    return {"visitors": [before, after]} if before != after else {}


def _said_of(line: Attendance) -> str:
    """Put a line into the words of the trail; why somebody stayed away is nobody else's."""
    if line.mark is not AttendanceMark.PRESENT:
        return line.mark.label
    late = f", đến lúc {display.moment(line.late_at)}" if line.late_at is not None else ""
    return f"{line.mark.label}, {line.place.label.lower()}{late}"


def _mark(meeting: Meeting, line: Attendance, marking: Marking, *, is_named: bool) -> None:
    try:
        rules.check_mark(line.status, marking.mark)
        if line.member_id == meeting.chair_id:
            rules.check_chair_here(marking.mark)
        is_present = marking.mark is AttendanceMark.PRESENT
        if is_present:
            rules.check_place(meeting.mode, marking.place, is_named=is_named)
        rules.check_absence_reason(marking.mark, marking.reason)
        late_at = _late_at(meeting, line, marking.late_at) if is_present else None
    except RuleBroken as broken:
        raise RuleBroken(f"Đ/c {line.member.full_name}: {broken.message}") from broken
    line.mark = marking.mark
    line.late_at = late_at
    line.place = marking.place if is_present else line.place
    # A reason beside somebody not yet called would look like a mark.
    reason = "" if marking.mark is AttendanceMark.NOT_CALLED else tidy(marking.reason)
    # Sealed anew the same words are other bytes, and the line would look changed.
    if reason != (line.reason or ""):
        line.reason = reason


def _late_at(meeting: Meeting, line: Attendance, typed: time | None) -> datetime | None:
    """Return when somebody came late; an hour sent back as it was stays of the day it was."""
    if typed is None:
        return None
    if display.time_of_day(line.late_at) == f"{typed:%H:%M}":
        return line.late_at
    return rules.late_arrival(meeting.opened_at or meeting.starts_at, typed, clock.now())


def lines_of(actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Return the roll of a meeting the actor may read, with the members."""
    query = (
        policy.visible_attendances(actor)
        .where(Attendance.meeting_id == meeting.id)
        .options(joinedload(Attendance.member))
    )
    return list(db.session.scalars(query))


def voters(actor: Actor, meeting: Meeting) -> list[Voter]:
    """Return who of the body counts in a vote now: status of the day, presence of the roll-call."""
    return [voter_of(line, meeting.kind) for line in lines_of(actor, meeting)]


def voters_of(meeting: Meeting) -> list[Voter]:
    """Return how the rules of votes see the roll of a meeting loaded with it."""
    return [voter_of(line, meeting.kind) for line in meeting.attendances]


def voter_of(line: Attendance, kind: MeetingKind = MeetingKind.REGULAR) -> Voter:
    """Return how the rules of votes see one line of the roll."""
    return Voter(
        member_id=line.member_id,
        status=line.status,
        present=line.mark is AttendanceMark.PRESENT,
        excused=line.mark is AttendanceMark.EXCUSED,
        is_online=line.place is Place.ONLINE,
        at_congress=kind is MeetingKind.CONGRESS,
    )


def counts(meeting: Meeting) -> rules.AttendanceCount:
    """Return what the roll-call of a meeting loaded with its roll adds up to."""
    return rules.count_attendance((line.status, line.mark) for line in meeting.attendances)


def uncalled(meeting: Meeting) -> str | None:
    """Return a sentence naming who of those expected has not been called yet, or nothing."""
    return rules.check_roll_call_complete(
        (line.member.full_name, line.mark)
        for line in meeting.attendances
        if must_attend(line.status)
    )


def may_be_called(line: Attendance) -> bool:
    """Suspended and prosecuted members are on the list, but nobody marks them."""
    return may_attend(line.status)


def may_be_exempt(line: Attendance) -> bool:
    """Only whom the cell has exempted is marked so."""
    return is_exempted(line.status)


def comes_unasked(line: Attendance) -> bool:
    """Who need not come is marked by name: whether they are there changes N."""
    return may_attend(line.status) and not must_attend(line.status)


def arrival_time(line: Attendance) -> time | None:
    """Return the hour at which somebody came late."""
    return clock.local(line.late_at).time() if line.late_at is not None else None
