"""Offices: recording the decisions that give them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy, queries
from partywork.cells.models import Appointment, Member, Membership, Organisation
from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.offices import (
    AT_A_DESK,
    Post,
    check_appointment,
    check_holder,
    check_office,
    days_to_check,
    last_day_before,
    needs_second_person,
    replaced_by,
)
from partywork.cells.service import members
from partywork.cells.service.proposing import Decision, NewOffice, propose
from partywork.cells.terms import OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, Desk, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret

DESK_ONLY = "Chỉ tổ chức của văn phòng Đảng ủy được ghi quyết định về chức vụ."
_NOT_OWN = "Không ai tự ghi chức vụ cho chính mình; nhờ một đồng chí khác của văn phòng ghi."


@dataclass(frozen=True, slots=True)
class Candidates:
    """An organisation and the members who may be given an office there."""

    organisation: Organisation
    members: tuple[Member, ...]

    @property
    def needs_second_person(self) -> bool:
        """Say whether an office there waits for a second person."""
        return needs_second_person(self.organisation.kind)

    @property
    def told(self) -> str:
        """What is said once a decision was written down."""
        if self.needs_second_person:
            return "Đã ghi quyết định. Chức vụ chờ đồng chí thứ hai xác nhận mới có hiệu lực."
        return "Đã ghi quyết định về chức vụ."


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
    require(policy.may_appoint(actor, organisation), DESK_ONLY)
    if organisation.has_ended_by(actor.day):
        raise RuleBroken(f"«{organisation.name}» đã kết thúc hoạt động.")
    return organisation


def appoint(
    actor: Actor,
    *,
    organisation_id: UUID,
    member_id: UUID,
    office: OfficeTitle,
    desk: Desk | None = None,
    starts_on: date,
    decision: Decision,
) -> Appointment | None:
    """Give a member an office of an organisation from a day on, by a decision.

    Above the cells nothing takes effect yet: the office waits for a second person, and nothing is
    returned.
    """
    with transaction():
        organisation = _organisation(actor, organisation_id)
        member = members.get(actor, member_id)
        check_needed(decision_number=decision.number)
        refuse_secret(decision.number)
        check_not_far(starts_on, clock.today(), "starts_on")
        desk = desk if office in AT_A_DESK else None
        new = NewOffice(organisation, member, office, starts_on, decision, desk)
        if needs_second_person(organisation.kind) and not actor.is_system:
            check_fit(actor, new)
            check_free(actor, organisation, office, starts_on, member.id)
            propose(actor, new)
            return None
        held = give(actor, new)
        audit.record(
            actor,
            "appointment.appoint",
            held,
            organisation_path=organisation.path,
            office=office,
            starts_on=starts_on,
            decision=decision.number,
        )
    return held


def give(actor: Actor, new: NewOffice) -> Appointment:
    """Add an office to the running transaction; a bí thư ends the time of who was «phụ trách».

    Who gets another office of a cell gives up the one they had there, by the same decision. Refuses
    one's own, somebody who may not hold it and an office that somebody else holds.
    """
    organisation, member = new.organisation, new.member
    require(actor.is_system or member.id != actor.member_id, _NOT_OWN)
    check_fit(actor, new)
    follows_id = new.follows_id
    if new.office is OfficeTitle.SECRETARY:
        acting = _end_acting(actor, organisation.id, new.starts_on, new.decision)
        follows_id = follows_id or acting
    _end_replaced(actor, new)
    check_free(actor, organisation, new.office, new.starts_on, member.id)
    held = Appointment(
        organisation_id=organisation.id,
        member_id=member.id,
        office=new.office,
        desk=new.desk,
        starts_on=new.starts_on,
        decision_number=new.decision.number,
        decided_on=new.decision.day,
        decision_kind=new.decision.kind,
        follows_id=follows_id,
    )
    db.session.add(held)
    db.session.flush()
    return held


def _end_replaced(actor: Actor, new: NewOffice) -> None:
    query = policy.visible_appointments(actor).where(
        Appointment.organisation_id == new.organisation.id,
        Appointment.member_id == new.member.id,
        Appointment.office.in_(replaced_by(new.office, new.organisation.kind)),
        Appointment.ends_on.is_(None),
    )
    for held in db.session.scalars(query):
        end(held, last_day_before(held.starts_on, new.starts_on), new.decision)


def _end_acting(
    actor: Actor, organisation_id: UUID, starts_on: date, decision: Decision
) -> UUID | None:
    query = policy.visible_appointments(actor).where(
        Appointment.organisation_id == organisation_id,
        Appointment.office == OfficeTitle.ACTING_SECRETARY,
        Appointment.ends_on.is_(None),
    )
    held = db.session.scalars(query).one_or_none()
    if held is None:
        return None
    end(held, last_day_before(held.starts_on, starts_on), decision)
    db.session.flush()
    return held.id


def end(held: Appointment, last_day: date, decision: Decision) -> None:
    """Let an office end with a day, by a decision, in the running transaction."""
    held.ends_on = last_day
    held.relief_number = decision.number
    held.relief_decided_on = decision.day


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


def check_fit(actor: Actor, new: NewOffice) -> None:
    """Refuse an office to somebody who may not hold it on its first day, or above the cells today.

    Whoever writes it down, the standings are read as they are.
    """
    organisation = new.organisation
    for day in days_to_check(organisation.kind, new.starts_on, actor.day):
        query = (
            policy.visible_memberships(system(day))
            .join(Membership.organisation)
            .where(
                Organisation.path.startswith(organisation.path, autoescape=True),
                Membership.member_id == new.member.id,
                queries.holds_on(Membership, day),
            )
        )
        standings = [one.status for one in db.session.scalars(query)]
        check_holder(new.office, organisation.kind, day, standings)
