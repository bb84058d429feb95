"""Writing the minutes: sections, statements, dues, assignments, reading out."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots.terms import VoteStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.core.text import tidy
from partywork.documents.service import refuse_secret
from partywork.live import service as live
from partywork.meetings import rules
from partywork.meetings.models import Assignment, Meeting, Statement
from partywork.meetings.service import asked, record
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.tasks.rules import check_due


def may_write_now(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the page offers the editor to the actor."""
    try:
        record.check_writing(actor, meeting)
    except (RuleBroken, NotAllowed):
        return False
    return True


def add_statement(
    actor: Actor,
    meeting_id: UUID,
    item_id: UUID,
    *,
    member_id: UUID,
    text: str,
    said_at: datetime | None = None,
) -> Statement:
    """Write down what one person said on one item, and when if the room knows it."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        item = record.item_of(meeting, item_id)
        text = text.strip()
        if not text:
            raise RuleBroken("Hãy ghi nội dung ý kiến.", "text")
        refuse_secret(actor, text)
        if member_id not in {member for member, _ in speakers(meeting)}:
            raise RuleBroken("Hãy chọn đồng chí dự họp.", "member_id")
        statement = Statement(
            organisation_id=meeting.organisation_id,
            item_id=item.id,
            member_id=member_id,
            text=text,
            said_at=said_at,
        )
        db.session.add(statement)
        db.session.flush()
        audit.record(
            actor,
            "minutes.add_statement",
            statement,
            organisation_path=meeting.organisation.path,
            section=item.code or item.position,
        )
        live.publish(meeting_id, "minutes")
    return statement


def speakers(meeting: Meeting) -> list[tuple[UUID, str]]:
    """Return who may be written down as a speaker: everybody not marked absent, by name.

    After them who has come from the committee above: they speak, and count in nothing.
    """
    here = (AttendanceMark.PRESENT, AttendanceMark.NOT_CALLED)
    lines = [line for line in meeting.attendances if line.mark in here]
    lines.sort(key=lambda line: line.member.name_sort_key)
    on_roll = {line.member_id for line in meeting.attendances}
    visitors = [
        (one.member_id, one.full_name)
        for one in meeting.guests
        if one.is_present and one.member_id is not None and one.member_id not in on_roll
    ]
    return [(line.member_id, line.member.full_name) for line in lines] + visitors


def said_by_roll(meeting: Meeting) -> list[UUID]:
    """Return who of the roll spoke, once for each statement; a visitor is in no such figure."""
    on_roll = {line.member_id for line in meeting.attendances}
    said = [one.member_id for item in meeting.agenda for one in item.statements]
    return [one for one in said if one in on_roll]


def remove_statement(actor: Actor, meeting_id: UUID, statement_id: UUID) -> None:
    """Take a statement out of minutes that are still being written."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        for item in meeting.agenda:
            for statement in item.statements:
                if statement.id == statement_id:
                    db.session.delete(statement)
                    audit.record(
                        actor,
                        "minutes.remove_statement",
                        statement,
                        organisation_path=meeting.organisation.path,
                        section=item.code or item.position,
                    )
                    live.publish(meeting_id, "minutes")
                    return
        raise NotVisible()


def note_dues(
    actor: Actor, meeting_id: UUID, *, version: int, dues_paid: int | None, dues_note: str
) -> None:
    """Note at A4 how many have paid this month's dues."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        meeting.expect_version(version)
        refuse_secret(actor, dues_note)
        if dues_paid is not None and not 0 <= dues_paid <= len(meeting.attendances):
            raise RuleBroken(
                f"Số đảng viên đã đóng phải từ 0 đến {len(meeting.attendances)}.", "dues_paid"
            )
        before = meeting.dues_paid
        meeting.dues_paid = dues_paid
        meeting.dues_note = tidy(dues_note)
        audit.record(
            actor,
            "meeting.note_dues",
            meeting,
            organisation_path=meeting.organisation.path,
            dues=[before, meeting.dues_paid],
        )
        live.publish(meeting_id, "minutes")


def note_quality(
    actor: Actor, meeting_id: UUID, *, version: int, points: int | None, level: str
) -> None:
    """Note at C5 what the meeting gave itself on paper, of 100 points, if it did."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        meeting.expect_version(version)
        if meeting.is_marked_on_sheet:
            raise RuleBroken("Buổi này chấm theo bảng điểm; hãy sửa ở bảng điểm.")
        refuse_secret(actor, level)
        if points is not None and not 0 <= points <= 100:
            raise RuleBroken("Tổng điểm phải từ 0 đến 100.", "quality_points")
        before = meeting.quality_points
        meeting.quality_points = points
        meeting.quality_level = tidy(level) or None
        audit.record(
            actor,
            "meeting.note_quality",
            meeting,
            organisation_path=meeting.organisation.path,
            quality=[before, meeting.quality_points],
        )
        live.publish(meeting_id, "minutes", "quality")


def write_quality(actor: Actor, meeting_id: UUID, *, points: int, level: str) -> Meeting:
    """Write at C5 what the sheet of the meeting adds up to, inside the running transaction.

    Whole points: a rest is left out, never rounded up.
    """
    meeting = record.for_change(actor, meeting_id)
    meeting.is_marked_on_sheet = True
    meeting.quality_points, meeting.quality_level = points, level
    live.publish(meeting_id, "quality")
    return meeting


def assign(
    actor: Actor, meeting_id: UUID, *, lead_id: UUID, title: str, due_on: date
) -> Assignment:
    """Write down at C2 what one member is to do until which day."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        title = tidy(title)
        if not title:
            raise RuleBroken("Hãy ghi việc được giao.", "title")
        refuse_secret(actor, title)
        if lead_id not in {line.member_id for line in meeting.attendances}:
            raise RuleBroken("Hãy chọn đồng chí của cuộc họp.", "lead_id")
        check_due(clock.day_of(meeting.opened_at or meeting.starts_at), due_on)
        assignment = Assignment(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            lead_id=lead_id,
            title=title,
            due_on=due_on,
        )
        db.session.add(assignment)
        db.session.flush()
        audit.record(
            actor,
            "meeting.assign",
            assignment,
            organisation_path=meeting.organisation.path,
            lead=lead_id,
            due_on=due_on,
        )
        live.publish(meeting_id, "minutes")
    return assignment


def leads(meeting: Meeting) -> list[tuple[UUID, str]]:
    """Return who may be given a task: everybody of the body, by name."""
    lines = sorted(meeting.attendances, key=lambda line: line.member.name_sort_key)
    return [(line.member_id, line.member.full_name) for line in lines]


def remove_assignment(actor: Actor, meeting_id: UUID, assignment_id: UUID) -> None:
    """Take a task out of minutes that are still being written."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        for assignment in meeting.assignments:
            if assignment.id == assignment_id:
                db.session.delete(assignment)
                audit.record(
                    actor,
                    "meeting.unassign",
                    assignment,
                    organisation_path=meeting.organisation.path,
                    lead=assignment.lead_id,
                    due_on=assignment.due_on,
                )
                live.publish(meeting_id, "minutes")
                return
        raise NotVisible()


def check_read_out(meeting: Meeting) -> None:
    """Refuse to adopt minutes while a vote is unfinished or nobody answers for the text."""
    if meeting.chair_id is None or meeting.minutes_taker_id is None:
        raise RuleBroken("Chưa xác định người chủ trì và người ghi biên bản.")
    rules.check_two_people(meeting.minutes_taker_id, meeting.chair_id)
    for item in meeting.agenda:
        if item.vote is not None and item.vote.status in (VoteStatus.PREPARED, VoteStatus.OPEN):
            raise RuleBroken(
                f"Biểu quyết «{item.vote.question}» {item.vote.status.label.lower()}. "
                "Hãy ghi kết quả hoặc bỏ nội dung này trước khi thông qua biên bản."
            )


@dataclass(frozen=True, slots=True)
class ReadingOut:
    """Minutes about to be read to the meeting; `refusal` says what must be done first."""

    meeting: Meeting
    refusal: str | None


def for_reading_out(actor: Actor, meeting_id: UUID) -> ReadingOut:
    """Return the minutes that the meeting is about to hear."""
    meeting = record.whole(actor, meeting_id)
    record.check_writing(actor, meeting)
    try:
        check_read_out(meeting)
    except RuleBroken as broken:
        return ReadingOut(meeting, broken.message)
    return ReadingOut(meeting, None)


def read_out(actor: Actor, meeting_id: UUID) -> None:
    """Record that the minutes were read to the meeting and adopted; nobody edits them after."""
    with transaction():
        meeting = record.for_change(actor, meeting_id)
        check_read_out(meeting)
        minutes = record.begin_minutes(meeting)
        rules.check_minutes_step(minutes.status, MinutesStatus.ADOPTED)
        minutes.recommendations = asked.keep(meeting)
        minutes.status = MinutesStatus.ADOPTED
        minutes.read_out_at = clock.now()
        audit.record(actor, "minutes.adopt", minutes, organisation_path=meeting.organisation.path)
        live.publish(meeting_id, "minutes")


def remind_to_confirm(meeting: Meeting) -> None:
    """Tell the minutes taker and the chair that their confirmation is awaited."""
    people = [one for one in (meeting.minutes_taker_id, meeting.chair_id) if one is not None]
    notifications.tell(
        people,
        NoticeKind.MINUTES,
        title=f"Chờ xác nhận biên bản: {meeting.title}",
        text="Đồng chí hãy đọc lại và xác nhận biên bản.",
        path=f"/meetings/{meeting.id}/minutes/confirm",
    )
