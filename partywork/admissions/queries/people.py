"""Who is official, on probation or in office, and which alerts they were sent."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from partywork.admissions.models import (
    SentAlert,
)
from partywork.cells.models import Appointment, Member, Membership
from partywork.cells.policy import visible_appointments, visible_people
from partywork.cells.queries import acting_on, acts_on, memberships_on
from partywork.cells.rules.membership import is_official
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import SCOPED, db


def official_members(organisation_id: UUID, day: date) -> list[Membership]:
    """Return the official members of a cell on a day, by given name."""
    found = memberships_on(system(day), organisation_id, day)
    official = [one for one in found if is_official(one.status)]
    return sorted(official, key=lambda one: one.member.name_sort_key)


def statuses_in(organisation_id: UUID, day: date) -> list[MembershipStatus]:
    """Return the standing of everybody in a cell on a day."""
    return [one.status for one in memberships_on(system(day), organisation_id, day)]


def probationers(actor: Actor, day: date) -> list[Membership]:
    """Return the probationary members whom the actor looks after on a day, by given name."""
    statuses = [
        one
        for one in MembershipStatus
        if not is_official(one) and one is not MembershipStatus.TEMPORARY_GUEST
    ]
    query = (
        visible_people(actor)
        .join(Membership.member)
        .where(
            Membership.status.in_(statuses),
            Membership.starts_on <= day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
        )
        .options(contains_eager(Membership.member), joinedload(Membership.organisation))
        .order_by(Member.name_sort_key, Membership.id)
    )
    return list(db.session.scalars(query))


def sent_alerts(member_ids: Collection[UUID]) -> set[tuple[UUID, str, date]]:
    """Return which alerts about these members were sent."""
    query = select(SentAlert).where(SentAlert.member_id.in_(member_ids))
    found = db.session.scalars(query.execution_options(**{SCOPED: True}))
    return {(one.member_id, one.code, one.about_on) for one in found}


def cell_officers(organisation_id: UUID, day: date) -> list[UUID]:
    """Return the officers of a cell, highest first."""
    held = acting_on(system(day), organisation_id, day)
    return [one.member_id for one in held]


def organisation_desk(path: str, day: date) -> list[UUID]:
    """Return who sits on a day at the organisation desks above a place in the tree."""
    query = (
        visible_appointments(system(day))
        .where(
            Appointment.desk == Desk.ORGANISATION,
            acts_on(day),
        )
        .options(joinedload(Appointment.organisation))
    )
    held = db.session.scalars(query)
    return [one.member_id for one in held if path.startswith(one.organisation.path)]


def in_order(people: Iterable[UUID | None]) -> list[UUID]:
    """Return people without repetition and without gaps, in order."""
    return list(dict.fromkeys(one for one in people if one is not None))
