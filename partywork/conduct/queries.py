"""Which events are commendations and discipline, and who stands in the registers."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from partywork.cells.models import Appointment, Member, MemberEvent, Membership, Organisation
from partywork.cells.policy import (
    visible_appointments,
    visible_cells,
    visible_events,
    visible_memberships,
)
from partywork.cells.policy.scope import within
from partywork.cells.queries import acts_on, holds_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import EventKind, MembershipStatus, OrganisationKind
from partywork.conduct import policy
from partywork.conduct.models import DisciplineReminder, ResidenceDuty, YearlyCommitment
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db

COMMENDATIONS = (EventKind.COMMENDED,)
DISCIPLINE = (
    EventKind.DISCIPLINED,
    EventKind.PROGRESS_RECOGNISED,
    EventKind.SUSPENDED,
    EventKind.REINSTATED,
    EventKind.EXPELLED,
)
_CONFIDED = (Desk.ORGANISATION, Desk.INSPECTION)


def entries(
    actor: Actor,
    kinds: Collection[EventKind],
    *,
    cell_id: UUID | None = None,
    year: int | None = None,
) -> Select[MemberEvent]:
    """Return the events of these kinds that count, newest first, with member and cell."""
    query = (
        _counting(actor)
        .where(MemberEvent.kind.in_(kinds))
        .options(joinedload(MemberEvent.member), joinedload(MemberEvent.organisation))
        .order_by(MemberEvent.happened_on.desc(), MemberEvent.id.desc())
    )
    if cell_id is not None:
        query = query.where(MemberEvent.organisation_id == cell_id)
    if year is not None:
        first, last = date(year, 1, 1), date(year, 12, 31)
        query = query.where(MemberEvent.happened_on.between(first, last))
    return query


def _counting(actor: Actor) -> Select[MemberEvent]:
    """Leave out what was corrected or voided."""
    mended = visible_events(system(actor.day)).where(MemberEvent.corrects_id.is_not(None))
    return visible_events(actor).where(
        MemberEvent.id.not_in(mended.with_only_columns(MemberEvent.corrects_id))
    )


def of_member(actor: Actor, member_id: UUID, kinds: Collection[EventKind]) -> list[MemberEvent]:
    """Return the events of one member of these kinds, oldest first."""
    query = entries(actor, kinds).where(MemberEvent.member_id == member_id)
    return list(reversed(list(db.session.scalars(query))))


def people(
    actor: Actor, day: date, *, cell_id: UUID | None = None, member_id: UUID | None = None
) -> list[Membership]:
    """Return the standings of a day by given name; temporary guests belong to their own cell."""
    query = (
        policy.visible_people(actor)
        .join(Membership.member)
        .join(Membership.organisation)
        .where(holds_on(Membership, day), Membership.status != MembershipStatus.TEMPORARY_GUEST)
        .options(contains_eager(Membership.member), contains_eager(Membership.organisation))
        .order_by(Member.name_sort_key, Membership.id)
    )
    if cell_id is not None:
        query = query.where(Membership.organisation_id == cell_id)
    if member_id is not None:
        query = query.where(Membership.member_id == member_id)
    return list(db.session.scalars(query))


def disciplined(actor: Actor) -> list[MemberEvent]:
    """Return the disciplines that count and the recognitions of progress, oldest first."""
    query = entries(actor, (EventKind.DISCIPLINED, EventKind.PROGRESS_RECOGNISED))
    return list(reversed(list(db.session.scalars(query))))


def reminded_of() -> set[UUID]:
    """Return the disciplines of which people were told that the cell may consider them.

    One told once more only because its member had moved is the same, of the same day.
    """
    told = set(db.session.scalars(select(DisciplineReminder.event_id)))
    query = visible_events(system(clock.today())).where(MemberEvent.kind == EventKind.DISCIPLINED)
    known = query.with_only_columns(
        MemberEvent.id, MemberEvent.corrects_id, MemberEvent.happened_on
    ).order_by(MemberEvent.sequence)
    days: dict[UUID, date] = {}
    for key, mended, day in db.session.execute(known):
        days[key] = day
        if mended in told and days.get(mended) == day:
            told.add(key)
    return told


def keepers(day: date) -> list[Appointment]:
    """Return who leads a cell or sits at a desk confided with discipline."""
    query = visible_appointments(system(day)).where(
        acts_on(day),
        or_(Appointment.office.in_(SECRETARIES), Appointment.desk.in_(_CONFIDED)),
    )
    return list(db.session.scalars(query.options(joinedload(Appointment.organisation))))


def prompted_cells(actor: Actor) -> list[Organisation]:
    """Return the cells whose prompts the actor sees."""
    query = visible_cells(actor).where(
        within(policy.prompt_paths(actor), Organisation.id),
        Organisation.kind == OrganisationKind.CELL,
        Organisation.existed(actor.day, actor.day),
    )
    return list(db.session.scalars(query.order_by(Organisation.path)))


def prompted(actor: Actor, day: date, cell_id: UUID) -> list[Membership]:
    """Return the people of a cell whose prompts the actor sees, nobody of another."""
    is_seen = any(one.id == cell_id for one in prompted_cells(actor))
    return people(actor, day, cell_id=cell_id) if is_seen else []


def offices_held(member_id: UUID, day: date) -> list[Appointment]:
    """Return the offices in the Party a member holds on a day, the widest organisation first."""
    query = (
        visible_appointments(system(day))
        .join(Appointment.organisation)
        .where(Appointment.member_id == member_id, holds_on(Appointment, day))
        .options(contains_eager(Appointment.organisation))
        .order_by(Organisation.path, Appointment.id)
    )
    return list(db.session.scalars(query))


def standings_in(cell_id: UUID, day: date) -> list[MembershipStatus]:
    """Return how everybody in a cell stood on a day, for the base of its votes."""
    query = visible_memberships(system(day)).where(
        Membership.organisation_id == cell_id, holds_on(Membership, day)
    )
    return [one.status for one in db.session.scalars(query)]


def residence_of(
    actor: Actor, year: int, member_ids: Collection[UUID]
) -> dict[UUID, ResidenceDuty]:
    """Return the register of residence duty of a year by member, whichever cell wrote it."""
    query = policy.visible_residence(actor).where(
        ResidenceDuty.year == year, ResidenceDuty.member_id.in_(member_ids)
    )
    return {one.member_id: one for one in db.session.scalars(query)}


def commitments_of(
    actor: Actor, year: int, member_ids: Collection[UUID]
) -> dict[UUID, YearlyCommitment]:
    """Return the register of commitments of a year by member, whichever cell wrote it."""
    query = policy.visible_commitments(actor).where(
        YearlyCommitment.year == year, YearlyCommitment.member_id.in_(member_ids)
    )
    return {one.member_id: one for one in db.session.scalars(query)}
