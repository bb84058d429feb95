"""The calendar of the cells below: when they meet, and who of the committee above attends."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells import policy as cells_policy
from partywork.cells.models import Organisation
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import require
from partywork.core.periods import Month
from partywork.meetings import policy, rules
from partywork.meetings.models import Guest, Invitation, Meeting
from partywork.meetings.rules.calendar import Span, at_once
from partywork.meetings.terms import MeetingKind, MeetingStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_YOURS = "Lịch sinh hoạt các chi bộ dành cho Đảng ủy, văn phòng và Ủy ban Kiểm tra."


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody of the committee above who is to attend; `is_double` if expected elsewhere too."""

    member_id: UUID
    name: str
    title: str
    is_double: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting of the calendar: its hours and place, never what it is about."""

    meeting_id: UUID
    cell: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    place: str
    visitors: tuple[Visitor, ...]
    may_assign: bool
    may_join: bool
    may_leave: UUID | None


@dataclass(frozen=True, slots=True)
class MonthOfCells:
    """A month day by day, and the cells that have announced nothing in it."""

    month: Month
    days: list[tuple[date, list[Entry]]]
    silent: list[str]

    @property
    def has_doubles(self) -> bool:
        """Say whether anybody is expected in two places at once."""
        return any(
            visitor.is_double
            for _day, entries in self.days
            for entry in entries
            for visitor in entry.visitors
        )


def of_month(actor: Actor, month: Month) -> MonthOfCells:
    """Return the announced meetings of the cells the actor oversees."""
    require(policy.may_see_calendar(actor), _NOT_YOURS)
    found = _meetings(actor, month)
    visitors = _visitors(actor, month)
    doubles = _doubles(found, visitors, month)
    entries = [_entry(actor, one, visitors[one.id], doubles) for one in found]
    announced = {one.organisation_id for one in found if one.status is not MeetingStatus.CANCELLED}
    cells = db.session.scalars(
        cells_policy.visible_organisations(actor)
        .where(Organisation.kind == OrganisationKind.CELL)
        .order_by(Organisation.path)
    )
    return MonthOfCells(
        month=month,
        days=[
            (day, list(group))
            for day, group in groupby(entries, lambda one: clock.day_of(one.starts_at))
        ],
        silent=[
            one.name
            for one in cells
            if one.id not in announced
            and not one.has_ended_by(month.first_day)
            and policy.oversees(actor, one.path)
        ],
    )


def _in_month(month: Month) -> tuple[datetime, datetime]:
    return (
        clock.instant_of(month.first_day, time()),
        clock.instant_of(month.shift(1).first_day, time()),
    )


def _meetings(actor: Actor, month: Month) -> list[Meeting]:
    first, end = _in_month(month)
    query = (
        policy.visible_calendar(actor)
        .where(Meeting.starts_at >= first, Meeting.starts_at < end)
        .options(joinedload(Meeting.organisation))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return list(db.session.scalars(query))


def _visitors(actor: Actor, month: Month) -> dict[UUID, list[Guest]]:
    first, end = _in_month(month)
    query = (
        policy.visible_visitors(actor)
        .join(Meeting, Meeting.id == Guest.meeting_id)
        .where(Meeting.starts_at >= first, Meeting.starts_at < end)
        .order_by(Guest.created_at, Guest.id)
    )
    found: dict[UUID, list[Guest]] = defaultdict(list)
    for one in db.session.scalars(query):
        found[one.meeting_id].append(one)
    return found


def _doubles(
    found: list[Meeting], visitors: dict[UUID, list[Guest]], month: Month
) -> set[tuple[object, object]]:
    """Find who is expected twice at once: as a visitor, or in the own cell as everybody."""
    keys = {
        False: ProvisionKey.MEETING_MIN_MINUTES,
        True: ProvisionKey.MEETING_COMBINED_MINUTES,
    }
    lengths = {
        with_theme: timedelta(minutes=rules.least_minutes(provisions.value(key, month.first_day)))
        for with_theme, key in keys.items()
    }
    hours = {
        one.id: (
            one.starts_at,
            one.starts_at + lengths[rules.has_theme(one.kind)],
        )
        for one in found
        if one.status is not MeetingStatus.CANCELLED
    }
    people = {guest.member_id for guests in visitors.values() for guest in guests}
    invited = policy.visible_invitations(system(clock.today())).where(
        Invitation.member_id.in_(people),
        Invitation.meeting_id.in_(hours),
        Invitation.sent_at.is_not(None),
    )
    expected = {(one.member_id, one.meeting_id) for one in db.session.scalars(invited)}
    expected |= {
        (one.member_id, key)
        for key, guests in visitors.items()
        for one in guests
        if one.member_id is not None
    }
    return at_once(Span(person, key, *hours[key]) for person, key in expected if key in hours)


def _entry(
    actor: Actor, one: Meeting, guests: list[Guest], doubles: set[tuple[object, object]]
) -> Entry:
    is_open = one.status is MeetingStatus.INVITED
    is_there = any(guest.member_id == actor.member_id for guest in guests)
    may_visit = is_open and policy.may_visit(actor, one.organisation.path, actor.member_id)
    return Entry(
        meeting_id=one.id,
        cell=one.organisation_name,
        kind=one.kind,
        status=one.status,
        starts_at=one.starts_at,
        place=one.place,
        visitors=tuple(
            Visitor(
                guest.member_id, guest.full_name, guest.title, (guest.member_id, one.id) in doubles
            )
            for guest in guests
            if guest.member_id is not None
        ),
        may_assign=is_open and policy.may_assign_visitors(actor, one.organisation.path),
        may_join=may_visit and not is_there,
        may_leave=actor.member_id if may_visit and is_there else None,
    )
