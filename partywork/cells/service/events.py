"""Recording what happens in the life of a member; standings and dates follow from it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells import policy
from partywork.cells.models import Member, MemberEvent, Membership, Organisation
from partywork.cells.rules.history import Event, History, Spell, history_of
from partywork.cells.service import members
from partywork.cells.terms import EventKind, MembershipStatus
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, require
from partywork.core.state_secrets import refuse_secret
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_NOT_YOURS = "Việc này do tổ chức của văn phòng Đảng ủy hoặc cấp ủy chi bộ ghi vào sổ."
_DERIVED = (
    "admitted_on",
    "ceremony_on",
    "official_on",
    "party_age_from",
    "card_number",
    "card_issued_on",
    "card_kind",
)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be recorded; the fields are those of `MemberEvent`."""

    kind: EventKind
    happened_on: date
    cell_id: UUID
    until_on: date | None = None
    document_number: str | None = None
    decided_on: date | None = None
    deciding_body: str | None = None
    has_paper: bool = False
    other_organisation_id: UUID | None = None
    other_place: str | None = None
    status: MembershipStatus | None = None
    details: dict[str, Any] = field(default_factory=dict)
    note: str | None = None


def of_member(actor: Actor, member_id: UUID) -> list[MemberEvent]:
    """Return the events the actor may see of a member, in the order they happened."""
    query = (
        policy.visible_events(actor)
        .where(MemberEvent.member_id == member_id)
        .options(
            joinedload(MemberEvent.organisation), joinedload(MemberEvent.other_organisation)
        )
        .order_by(MemberEvent.happened_on, MemberEvent.sequence)
    )
    return list(db.session.scalars(query))


def record(actor: Actor, member_id: UUID, new: NewEvent) -> MemberEvent:
    """Record one event of a member, alone: the use case behind the page «Ghi sự kiện»."""
    with transaction():
        event = apply(actor, member_id, new)
        cell = _cell(actor, event.organisation_id)
        audit.record(
            actor,
            "member.record_event",
            event,
            organisation_path=cell.path,
            kind=event.kind,
            happened_on=event.happened_on,
            decision=event.document_number,
        )
    return event


def apply(actor: Actor, member_id: UUID, new: NewEvent) -> MemberEvent:
    """Add an event to the running transaction of another use case and let its effects follow.

    Raises `RuleBroken` when it cannot follow on what was recorded. The caller writes the audit
    entry and has asked its own policy; here only the member must be visible.
    """
    return _append(actor, members.get(actor, member_id), new, corrects_id=None)


def _append(
    actor: Actor, member: Member, new: NewEvent, *, corrects_id: UUID | None
) -> MemberEvent:
    refuse_secret(new.document_number, new.deciding_body, new.other_place, new.note)
    lock_for_update(f"member {member.id}")
    known = _all_events(member.id)
    event = MemberEvent(
        member_id=member.id,
        organisation_id=new.cell_id,
        sequence=max((one.sequence for one in known), default=0) + 1,
        kind=new.kind,
        happened_on=new.happened_on,
        until_on=new.until_on,
        document_number=new.document_number,
        decided_on=new.decided_on,
        deciding_body=new.deciding_body,
        has_paper=new.has_paper,
        other_organisation_id=new.other_organisation_id,
        other_place=new.other_place,
        status=new.status,
        details=new.details,
        note=new.note,
        corrects_id=corrects_id,
        recorded_by_id=actor.user_id,
        recorded_by=actor.name,
    )
    db.session.add(event)
    _follow(actor, member, [*known, event])
    return event
