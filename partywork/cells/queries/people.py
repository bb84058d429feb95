"""The lists of people an officer works with: who belongs to them, in which order, how many."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from partywork.cells import policy
from partywork.cells.models import Appointment, Member, Membership
from partywork.cells.pages.lists import Wanted
from partywork.cells.queries.standings import holds_on
from partywork.cells.rules.offices import office_rank
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db
from partywork.core.text import fold


def people_on(actor: Actor, day: date, wanted: Wanted) -> Select[Membership]:
    """Return the standings on a day of the people the actor works with, by given name."""
    return (
        _wanted_people(actor, day, wanted)
        .join(Membership.organisation)
        .options(contains_eager(Membership.member), contains_eager(Membership.organisation))
        .order_by(Member.name_sort_key, Membership.id)
    )


def _wanted_people(actor: Actor, day: date, wanted: Wanted) -> Select[Membership]:
    query = policy.visible_people(actor).join(Membership.member).where(holds_on(Membership, day))
    for word in fold(wanted.words).split():
        query = query.where(Member.folded_name.contains(word, autoescape=True))
    if wanted.organisation_id is not None:
        query = query.where(Membership.organisation_id == wanted.organisation_id)
    if wanted.status is not None:
        query = query.where(Membership.status == wanted.status)
    return query


def statuses_of(actor: Actor, day: date, wanted: Wanted) -> dict[MembershipStatus, int]:
    """Count the people of a list by status, in one statement."""
    rows = _wanted_people(actor, day, wanted).subquery()
    counted = (
        select(rows.c.status, func.count().label("number"))
        .group_by(rows.c.status)
        .execution_options(**{SCOPED: True})
    )
    return {row.status: row.number for row in db.session.execute(counted)}


def offices_of_members(
    actor: Actor, member_ids: Collection[UUID], day: date
) -> dict[UUID, OfficeTitle]:
    """Return the highest office each of these people holds anywhere on a day."""
    query = policy.visible_appointments(actor).where(
        Appointment.member_id.in_(member_ids), holds_on(Appointment, day)
    )
    held = sorted(db.session.scalars(query), key=lambda one: office_rank(one.office))
    offices: dict[UUID, OfficeTitle] = {}
    for one in held:
        offices.setdefault(one.member_id, one.office)
    return offices
