"""Taking a step of a transfer back together with the event it brought about."""

from uuid import UUID

from partywork.ballots.service import outcomes
from partywork.cells.models import MemberEvent
from partywork.cells.service import events
from partywork.cells.terms import OwnPage
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.needed import check_needed
from partywork.core.state_secrets import refuse_secret
from partywork.transfers import queries
from partywork.transfers.models import Transfer
from partywork.transfers.rules import steps
from partywork.transfers.service import papers
from partywork.transfers.service.telling import IS_OPEN, note, tell
from partywork.transfers.terms import OPEN_STATES, TransferState


def undo(actor: Actor, event_id: UUID, reason: str) -> Transfer:
    """Void what a transfer recorded; the transfer goes back to the step before, or is stopped."""
    with transaction():
        check_needed(reason=reason)
        refuse_secret(reason)
        wrong = events.for_taking_back(actor, event_id, OwnPage.TRANSFERS)
        transfer = _transfer_of(actor, wrong)
        before = steps.state_before(wrong.kind)
        if before in OPEN_STATES:
            _check_none_open(actor, transfer)
        _go_back(actor, transfer, before, reason)
        events.take_back(actor, event_id, OwnPage.TRANSFERS, reason)
        tell(actor, transfer, f"Hủy việc ghi nhầm: {wrong.kind.label.lower()}.")
        note(actor, "transfer.undo", transfer, happened_on=wrong.happened_on)
    return transfer


def _transfer_of(actor: Actor, wrong: MemberEvent) -> Transfer:
    found = queries.transfer(actor, wrong.source_id) if wrong.source_id is not None else None
    if found is None:
        raise NotVisible()
    return found


def _check_none_open(actor: Actor, transfer: Transfer) -> None:
    other = queries.open_of_member(transfer.member_id, actor.day)
    if other is not None and other.id != transfer.id:
        raise RuleBroken(IS_OPEN)


def _go_back(actor: Actor, transfer: Transfer, before: TransferState, reason: str) -> None:
    transfer.state = before
    if before is TransferState.CANCELLED:
        transfer.closed_on, transfer.reason = clock.today(), reason
        outcomes.forget(transfer.id)
        return
    transfer.closed_on = transfer.slip_number = transfer.slip_on = None
    papers.forget_slip(actor, transfer)
