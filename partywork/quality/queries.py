"""Sheets with their lines, and who stayed away how often in a row."""

from uuid import UUID

from sqlalchemy.orm import contains_eager, joinedload, selectinload

from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.meetings.models import Meeting
from partywork.meetings.queries import roll_line, roll_of_year
from partywork.meetings.rules import RollLine
from partywork.meetings.terms import MeetingStatus
from partywork.quality import policy
from partywork.quality.models import QualitySheet

_ENDED = (MeetingStatus.CLOSED, MeetingStatus.FILED)


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


def rolls_until(meeting: Meeting) -> list[list[RollLine]]:
    """Return the roll-calls of the year up to this meeting of everybody on its roll.

    They are the whole year's whoever marks the meeting: a minutes taker may be new in the cell.
    """
    day = meeting.starts_on
    lines: dict[UUID, list[RollLine]] = {one.member_id: [] for one in meeting.attendances}
    for row in roll_of_year(system(day), day.year, meeting.organisation_id):
        if row.member_id in lines and row.starts_at < meeting.starts_at:
            lines[row.member_id].append(roll_line(row))
    for one in meeting.attendances:
        lines[one.member_id].append(RollLine(day, meeting.kind, one.status, one.mark))
    return list(lines.values())
