"""Which meetings still wait for something, and the roll-calls of a year."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, or_
from sqlalchemy.orm import joinedload

from partywork.cells.models import Body, Member, Membership
from partywork.cells.policy import visible_memberships
from partywork.cells.queries import holds_on
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.meetings import policy
from partywork.meetings.models import Attendance, Delegate, Meeting
from partywork.meetings.rules import RollLine
from partywork.meetings.terms import MeetingKind, MeetingStatus

_HELD = (MeetingStatus.CLOSED, MeetingStatus.FILED)
_FINISHED = (MeetingStatus.FILED, MeetingStatus.CANCELLED)


def unfinished(actor: Actor, organisation_id: UUID) -> Select[Meeting]:
    """Return the meetings that are planned, under way or not filed yet."""
    return policy.visible(actor).where(
        Meeting.organisation_id == organisation_id, Meeting.status.not_in(_FINISHED)
    )


def delegates_of(actor: Actor, meeting_id: UUID) -> list[Delegate]:
    """Return the delegates of a congress with the members they are."""
    query = policy.visible_delegates(actor).where(Delegate.meeting_id == meeting_id)
    return list(db.session.scalars(query.options(joinedload(Delegate.member))))


def standings_on(member_ids: Sequence[UUID], day: date) -> dict[UUID, MembershipStatus]:
    """Return the standing of people on a day, at home and not where they are guests."""
    query = visible_memberships(system(day)).where(
        Membership.member_id.in_(member_ids),
        Membership.status != MembershipStatus.TEMPORARY_GUEST,
        holds_on(Membership, day),
    )
    return {one.member_id: one.status for one in db.session.scalars(query)}


def kinds_in(actor: Actor, body_id: UUID, months: Sequence[Month]) -> list[MeetingKind]:
    """Return of what kind a body's meetings of some months are, called-off ones left out."""
    query = policy.visible(actor).where(
        Meeting.body_id == body_id,
        or_(*(and_(Meeting.year == one.year, Meeting.month == one.month) for one in months)),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    return list(db.session.scalars(query.with_only_columns(Meeting.kind)))


def of_whole_cells(query: Select[Attendance], first: date, last: date) -> Select[Attendance]:
    """Keep the lines of ended meetings of whole cells on these days, for all counts of a year.

    Bí thư and phó bí thư who confer («hội ý») hold no «sinh hoạt»; a tổ đảng that meets in place of
    its cell does. Before a meeting ends a mark may still change. It joins the meeting.
    """
    return (
        query.join(Attendance.meeting)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.kind == BodyKind.CELL,
            Meeting.kind != MeetingKind.CONFERRING,
            Meeting.status.in_(_HELD),
            Meeting.starts_at >= clock.instant_of(first, time()),
            Meeting.starts_at < clock.instant_of(last + timedelta(days=1), time()),
        )
    )


def roll_line(row: Row[Any]) -> RollLine:
    """Return one row of the roll of a year as the rules see it."""
    return RollLine(
        clock.day_of(row.starts_at), row.kind, row.status, row.mark, row.late_at is not None
    )


def roll_of_year(
    actor: Actor, year: int, organisation_id: UUID | None = None, member_id: UUID | None = None
) -> list[Row[Any]]:
    """Return the roll-calls of the meetings that whole cells held in a calendar year, by day.

    Of one organisation or one member where asked; as plain rows, for there may be thousands.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = (
        of_whole_cells(policy.visible_attendances(actor), first, last)
        .join(Member, Member.id == Attendance.member_id)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    if organisation_id is not None:
        query = query.where(Meeting.organisation_id == organisation_id)
    if member_id is not None:
        query = query.where(Attendance.member_id == member_id)
    columns: tuple[Any, ...] = (
        Meeting.organisation_id,
        Attendance.meeting_id,
        Meeting.title,
        Meeting.kind,
        Meeting.starts_at,
        Attendance.member_id,
        Member.full_name,
        Member.name_sort_key,
        Attendance.status,
        Attendance.mark,
        Attendance.late_at,
    )
    return list(db.session.execute(query.with_only_columns(*columns)))
