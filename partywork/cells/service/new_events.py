"""An event about to be recorded, and the row that tells it."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.models import Member, MemberEvent
from partywork.cells.service import lives
from partywork.cells.terms import EventKind, MembershipStatus, OwnPage
from partywork.core.actor import Actor
from partywork.core.ids import new_id


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
    origin: OwnPage | None = None
    source_id: UUID | None = None


def again(told: MemberEvent, cell_id: UUID) -> NewEvent:
    """Return an event as it could be recorded once more in a cell, with its papers."""
    names = {one.name for one in fields(NewEvent)} - {"cell_id"}
    same: dict[str, Any] = {name: getattr(told, name) for name in names}
    return NewEvent(**same, cell_id=cell_id)


def built(
    member: Member,
    new: NewEvent,
    *,
    actor: Actor,
    sequence: int,
    corrects: MemberEvent | None,
) -> MemberEvent:
    """Return an event of a member as a row; nothing is added to the session."""
    details = new.details
    if new.kind is EventKind.RENAMED:
        former = corrects.details[lives.FORMER_NAME] if corrects else member.full_name
        details = {**details, lives.FORMER_NAME: former}
    return MemberEvent(
        id=new_id(),
        member_id=member.id,
        organisation_id=new.cell_id,
        sequence=sequence,
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
        details=details,
        note=new.note,
        corrects_id=corrects.id if corrects else None,
        origin=new.origin,
        source_id=new.source_id,
        recorded_by_id=actor.user_id,
        recorded_by=actor.name,
    )
