"""Ending an office by a decision."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Appointment
from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.offices import check_appointment, needs_second_person
from partywork.cells.service.appointments import DESK_ONLY, end
from partywork.cells.service.proposing import Decision, following, propose
from partywork.cells.terms import NominationKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret


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
    require(policy.may_appoint(actor, held.organisation), DESK_ONLY)
    if held.ends_on is not None:
        raise RuleBroken("Chức vụ này đã được ghi ngày thôi giữ.")
    return held


def relieve(
    actor: Actor,
    appointment_id: UUID,
    *,
    version: int,
    ends_on: date,
    decision: Decision,
) -> Appointment:
    """End an office on a day, its last, by a decision.

    Above the cells nothing takes effect yet: the decision waits for a second person.
    """
    with transaction():
        held = for_relieving(actor, appointment_id)
        held.expect_version(version)
        check_appointment(held.office, held.starts_on, ends_on, ())
        check_not_far(ends_on, clock.today(), "ends_on")
        check_needed(decision_number=decision.number)
        refuse_secret(decision.number)
        if needs_second_person(held.organisation.kind) and not actor.is_system:
            without = following(held, held.member, ends_on + timedelta(days=1), decision)
            propose(actor, without, NominationKind.RELIEVED, held)
            return held
        end(held, ends_on, decision)
        audit.record(
            actor,
            "appointment.relieve",
            held,
            organisation_path=held.organisation.path,
            ends_on=ends_on,
            decision=decision.number,
        )
    return held


def told(held: Appointment) -> str:
    """Return what is said once the end of an office was written down."""
    if needs_second_person(held.organisation.kind):
        return "Đã ghi quyết định. Chờ đồng chí thứ hai xác nhận mới có hiệu lực."
    return "Đã ghi quyết định thôi giữ chức vụ."
