"""Decisions on offices above the cells, which count when a second person has confirmed them."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Appointment, Nomination
from partywork.cells.rules.offices import check_second_person, last_day_before
from partywork.cells.service import withdrawing
from partywork.cells.service.appointments import end, give
from partywork.cells.service.proposing import Decision, NewOffice
from partywork.cells.terms import NominationStatus
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret

_NOT_YOURS = "Chức vụ cấp Đảng ủy do tổ chức của văn phòng hoặc bí thư Đảng ủy xác nhận."


def waiting(actor: Actor) -> list[Nomination]:
    """Return the offices that wait for a second person, the oldest first."""
    require(policy.may_confirm_offices(actor), _NOT_YOURS)
    query = (
        policy.visible_nominations(actor)
        .where(Nomination.status == NominationStatus.WAITING)
        .options(joinedload(Nomination.member), joinedload(Nomination.organisation))
        .order_by(Nomination.created_at, Nomination.id)
    )
    return list(db.session.scalars(query))


def get(actor: Actor, nomination_id: UUID) -> Nomination:
    """Return one office that waits, or has been answered."""
    query = (
        policy.visible_nominations(actor)
        .where(Nomination.id == nomination_id)
        .options(
            joinedload(Nomination.member),
            joinedload(Nomination.organisation),
            joinedload(Nomination.follows).options(
                joinedload(Appointment.member),
                joinedload(Appointment.follows).joinedload(Appointment.member),
            ),
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def _still_waiting(actor: Actor, nomination_id: UUID, version: int) -> Nomination:
    nomination = get(actor, nomination_id)
    nomination.expect_version(version)
    if nomination.status is not NominationStatus.WAITING:
        raise RuleBroken(f"Việc này đã có trả lời: {nomination.status.label.lower()}.")
    return nomination


def confirm(actor: Actor, nomination_id: UUID, *, version: int) -> Appointment:
    """Let a decision take effect, as the second person; who held the office before loses it.

    Rights follow in the same moment.
    """
    with transaction():
        nomination = _still_waiting(actor, nomination_id, version)
        check_second_person(
            is_proposer=nomination.proposed_by_id == actor.user_id,
            is_nominee=nomination.member_id == actor.member_id,
        )
        decision = Decision(
            nomination.decision_number, nomination.decided_on, nomination.decision_kind
        )
        if nomination.withdraws:
            held = withdrawing.confirmed(actor, nomination, decision)
            _answer(actor, nomination, NominationStatus.CONFIRMED, "appointment.confirm")
            return held
        before = _end_before(nomination, decision)
        if before is not None and nomination.only_ends:
            _answer(actor, nomination, NominationStatus.CONFIRMED, "appointment.confirm")
            return before
        new = NewOffice(
            nomination.organisation,
            nomination.member,
            nomination.office,
            nomination.starts_on,
            decision,
            nomination.desk,
            follows_id=nomination.follows_id,
        )
        held = give(system(actor.day), new)
        _answer(actor, nomination, NominationStatus.CONFIRMED, "appointment.confirm")
    return held


def _end_before(nomination: Nomination, decision: Decision) -> Appointment | None:
    if nomination.follows_id is None:
        return None
    query = policy.visible_appointments(system(nomination.starts_on))
    before = db.session.scalars(query.where(Appointment.id == nomination.follows_id)).one()
    if before.ends_on is not None:
        raise RuleBroken("Chức vụ này đã được ghi ngày thôi giữ.")
    end(before, last_day_before(before.starts_on, nomination.starts_on), decision)
    db.session.flush()
    return before


def refuse(actor: Actor, nomination_id: UUID, *, version: int, reason: str) -> Nomination:
    """Let an office not take effect, saying why; who proposed it may take it back so too."""
    with transaction():
        nomination = _still_waiting(actor, nomination_id, version)
        if not reason:
            raise RuleBroken("Không xác nhận thì ghi lý do.", "reason")
        refuse_secret(reason)
        nomination.reason = reason
        _answer(actor, nomination, NominationStatus.REFUSED, "appointment.refuse")
    return nomination


def _answer(actor: Actor, nomination: Nomination, status: NominationStatus, action: str) -> None:
    nomination.status = status
    nomination.answered_by = actor.name
    nomination.answered_at = clock.now()
    audit.record(
        actor,
        action,
        nomination,
        organisation_path=nomination.organisation.path,
        kind=nomination.kind,
        office=nomination.office,
        starts_on=nomination.starts_on,
        decision=nomination.decision_number,
    )
