"""Who belongs to what on a day, for lists, roll-calls and votes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from partywork.cells import policy
from partywork.cells.models import (
    Appointment,
    Body,
    CellGroup,
    GroupPlace,
    Member,
    Membership,
    TermOfOffice,
)
from partywork.cells.rules.membership import offices_rest
from partywork.cells.rules.movements import Stay
from partywork.cells.rules.offices import office_rank
from partywork.cells.terms import BodyKind, MembershipStatus, OfficeTitle
from partywork.core.actor import Actor
from partywork.core.db import SCOPED, db

# Which offices make somebody a member of a body; everybody belongs to the body of a cell.
BODY_OFFICES: dict[BodyKind, frozenset[OfficeTitle]] = {
    BodyKind.CELL_COMMITTEE: frozenset(
        {
            OfficeTitle.SECRETARY,
            OfficeTitle.DEPUTY_SECRETARY,
            OfficeTitle.CELL_COMMITTEE_MEMBER,
        }
    ),
    BodyKind.COMMITTEE: frozenset(
        {
            OfficeTitle.SECRETARY,
            OfficeTitle.DEPUTY_SECRETARY,
            OfficeTitle.STANDING_COMMITTEE_MEMBER,
            OfficeTitle.COMMITTEE_MEMBER,
        }
    ),
    BodyKind.STANDING_COMMITTEE: frozenset(
        {
            OfficeTitle.SECRETARY,
            OfficeTitle.DEPUTY_SECRETARY,
            OfficeTitle.STANDING_COMMITTEE_MEMBER,
        }
    ),
    BodyKind.INSPECTION_COMMISSION: frozenset(
        {
            OfficeTitle.INSPECTION_HEAD,
            OfficeTitle.INSPECTION_DEPUTY,
            OfficeTitle.INSPECTION_MEMBER,
        }
    ),
}


@dataclass(frozen=True, slots=True)
class PersonOnDay:
    """A member of a body on a day: who, with which status and office there."""

    member: Member
    status: MembershipStatus
    office: OfficeTitle | None


def by_office(person: PersonOnDay) -> tuple[int, str]:
    """Sort key «theo chức vụ»: bí thư, phó bí thư, cấp ủy viên, then by name."""
    return office_rank(person.office), person.member.name_sort_key


def by_name(person: PersonOnDay) -> str:
    """Sort key «theo ABC»: Vietnamese order of given names."""
    return person.member.name_sort_key


def body_members_on(actor: Actor, body: Body, day: date) -> list[PersonOnDay]:
    """Return who belongs to a body on a day, «theo chức vụ».

    A cell's body is everybody of the cell, temporary guests included. Other bodies are the
    holders of their offices, all of whom count as official members of the body.
    """
    offices = offices_on(actor, body.organisation_id, day)
    if body.kind is BodyKind.CELL:
        people = [
            PersonOnDay(one.member, one.status, offices.get(one.member_id))
            for one in memberships_on(actor, body.organisation_id, day)
        ]
    else:
        wanted = BODY_OFFICES[body.kind]
        people = [
            PersonOnDay(held.member, MembershipStatus.OFFICIAL, held.office)
            for held in acting_on(actor, body.organisation_id, day)
            if held.office in wanted
        ]
        people = list({person.member.id: person for person in people}.values())
    return sorted(people, key=by_office)


def memberships_on(actor: Actor, organisation_id: UUID, day: date) -> list[Membership]:
    """Return the memberships of a cell that hold on a day, with their members."""
    query = (
        policy.visible_memberships(actor)
        .where(
            Membership.organisation_id == organisation_id,
            holds_on(Membership, day),
        )
        .options(joinedload(Membership.member))
    )
    return list(db.session.scalars(query))


def appointments_on(actor: Actor, organisation_id: UUID, day: date) -> list[Appointment]:
    """Return the offices of an organisation held on a day, highest first."""
    return _offices(actor, organisation_id, holds_on(Appointment, day))


def acting_on(actor: Actor, organisation_id: UUID, day: date) -> list[Appointment]:
    """Return the offices of an organisation whose rights do not rest on a day, highest first.

    These sign, decide and are told; `appointments_on` says who holds an office.
    """
    return _offices(actor, organisation_id, acts_on(day))


def _offices(
    actor: Actor, organisation_id: UUID, condition: ColumnElement[bool]
) -> list[Appointment]:
    query = (
        policy.visible_appointments(actor)
        .where(Appointment.organisation_id == organisation_id, condition)
        .options(joinedload(Appointment.member))
    )
    held = list(db.session.scalars(query))
    return sorted(held, key=lambda one: (office_rank(one.office), one.member.name_sort_key))


def offices_on(actor: Actor, organisation_id: UUID, day: date) -> dict[UUID, OfficeTitle]:
    """Return the highest office each member holds in an organisation on a day."""
    offices: dict[UUID, OfficeTitle] = {}
    for held in appointments_on(actor, organisation_id, day):
        offices.setdefault(held.member_id, held.office)
    return offices


def term_on(actor: Actor, organisation_id: UUID, day: date) -> TermOfOffice | None:
    """Return the term of office of an organisation on a day."""
    query = policy.visible_terms(actor).where(
        TermOfOffice.organisation_id == organisation_id,
        holds_on(TermOfOffice, day),
    )
    return db.session.scalar(query.order_by(TermOfOffice.starts_on.desc()).limit(1))


def statuses_on(
    actor: Actor, day: date, organisation_id: UUID | None = None
) -> dict[UUID, dict[MembershipStatus, int]]:
    """Count the people the actor may see by cell and status on a day, in one statement."""
    seen = policy.visible_memberships(actor).where(holds_on(Membership, day))
    if organisation_id is not None:
        seen = seen.where(Membership.organisation_id == organisation_id)
    rows = seen.subquery()
    counted = (
        select(rows.c.organisation_id, rows.c.status, func.count())
        .group_by(rows.c.organisation_id, rows.c.status)
        .execution_options(**{SCOPED: True})
    )
    found: dict[UUID, dict[MembershipStatus, int]] = {}
    for cell_id, status, count in db.session.execute(counted):
        found.setdefault(cell_id, {})[status] = count
    return found


def secretaries_on(actor: Actor, day: date) -> dict[UUID, Member]:
    """Return the bí thư of each organisation on a day."""
    query = (
        policy.visible_appointments(actor)
        .where(Appointment.office == OfficeTitle.SECRETARY, holds_on(Appointment, day))
        .options(joinedload(Appointment.member))
        .order_by(Appointment.starts_on)
    )
    return {held.organisation_id: held.member for held in db.session.scalars(query)}


def stays_of(query: Select[Membership]) -> tuple[Stay, ...]:
    """Return standings as the rules of movement read them; only what these need is loaded."""
    wanted = query.with_only_columns(
        Membership.member_id,
        Membership.organisation_id,
        Membership.status,
        Membership.starts_on,
        Membership.ends_on,
        Membership.joining_reason,
        Membership.leaving_reason,
    )
    return tuple(Stay(*row) for row in db.session.execute(wanted))


def holds_on(
    kind: type[Membership | Appointment | TermOfOffice | CellGroup | GroupPlace], day: date
) -> ColumnElement[bool]:
    """Return the condition «it has begun by that day and not ended before»."""
    return and_(kind.starts_on <= day, or_(kind.ends_on.is_(None), kind.ends_on >= day))


def acts_on(day: date) -> ColumnElement[bool]:
    """Return the condition «the office is held that day, and its rights do not rest»."""
    barred = select(Membership.member_id).where(
        holds_on(Membership, day),
        Membership.status.in_([one for one in MembershipStatus if offices_rest([one])]),
    )
    return and_(holds_on(Appointment, day), Appointment.member_id.not_in(barred))
