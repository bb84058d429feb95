"""Closing transfers of people who are gone: no clock runs for the dead or for who left."""

from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.transfers import queries
from partywork.transfers.service.telling import note, tell
from partywork.transfers.terms import TransferKind, TransferState

GONE = "Đồng chí không còn sinh hoạt tại Đảng bộ."
_FROM_HERE = (TransferKind.OUT, TransferKind.AWAY, TransferKind.GUEST)


def close_of_gone(actor: Actor) -> int:
    """Close the open transfers of members who belong to no cell any more; the daily job.

    Somebody who came and whose return slip is not sent yet stays open: the slip is still owed.
    """
    with transaction():
        under_way = [one for one in queries.open_ones(actor) if one.kind in _FROM_HERE]
        here = queries.who_belong([one.member_id for one in under_way], actor.day)
        gone = [one for one in under_way if one.member_id not in here]
        for transfer in gone:
            transfer.state = TransferState.CANCELLED
            transfer.closed_on, transfer.reason = actor.day, GONE
            tell(actor, transfer, f"Đã dừng hồ sơ: {GONE[0].lower()}{GONE[1:]}")
            note(actor, "transfer.stop", transfer, ends_on=actor.day)
    return len(gone)
