"""Handing an office over: one action ends one holder's time and begins another's."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Appointment
from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.offices import check_hand_over, last_day_before, needs_second_person
from partywork.cells.service import members
from partywork.cells.service.appointments import check_fit, end, give
from partywork.cells.service.proposing import Decision, following, propose
from partywork.cells.service.relieving import for_relieving
from partywork.cells.terms import NominationKind, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret


def hand_over(
    actor: Actor,
    appointment_id: UUID,
    *,
    version: int,
    starts_on: date,
    decision: Decision,
    successor_id: UUID | None = None,
    acting_id: UUID | None = None,
) -> Appointment:
    """Move an office to another member on a day, or leave it vacant, perhaps with a «phụ trách».

    The old holder keeps it to the end of the day before, the new one has it from that day on, and
    rights follow in the same moment. Above the cells a second person confirms first, whoever
    follows or nobody, so nothing changes yet.
    """
    with transaction():
        held = for_relieving(actor, appointment_id)
        held.expect_version(version)
        check_needed(decision_number=decision.number)
        refuse_secret(decision.number)
        kind = held.organisation.kind
        check_hand_over(
            held.office,
            kind,
            holder=held.member_id,
            successor=successor_id,
            acting=acting_id,
        )
        check_not_far(starts_on, clock.today(), "starts_on")
        last_day = last_day_before(held.starts_on, starts_on)
        if needs_second_person(kind):
            _propose(actor, held, successor_id, starts_on, decision)
            return held
        end(held, last_day, decision)
        db.session.flush()
        for person, office in (
            (successor_id, held.office),
            (acting_id, OfficeTitle.ACTING_SECRETARY),
        ):
            if person is not None:
                member = members.get(actor, person)
                new = following(held, member, starts_on, decision)
                give(actor, replace(new, office=office, follows_id=held.id))
        audit.record(
            actor,
            "appointment.hand_over",
            held,
            organisation_path=held.organisation.path,
            office=held.office,
            starts_on=starts_on,
            decision=decision.number,
        )
    return held


def _propose(
    actor: Actor,
    held: Appointment,
    successor_id: UUID | None,
    starts_on: date,
    decision: Decision,
) -> None:
    if successor_id is None:
        without = following(held, held.member, starts_on, decision)
        propose(actor, without, NominationKind.VACATED, held)
        return
    successor = members.get(actor, successor_id)
    new = following(held, successor, starts_on, decision)
    check_fit(actor, new)
    propose(actor, new, NominationKind.HANDED_OVER, held)
