"""Offices: recording the decisions that give and end them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.rules.offices import Post, check_appointment, check_holder, check_office
from partywork.cells.service import members
from partywork.cells.terms import MembershipStatus, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Desk
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret

_AT_A_DESK = (OfficeTitle.OFFICE_HEAD, OfficeTitle.OFFICE_STAFF)
_DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy được ghi quyết định về chức vụ."


@dataclass(frozen=True, slots=True)
class Candidates:
    """An organisation and the members who may be given an office there."""

    organisation: Organisation
    members: tuple[Member, ...]


def for_appointing(actor: Actor, organisation_id: UUID) -> Candidates:
    """Return the organisation and its people if the actor may record an office there.

    A cell chooses among its own members, the Đảng bộ among those of all its cells.
    """
    organisation = _organisation(actor, organisation_id)
    query = (
        policy.visible_people(actor)
        .join(Membership.member)
        .join(Membership.organisation)
        .where(
            Organisation.path.startswith(organisation.path, autoescape=True),
            Membership.starts_on <= actor.day,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= actor.day),
        )
        .options(joinedload(Membership.member))
        .order_by(Member.name_sort_key, Membership.id)
    )
    people = {one.member_id: one.member for one in db.session.scalars(query)}
    return Candidates(organisation, tuple(people.values()))


def _organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    query = policy.visible_cells(actor).where(Organisation.id == organisation_id)
    organisation = db.session.scalar(query)
    if organisation is None:
        raise NotVisible()
    require(policy.may_appoint(actor, organisation), _DESK_ONLY)
    return organisation


def appoint(
    actor: Actor,
    *,
    organisation_id: UUID,
    member_id: UUID,
    office: OfficeTitle,
    desk: Desk | None = None,
    starts_on: date,
    decision_number: str | None,
    decided_on: date | None,
) -> Appointment:
    """Give a member an office of an organisation from a day on, by a decision."""
    with transaction():
        organisation = _organisation(actor, organisation_id)
        member = members.get(actor, member_id)
        refuse_secret(decision_number)
        if organisation.kind is OrganisationKind.CELL:
            check_holder(_status_on(actor, organisation.id, member.id, starts_on))
        check_free(actor, organisation, office, starts_on, member.id)
        held = Appointment(
            organisation_id=organisation.id,
            member_id=member.id,
            office=office,
            desk=desk if office in _AT_A_DESK else None,
            starts_on=starts_on,
            decision_number=decision_number,
            decided_on=decided_on,
        )
        db.session.add(held)
        db.session.flush()
        audit.record(
            actor,
            "appointment.appoint",
            held,
            organisation_path=organisation.path,
            office=office,
            starts_on=starts_on,
            decision=decision_number,
        )
    return held


def check_free(
    actor: Actor, organisation: Organisation, office: OfficeTitle, starts_on: date, member_id: UUID
) -> None:
    """Refuse an office the organisation does not have or that somebody already holds.

    Later writers of the same organisation wait until the running transaction ends.
    """
    lock_for_update(f"offices {organisation.id}")
    check_office(office, organisation.kind)
    query = policy.visible_appointments(actor).where(
        Appointment.organisation_id == organisation.id,
        or_(Appointment.ends_on.is_(None), Appointment.ends_on >= starts_on),
    )
    others = list(db.session.scalars(query))
    if any(one.member_id == member_id and one.office is office for one in others):
        raise RuleBroken(f"Đồng chí này đang giữ chức vụ «{office.label}».", "office")
    posts = [Post(one.office, one.starts_on, one.ends_on) for one in others]
    check_appointment(office, starts_on, None, posts)


def _status_on(
    actor: Actor, organisation_id: UUID, member_id: UUID, day: date
) -> MembershipStatus | None:
    held = queries.memberships_on(actor, organisation_id, day)
    return next((one.status for one in held if one.member_id == member_id), None)


def for_relieving(actor: Actor, appointment_id: UUID) -> Appointment:
    """Return an office still held, with its holder, if the actor may record its end."""
    query = (
        policy.visible_appointments(actor)
        .where(Appointment.id == appointment_id)
        .options(joinedload(Appointment.member), joinedload(Appointment.organisation))
    )
    held = db.session.scalar(query)
    if held is None:
        raise NotVisible()
    require(policy.may_appoint(actor, held.organisation), _DESK_ONLY)
    if held.ends_on is not None:
        raise RuleBroken("Chức vụ này đã được ghi ngày thôi giữ.")
    return held


def relieve(
    actor: Actor,
    appointment_id: UUID,
    *,
    version: int,
    ends_on: date,
    decision_number: str,
    decided_on: date,
) -> Appointment:
    """End an office on a day, its last, by a decision."""
    with transaction():
        held = for_relieving(actor, appointment_id)
        held.expect_version(version)
        check_appointment(held.office, held.starts_on, ends_on, ())
        refuse_secret(decision_number)
        held.ends_on = ends_on
        held.relief_number = decision_number
        held.relief_decided_on = decided_on
        audit.record(
            actor,
            "appointment.relieve",
            held,
            organisation_path=held.organisation.path,
            ends_on=ends_on,
            decision=decision_number,
        )
    return held
