"""Filling the pages of a meeting: its minutes, and a correction of them."""

from collections.abc import Iterable
from uuid import UUID

from partywork.cells.rules.membership import is_away, is_exempted, is_in_statistics, is_official
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock, display
from partywork.core.errors import RuleBroken
from partywork.documents.pages import Person, heading_of, paragraphs
from partywork.documents.rules import strip_academic_titles
from partywork.meetings import rules
from partywork.meetings.models import Addendum, Attendance, Meeting
from partywork.meetings.pages import (
    Absence,
    AddendumPage,
    AssignmentRow,
    AttendanceRow,
    MinutesPage,
)
from partywork.meetings.service import asked, manner, record, roll_call
from partywork.meetings.service.papers.items import parts_of
from partywork.meetings.terms import AttendanceMark, ListOrder, MeetingKind, MinutesStatus, Place

_VOTERS = {
    BodyKind.CELL: "đảng viên",
    BodyKind.CELL_COMMITTEE: "chi ủy viên",
    BodyKind.COMMITTEE: "đảng ủy viên",
    BodyKind.STANDING_COMMITTEE: "ủy viên Ban Thường vụ",
    BodyKind.INSPECTION_COMMISSION: "ủy viên Ủy ban Kiểm tra",
}


def summary_of(meeting: Meeting) -> str:
    """Return what a paper says under its name: «sinh hoạt chi bộ thường kỳ tháng 11 năm 2026»."""
    return meeting.title[:1].lower() + meeting.title[1:]


def minutes_page(meeting: Meeting, *, draft: bool) -> MinutesPage:
    """Fill the minutes of a loaded meeting; every fact the system knows is taken, none typed."""
    lines = roll_call.in_order(meeting, ListOrder.OFFICE)
    counted = roll_call.counts(meeting)
    members = [line for line in lines if is_in_statistics(line.status)]
    starts_at = meeting.opened_at or meeting.starts_at
    came = [one for one in meeting.guests if one.is_present]
    superiors = [one for one in came if one.member_id is not None]
    guests = [one for one in came if one.member_id is None]
    return MinutesPage(
        heading=heading_of(
            meeting.organisation,
            meeting.body.kind,
            day=meeting.starts_on,
            draft_label="Dự thảo" if draft else None,
            is_congress=is_congress(meeting),
        ),
        summary=summary_of(meeting),
        starts_at=starts_at,
        ends_at=meeting.closed_at or starts_at,
        place=meeting.place,
        mode=manner.manner_of(meeting),
        chair=_leader(meeting, meeting.chair_id),
        minutes_taker=_leader(meeting, meeting.minutes_taker_id),
        members=len(members),
        official=sum(is_official(line.status) for line in members),
        present_official=counted.official_present,
        present_probationary=counted.probationary_present,
        parts=parts_of(meeting),
        voters=voters_of(meeting),
        online=_names(line for line in lines if _is_present(line) and line.place is Place.ONLINE),
        exempt=_names(line for line in members if _is_exempt(line)),
        excused=tuple(
            Absence(line.member.full_name, line.reason or "")
            for line in members
            if line.mark is AttendanceMark.EXCUSED and not _need_not_come(line.status)
        ),
        unexcused=_names(
            line
            for line in members
            if line.mark is AttendanceMark.UNEXCUSED and not _need_not_come(line.status)
        ),
        special_duty=_names(line for line in members if line.mark is AttendanceMark.SPECIAL_DUTY),
        temporarily_away=_names(
            line for line in members if is_away(line.status) and not _is_present(line)
        ),
        temporarily_here=_names(
            line
            for line in lines
            if line.status is MembershipStatus.TEMPORARY_GUEST and _is_present(line)
        ),
        superiors=tuple(Person(one.full_name, one.title) for one in superiors),
        guests=tuple(Person(one.full_name, one.title) for one in guests),
        dues=_dues(meeting),
        agenda=tuple(item.title for item in meeting.agenda),
        assignments=tuple(
            AssignmentRow(one.lead.full_name, one.title, one.due_on) for one in meeting.assignments
        ),
        recommendations=asked.rows_of(meeting),
        quality_points=meeting.quality_points,
        quality_level=meeting.quality_level or "",
        is_read_out=record.minutes_status(meeting) is not MinutesStatus.DRAFT,
        attendance_rows=tuple(_attendance_row(meeting, line) for line in lines),
    )


def is_congress(meeting: Meeting) -> bool:
    """Tell whether a meeting is the congress of its organisation."""
    return meeting.kind is MeetingKind.CONGRESS


def voters_of(meeting: Meeting) -> str:
    """Return whom the body counts: đảng viên, đảng ủy viên, delegates."""
    if rules.is_of_delegates(meeting.kind, meeting.body.kind):
        return "đại biểu"
    return _VOTERS[meeting.body.kind]


def _need_not_come(status: MembershipStatus) -> bool:
    return is_exempted(status) or is_away(status)


def _is_present(line: Attendance) -> bool:
    return line.mark is AttendanceMark.PRESENT


def _is_exempt(line: Attendance) -> bool:
    by_status = is_exempted(line.status) and not _is_present(line)
    return by_status or line.mark is AttendanceMark.EXEMPT


def _names(lines: Iterable[Attendance]) -> tuple[str, ...]:
    return tuple(line.member.full_name for line in lines)


def _leader(meeting: Meeting, member_id: UUID | None) -> Person:
    for line in meeting.attendances:
        if line.member_id == member_id:
            office = line.office.label if line.office is not None else ""
            return Person(strip_academic_titles(line.member.full_name), office)
    raise RuleBroken("Chưa xác định người chủ trì và người ghi biên bản.")


def _dues(meeting: Meeting) -> str:
    if meeting.dues_paid is None:
        return meeting.dues_note
    members = sum(is_in_statistics(line.status) for line in meeting.attendances)
    paid = (
        f"{display.count(meeting.dues_paid)}/{display.count(members)} đảng viên đã đóng đảng phí "
        f"{meeting.period.short_label}."
    )
    return f"{paid} {meeting.dues_note}".strip()


def _attendance_row(meeting: Meeting, line: Attendance) -> AttendanceRow:
    notes = [line.status.label] if line.status is not MembershipStatus.OFFICIAL else []
    if _is_present(line) and line.late_at is not None:
        opened_at = meeting.opened_at or meeting.starts_at
        is_same_day = clock.day_of(line.late_at) == clock.day_of(opened_at)
        hour = (display.time_of_day if is_same_day else display.moment)(line.late_at)
        notes.append(f"đến lúc {hour}, muộn {rules.late_minutes(opened_at, line.late_at)} phút")
    if _is_present(line) and line.place is Place.ONLINE:
        notes.append("dự trực tuyến")
    why = None if _is_present(line) else line.reason
    if why:
        notes.append(why)
    return AttendanceRow(
        name=line.member.full_name,
        office=line.office.label if line.office is not None else "",
        mark=line.mark.label,
        note="; ".join(notes),
    )


def addendum_page(meeting: Meeting, addendum: Addendum) -> AddendumPage:
    """Fill the paper of one correction of confirmed minutes."""
    return AddendumPage(
        heading=heading_of(
            meeting.organisation,
            meeting.body.kind,
            day=meeting.starts_on,
            is_congress=is_congress(meeting),
        ),
        summary=summary_of(meeting),
        starts_at=meeting.opened_at or meeting.starts_at,
        place=meeting.place,
        written_at=addendum.created_at,
        author=addendum.author_name,
        paragraphs=paragraphs(addendum.text),
        chair=_leader(meeting, meeting.chair_id),
        minutes_taker=_leader(meeting, meeting.minutes_taker_id),
    )
