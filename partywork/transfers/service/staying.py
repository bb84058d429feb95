"""Temporary stays under way: longer, at an end; and the daily look at every clock."""

from datetime import date
from uuid import UUID

from partywork.cells.service import events, origins
from partywork.cells.terms import EventKind, OwnPage
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.core.state_secrets import refuse_secret
from partywork.transfers import policy, queries
from partywork.transfers.models import Transfer, TransferReminder
from partywork.transfers.rules import clocks, steps
from partywork.transfers.service import papers, reading
from partywork.transfers.service.limits import going, limits_on
from partywork.transfers.service.telling import happen, note, tell
from partywork.transfers.service.typed import Paper
from partywork.transfers.terms import TransferState

_TOPIC = "Thời hạn chuyển sinh hoạt đảng"
_BEGINNINGS = (EventKind.WENT_AWAY, EventKind.CAME_AS_GUEST)


def extend(
    actor: Actor, transfer_id: UUID, *, version: int, until_on: date, document_number: str
) -> Transfer:
    """Let a stay last longer, within its bounds; both sides are told (232-QĐ/TW 6.3.2).

    In the life of the member the event that began the stay is corrected to the new last day.
    """
    with transaction():
        transfer = reading.for_deciding(actor, transfer_id, TransferState.RUNNING)
        transfer.expect_version(version)
        refuse_secret(document_number)
        before = transfer.until_on or transfer.effective_on
        steps.check_extension(before, until_on)
        steps.check_stay(
            transfer.effective_on,
            until_on,
            is_study=transfer.is_study,
            limits=limits_on(actor.day),
        )
        extension = {"until_on": until_on.isoformat(), "document_number": document_number}
        transfer.extensions = [*transfer.extensions, extension]
        transfer.until_on = until_on
        _prolong_event(actor, transfer, until_on)
        tell(actor, transfer, f"Gia hạn sinh hoạt tạm thời đến ngày {display.day(until_on)}.")
        note(
            actor,
            "transfer.extend",
            transfer,
            ends_on=[before, until_on],
            symbol=document_number,
        )
    return transfer


def _prolong_event(actor: Actor, transfer: Transfer, until_on: date) -> None:
    """Let the life of the member say the new last day; what it said before stays to be read."""
    begun = origins.of_record(actor, transfer.id, _BEGINNINGS)
    if begun is None:
        raise NotVisible()
    events.prolong(actor, begun, OwnPage.TRANSFERS, until_on)


def end(actor: Actor, transfer_id: UUID, *, version: int, ended_on: date, slip: Paper) -> Transfer:
    """End a stay: from that day on the member is back, the guest gone.

    The slip is the one the receiving place gives back: theirs for who was away, ours for a guest,
    for whom it may also be sent later.
    """
    with transaction():
        transfer = reading.for_deciding(actor, transfer_id, TransferState.RUNNING)
        transfer.expect_version(version)
        refuse_secret(slip.number)
        steps.check_not_before(ended_on, transfer.effective_on, "ngày bắt đầu", "ended_on")
        steps.check_happened(ended_on, clock.today(), "ended_on")
        transfer.state = TransferState.COMPLETED
        steps.check_dated(slip.number, slip.day)
        if slip.day is not None:
            words = "ngày bắt đầu"
            steps.check_not_before(slip.day, transfer.effective_on, words, "document_on")
            steps.check_happened(slip.day, clock.today(), "document_on")
        transfer.slip_number, transfer.slip_on = slip.number, slip.day
        transfer.closed_on = ended_on
        happen(
            actor,
            transfer,
            EventKind.TEMPORARY_ENDED,
            ended_on,
        )
        tell(actor, transfer, f"Hết sinh hoạt tạm thời từ ngày {display.day(ended_on)}.")
        note(actor, "transfer.end", transfer, ends_on=ended_on)
        papers.issue(actor, transfer.id)
    return transfer


def remind(actor: Actor) -> int:
    """Tell both cells and the desk what the clocks call for; each reminder is sent once."""
    with transaction():
        limits = limits_on(actor.day)
        under_way = queries.open_ones(actor)
        query = policy.visible_reminders(actor).where(
            TransferReminder.transfer_id.in_([one.id for one in under_way])
        )
        sent = {(one.transfer_id, one.code) for one in db.session.scalars(query)}
        count = 0
        for transfer in under_way:
            for alert in clocks.alerts(going(transfer), limits, actor.day):
                if (transfer.id, alert.code) in sent:
                    continue
                tell(actor, transfer, alert.words, topic=_TOPIC)
                db.session.add(TransferReminder(transfer_id=transfer.id, code=alert.code))
                count += 1
    return count
