"""From a user to an actor: the roles that hold today, from appointments, mandates and cases."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from partywork.accounts.models import InspectionCase, Mandate, User
from partywork.cells.models import Appointment, Membership, Organisation
from partywork.cells.policy import visible_appointments
from partywork.cells.rules.membership import may_attend, offices_rest
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Desk, Grant, OpenCase, Role, system
from partywork.core.db import SCOPED, db
from partywork.web.login import Person

_AS_SYSTEM = {SCOPED: True}

_OFFICE = (OfficeTitle.OFFICE_HEAD, OfficeTitle.OFFICE_STAFF)
_INSPECTION = (
    OfficeTitle.INSPECTION_HEAD,
    OfficeTitle.INSPECTION_DEPUTY,
    OfficeTitle.INSPECTION_MEMBER,
)


class _Held(NamedTuple):
    """An office held today, and where."""

    office: OfficeTitle
    desk: Desk | None
    organisation_id: UUID
    kind: OrganisationKind
    path: str
    name: str


class _Place(NamedTuple):
    """A cell somebody stands in today."""

    status: MembershipStatus
    organisation_id: UUID
    path: str
    name: str


def role_of(office: OfficeTitle, kind: OrganisationKind) -> Role:
    """Return the role an office gives in an organisation of that kind."""
    if office in _OFFICE:
        return Role.OFFICE
    if office in _INSPECTION:
        return Role.INSPECTOR
    return Role.CELL_OFFICER if kind is OrganisationKind.CELL else Role.COMMITTEE


def person_of(user: User, day: date) -> Person:
    """Return the actor a user is on a day, with the words pages show beside the name."""
    memberships = _memberships(user.member_id, day)
    is_barred = offices_rest(one.status for one in memberships)
    appointments = [] if is_barred else _appointments(user.member_id, day)
    grants = [
        Grant(
            role=role_of(held.office, held.kind),
            organisation_id=held.organisation_id,
            path=held.path,
            office=held.office.value,
            desk=held.desk,
        )
        for held in appointments
    ]
    grants += [
        Grant(Role.MEMBER, one.organisation_id, one.path)
        for one in memberships
        if may_attend(one.status)
    ]
    is_administrator = has_mandate(user.id, day)
    if is_administrator:
        grants.append(Grant(Role.ADMINISTRATOR, user.id, ""))
    gone = _gone() if _run_by(grants) else []
    actor = Actor(
        user_id=user.id,
        member_id=user.member_id,
        name=user.full_name,
        day=day,
        grants=tuple(grants),
        cases=tuple(_cases(user.id, day)) if any(g.role is Role.INSPECTOR for g in grants) else (),
        predecessors=_predecessors(_run_by(grants), gone),
        signs_for=_predecessors(_run_by(grants, *SECRETARIES), gone),
        home_path=memberships[0].path if memberships else "",
    )
    return Person(actor, *_labels(appointments, memberships, is_administrator))


def _run_by(grants: list[Grant], *offices: OfficeTitle) -> set[UUID]:
    """Return the cells somebody runs, or those in which they hold one of some offices."""
    return {
        grant.organisation_id
        for grant in grants
        if grant.role is Role.CELL_OFFICER and (not offices or grant.office in offices)
    }


def _gone() -> list[tuple[UUID, UUID]]:
    """Return every dissolved cell with the one that came after it."""
    query = select(Organisation.id, Organisation.succeeded_by_id).where(
        Organisation.succeeded_by_id.is_not(None)
    )
    found = db.session.execute(query.execution_options(**_AS_SYSTEM))
    return [(cell, after) for cell, after in found if after is not None]


def _predecessors(own: set[UUID], gone: list[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Return the dissolved cells, one after another, that came down to some cells."""
    found: set[UUID] = set()
    while more := {cell for cell, after in gone if after in own | found} - found:
        found |= more
    return frozenset(found)


def _labels(
    appointments: list[_Held], memberships: list[_Place], is_administrator: bool
) -> tuple[str, str]:
    if appointments:
        return appointments[0].office.label, appointments[0].name
    if memberships:
        return Role.MEMBER.label, memberships[0].name
    return (Role.ADMINISTRATOR.label if is_administrator else "", "")


def _holds_on_the_day(starts_on: Any, ends_on: Any) -> ColumnElement[bool]:
    day: ColumnElement[date] = bindparam("day")
    return and_(starts_on <= day, or_(ends_on.is_(None), ends_on >= day))


# Every request begins with these three. They are made once, for making a statement costs as much
# as its answer, and name columns only.
_APPOINTMENTS = (
    visible_appointments(system(date.min))
    .join(Organisation, Organisation.id == Appointment.organisation_id)
    .with_only_columns(
        Appointment.office,
        Appointment.desk,
        Organisation.id,
        Organisation.kind,
        Organisation.path,
        Organisation.name,
    )
    .where(
        Appointment.member_id == bindparam("member_id"),
        _holds_on_the_day(Appointment.starts_on, Appointment.ends_on),
    )
    .order_by(Appointment.starts_on, Appointment.id)
)
_MEMBERSHIPS = (
    select(Membership.status, Organisation.id, Organisation.path, Organisation.name)
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        Membership.member_id == bindparam("member_id"),
        _holds_on_the_day(Membership.starts_on, Membership.ends_on),
    )
    .order_by(Membership.starts_on, Membership.id)
    .execution_options(**_AS_SYSTEM)
)
_MANDATES = (
    select(Mandate.id)
    .where(
        Mandate.user_id == bindparam("user_id"),
        _holds_on_the_day(Mandate.starts_on, Mandate.ends_on),
    )
    .execution_options(**_AS_SYSTEM)
)


def _appointments(member_id: UUID | None, day: date) -> list[_Held]:
    """Return the offices held on a day, as people know somebody: the widest organisation first."""
    rows = db.session.execute(_APPOINTMENTS, {"member_id": member_id, "day": day})
    return sorted((_Held(*row) for row in rows), key=lambda held: len(held.path))


def _memberships(member_id: UUID | None, day: date) -> list[_Place]:
    rows = db.session.execute(_MEMBERSHIPS, {"member_id": member_id, "day": day})
    return [_Place(*row) for row in rows]


def has_mandate(user_id: UUID, day: date) -> bool:
    """Say whether the Đảng ủy has named this account administrator on a day."""
    return db.session.scalar(_MANDATES, {"user_id": user_id, "day": day}) is not None


def administrators_among(member_ids: Collection[UUID], day: date) -> set[UUID]:
    """Return who of some members the Đảng ủy has named administrator on a day."""
    query = (
        select(User.member_id)
        .join(Mandate, Mandate.user_id == User.id)
        .where(
            User.member_id.in_(member_ids),
            Mandate.starts_on <= day,
            or_(Mandate.ends_on.is_(None), Mandate.ends_on >= day),
        )
    )
    found = db.session.scalars(query.execution_options(**_AS_SYSTEM))
    return {member_id for member_id in found if member_id is not None}


def _cases(user_id: UUID, day: date) -> list[OpenCase]:
    query = (
        select(InspectionCase)
        .where(InspectionCase.user_id == user_id, InspectionCase.closes_on >= day)
        .execution_options(**_AS_SYSTEM)
    )
    return [OpenCase(case.organisation_id, case.case_number) for case in db.session.scalars(query)]
