"""A decision on an office, and letting it wait for a second person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Appointment, Member, Nomination, Organisation
from partywork.cells.queries.offices import second_people
from partywork.cells.rules.offices import check_nothing_waits
from partywork.cells.terms import DecisionKind, NominationKind, NominationStatus, OfficeTitle
from partywork.core.actor import Actor, Desk
from partywork.core.db import db, lock_for_update
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on an office: its number, its day, and of what kind it is."""

    number: str
    day: date
    kind: DecisionKind | None = None


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office that somebody is to hold from a day on."""

    organisation: Organisation
    member: Member
    office: OfficeTitle
    starts_on: date
    decision: Decision
    desk: Desk | None = None
    follows_id: UUID | None = None


def following(held: Appointment, member: Member, starts_on: date, decision: Decision) -> NewOffice:
    """Return an office as somebody holds it from a day on, after or instead of who has it."""
    return NewOffice(held.organisation, member, held.office, starts_on, decision, held.desk)


def propose(
    actor: Actor,
    new: NewOffice,
    kind: NominationKind = NominationKind.GIVEN,
    follows: Appointment | None = None,
    grounds: str | None = None,
) -> Nomination:
    """Let a decision above the cells wait for a second person, and tell who that may be.

    `follows` is the office that ends with it, or whose last entry is withdrawn on some grounds.
    """
    organisation = new.organisation
    if follows is not None:
        _check_nothing_waits(actor, follows)
    nomination = Nomination(
        kind=kind,
        organisation_id=organisation.id,
        member_id=new.member.id,
        office=new.office,
        desk=new.desk,
        starts_on=new.starts_on,
        decision_number=new.decision.number,
        decided_on=new.decision.day,
        decision_kind=new.decision.kind,
        follows_id=follows.id if follows is not None else None,
        grounds=grounds,
        proposed_by_id=actor.user_id,
        proposed_by=actor.name,
    )
    db.session.add(nomination)
    db.session.flush()
    others = second_people(organisation.path, actor.day)
    notifications.tell(
        [one for one in others if one not in (actor.member_id, new.member.id)],
        NoticeKind.REMINDER,
        title=f"Chờ đồng chí xác nhận: {kind.label.lower()} «{new.office.label}»",
        text=f"{organisation.name}. Người thứ hai xác nhận thì quyết định mới có hiệu lực.",
        path="/cells/nominations",
    )
    audit.record(
        actor,
        "appointment.propose",
        nomination,
        organisation_path=organisation.path,
        kind=kind,
        office=new.office,
        starts_on=new.starts_on,
        decision=new.decision.number,
    )
    return nomination


def _check_nothing_waits(actor: Actor, held: Appointment) -> None:
    lock_for_update(f"offices {held.organisation_id}")
    waiting = policy.visible_nominations(actor).where(
        Nomination.follows_id == held.id, Nomination.status == NominationStatus.WAITING
    )
    check_nothing_waits(waits=db.session.scalar(waiting.limit(1)) is not None)
