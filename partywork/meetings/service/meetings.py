"""Finding meetings: the list, one of them, one to run, one to write in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import flag_modified

from partywork.cells import policy as cells_policy
from partywork.cells.models import Organisation
from partywork.core import clock
from partywork.core.actor import Actor, Role
from partywork.core.db import count_rows, db
from partywork.core.errors import NotVisible, require
from partywork.core.periods import Month
from partywork.documents.models import Document
from partywork.meetings import policy
from partywork.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    MeetingPaper,
)

PER_PAGE = 50
NOT_FOUND = "Không tìm thấy buổi sinh hoạt."
_OVERSEERS = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)
# Where a person's list opens: where they run meetings, then where they oversee, then their cell.
_FIRST_PLACE = (Role.CELL_OFFICER, *_OVERSEERS, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list of meetings and how many there are in all."""

    meetings: list[Meeting]
    total: int


@dataclass(frozen=True, slots=True)
class MonthOfMeetings:
    """A month and its meetings, perhaps none."""

    month: Month
    meetings: list[Meeting]


def get(actor: Actor, meeting_id: UUID, *options: Any) -> Meeting:
    """Return the meeting with its body and organisation, or `NotVisible`, missing or hidden."""
    query = (
        policy.visible(actor)
        .where(Meeting.id == meeting_id)
        .options(joinedload(Meeting.organisation), joinedload(Meeting.body), *options)
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible(NOT_FOUND)
    return found


def check_readable(actor: Actor, meeting_id: UUID) -> None:
    """Raise `NotVisible` unless the actor may read the meeting; nothing of it is loaded."""
    query = policy.visible(actor).where(Meeting.id == meeting_id).with_only_columns(Meeting.id)
    if db.session.scalar(query) is None:
        raise NotVisible(NOT_FOUND)


def for_running(actor: Actor, meeting_id: UUID, *options: Any) -> Meeting:
    """Return the meeting if `actor` runs the meetings of its organisation."""
    meeting = get(actor, meeting_id, *options)
    require(
        policy.may_run(actor, meeting),
        "Việc này thuộc bí thư, phó bí thư, cấp ủy viên của tổ chức họp.",
    )
    return meeting


def for_writing(actor: Actor, meeting_id: UUID, *options: Any) -> Meeting:
    """Return the meeting if `actor` writes its roll-call and minutes."""
    meeting = get(actor, meeting_id, *options)
    require(
        policy.may_write(actor, meeting),
        "Việc này thuộc người ghi biên bản và cấp ủy của tổ chức họp.",
    )
    return meeting


def whole(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return the meeting with everything its own page shows."""
    return get(
        actor,
        meeting_id,
        joinedload(Meeting.expected_chair),
        joinedload(Meeting.expected_minutes_taker),
        joinedload(Meeting.chair),
        joinedload(Meeting.minutes_taker),
        joinedload(Meeting.minutes),
        selectinload(Meeting.agenda).options(
            joinedload(AgendaItem.presenter), joinedload(AgendaItem.vote)
        ),
        selectinload(Meeting.papers).options(
            joinedload(MeetingPaper.document).selectinload(Document.files),
            joinedload(MeetingPaper.item),
        ),
        selectinload(Meeting.invitations).joinedload(Invitation.member),
        selectinload(Meeting.attendances).joinedload(Attendance.member),
        selectinload(Meeting.guests),
    )


def list_visible(
    actor: Actor,
    *,
    year: int,
    month: int | None = None,
    organisation_id: UUID | None = None,
    page: int = 1,
) -> Found:
    """Return the meetings of a year, or of one month, that `actor` may read, newest first."""
    query = policy.visible(actor).where(Meeting.year == year)
    if month is not None:
        query = query.where(Meeting.month == month)
    if organisation_id is not None:
        query = query.where(Meeting.organisation_id == organisation_id)
    rows = (
        query.options(joinedload(Meeting.organisation), joinedload(Meeting.body))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return Found(list(db.session.scalars(rows)), count_rows(query))


def year_of(actor: Actor, organisation_id: UUID, year: int) -> list[MonthOfMeetings]:
    """Return an organisation's year month by month, the newest first.

    Months without a meeting are there too, up to the month after this one.
    """
    query = (
        policy.visible(actor)
        .where(Meeting.year == year, Meeting.organisation_id == organisation_id)
        .options(joinedload(Meeting.body))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )
    months: dict[Month, list[Meeting]] = {}
    last = Month.of(clock.today()).shift(1)
    for number in range(12, 0, -1):
        if Month(year, number) <= last:
            months[Month(year, number)] = []
    for meeting in db.session.scalars(query):
        months.setdefault(meeting.period, []).append(meeting)
    return [MonthOfMeetings(month, months[month]) for month in sorted(months, reverse=True)]


def places(actor: Actor) -> list[Organisation]:
    """Return the organisations in which `actor` has a role, the most active role first."""
    order: dict[UUID, int] = {}
    for rank, role in enumerate(_FIRST_PLACE):
        for grant in actor.grants:
            if grant.role is role:
                order.setdefault(grant.organisation_id, rank)
    query = cells_policy.visible_organisations(actor).where(Organisation.id.in_(order))
    return sorted(db.session.scalars(query), key=lambda one: (order[one.id], one.path))


def oversees(actor: Actor) -> bool:
    """Say whether meetings that others filed are part of the actor's list."""
    return actor.has(*_OVERSEERS)


def changed(meeting: Meeting) -> None:
    """Make the save of parts of a meeting a newer version of the meeting itself."""
    flag_modified(meeting, "title")
