"""Sheets with their lines, and who stayed away how often in a row."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import contains_eager, joinedload, selectinload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.meetings.models import Attendance, Meeting
from partywork.meetings.policy import visible_attendances
from partywork.meetings.terms import PARTIAL_KINDS, AttendanceMark, MeetingKind, MeetingStatus
from partywork.quality import policy
from partywork.quality.models import QualitySheet

_ENDED = (MeetingStatus.CLOSED, MeetingStatus.FILED)
# Further back than any streak that a provision could name.
_LOOK_BACK = timedelta(days=400)


def sheet_of(actor: Actor, meeting_id: UUID) -> QualitySheet | None:
    """Return the sheet of a meeting with its lines, if it has been marked."""
    query = (
        policy.visible(actor)
        .where(QualitySheet.meeting_id == meeting_id)
        .options(selectinload(QualitySheet.lines))
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(query)


def sheets_of_year(actor: Actor, year: int, organisation_id: UUID | None) -> list[QualitySheet]:
    """Return the sheets of a year of work with their meetings, by day."""
    query = (
        policy.visible(actor)
        .join(Meeting, Meeting.id == QualitySheet.meeting_id)
        .where(Meeting.year == year)
        .options(contains_eager(QualitySheet.meeting).joinedload(Meeting.organisation))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    if organisation_id is not None:
        query = query.where(QualitySheet.organisation_id == organisation_id)
    return list(db.session.scalars(query))


def unfinished(actor: Actor) -> list[QualitySheet]:
    """Return the sheets that are not official yet, with their meetings and lines."""
    query = (
        policy.visible(actor)
        .join(Meeting, Meeting.id == QualitySheet.meeting_id)
        .where(QualitySheet.official_on.is_(None), Meeting.status.in_(_ENDED))
        .options(
            contains_eager(QualitySheet.meeting).options(
                joinedload(Meeting.organisation), joinedload(Meeting.body)
            ),
            selectinload(QualitySheet.lines),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return list(db.session.scalars(query))


def excused_streaks(actor: Actor, meeting: Meeting) -> dict[UUID, int]:
    """Return how many regular meetings in a row, this one last, each excused person missed."""
    query = (
        visible_attendances(actor)
        .join(Attendance.meeting)
        .options(contains_eager(Attendance.meeting))
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.kind.not_in((MeetingKind.EXTRAORDINARY, *PARTIAL_KINDS)),
            Meeting.starts_at.between(
                meeting.starts_at - _LOOK_BACK, meeting.starts_at - timedelta(seconds=1)
            ),
            Meeting.status.in_(_ENDED),
        )
        .order_by(Meeting.starts_at.desc())
    )
    before: dict[datetime, dict[UUID, AttendanceMark]] = {}
    for line in db.session.scalars(query):
        before.setdefault(line.meeting.starts_at, {})[line.member_id] = line.mark
    marks = [{line.member_id: line.mark for line in meeting.attendances}]
    marks += before.values()
    return {member: _streak(member, marks) for member in marks[0]}


def _streak(member: UUID, meetings: Iterable[dict[UUID, AttendanceMark]]) -> int:
    length = 0
    for marks in meetings:
        if marks.get(member) is not AttendanceMark.EXCUSED:
            break
        length += 1
    return length
