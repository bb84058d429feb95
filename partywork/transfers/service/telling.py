"""Writing the trail of a transfer and telling both cells and the desk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from partywork.audit import service as audit
from partywork.cells.queries import committee_above
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind, OwnPage
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.transfers import queries
from partywork.transfers.models import Transfer
from partywork.transfers.terms import TransferKind

IS_OPEN = "Đồng chí đang có một hồ sơ chuyển sinh hoạt chưa xong. Hãy hoàn thành hồ sơ đó trước."


def add(actor: Actor, transfer: Transfer) -> None:
    """Add a transfer; a member has one under way at a time."""
    if queries.open_of_member(transfer.member_id, actor.day) is not None:
        raise RuleBroken(IS_OPEN)
    db.session.add(transfer)
    db.session.flush()


@dataclass(frozen=True, slots=True)
class Grounds:
    """The paper an event rests on: its number and day, and who issued it."""

    number: str | None
    day: date | None
    body: str | None


def happen(
    actor: Actor,
    transfer: Transfer,
    kind: EventKind,
    happened_on: date,
    *,
    until_on: date | None = None,
    details: dict[str, str | None] | None = None,
    deciding_body: str | None = None,
) -> None:
    """Record in the life of the member what the transfer brings about, by which paper."""
    grounds = _grounds(actor, transfer, kind, deciding_body)
    new = NewEvent(
        kind=kind,
        happened_on=happened_on,
        cell_id=transfer.organisation_id,
        until_on=until_on,
        document_number=grounds.number,
        decided_on=grounds.day,
        deciding_body=grounds.body,
        other_organisation_id=transfer.other_organisation_id,
        other_place=transfer.other_place,
        has_paper=True,
        details=details or {},
        origin=OwnPage.TRANSFERS,
        source_id=transfer.id,
    )
    events.apply(actor, transfer.member_id, new)


def _grounds(
    actor: Actor, transfer: Transfer, kind: EventKind, deciding_body: str | None
) -> Grounds:
    """Return the decision of a move, the slip that ended a stay, else the letter.

    The letter is ours for who leaves; the slip is ours where the stay was in one of our cells. A
    stay that ends without a slip ends as the letter said.
    """
    ours = committee_above(actor, transfer.organisation)
    if kind is EventKind.MOVED:
        body = deciding_body or ours
        return Grounds(transfer.decision_number, transfer.decided_on, body)
    goes = transfer.kind in (TransferKind.OUT, TransferKind.AWAY)
    if kind is EventKind.TEMPORARY_ENDED and transfer.slip_number:
        theirs = transfer.other_place if goes else None
        return Grounds(transfer.slip_number, transfer.slip_on, theirs or ours)
    issuer = ours if goes else transfer.other_place
    return Grounds(transfer.letter_number, transfer.letter_on, issuer)


def note(actor: Actor, action: str, transfer: Transfer, **changes: Any) -> None:
    """Write one entry into the trail."""
    audit.record(
        actor,
        action,
        transfer,
        organisation_path=transfer.organisation.path,
        kind=transfer.kind,
        **changes,
    )


def tell(actor: Actor, transfer: Transfer, words: str, topic: str | None = None) -> None:
    """Tell the officers of the cells concerned and the desk, but not who did it.

    What the clocks call for has a `topic`, under which it is gathered.
    """
    cells = [transfer.organisation_id]
    if transfer.other_organisation_id is not None:
        cells.append(transfer.other_organisation_id)
    people = set(queries.to_tell(actor.day, cells)) - {actor.member_id, transfer.member_id}
    notifications.tell(
        sorted(people, key=str),
        NoticeKind.REMINDER,
        title=f"Chuyển sinh hoạt đảng: đồng chí {transfer.member.full_name}",
        text=words,
        path=f"/transfers/{transfer.id}",
        topic=topic,
    )
