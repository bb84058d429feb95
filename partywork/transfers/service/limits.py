"""The numbers of transfers as the provisions have them on a day."""

from datetime import date

from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.transfers.models import Transfer
from partywork.transfers.rules import clocks
from partywork.transfers.rules.clocks import Going, Limits
from partywork.transfers.terms import TransferKind, TransferState

_NUMBERS = {
    "days": ProvisionKey.TRANSFER_DAYS,
    "letter_days": ProvisionKey.TRANSFER_LETTER_DAYS,
    "reminder_days": ProvisionKey.TRANSFER_REMINDER_DAYS,
    "before_deadline": ProvisionKey.TRANSFER_BEFORE_DEADLINE,
    "before_end": ProvisionKey.TRANSFER_BEFORE_END,
    "shortest_stay": ProvisionKey.TRANSFER_SHORTEST_STAY,
    "longest_stay": ProvisionKey.TRANSFER_LONGEST_STAY,
    "longest_study": ProvisionKey.TRANSFER_LONGEST_STUDY,
}


def limits_on(day: date) -> Limits:
    """Return the numbers in force on a day, in two statements."""
    values = provisions.values(_NUMBERS.values(), day)
    return Limits(
        **{name: values[key] for name, key in _NUMBERS.items()},
        holidays=provisions.holidays(),
    )


def missed_letter(transfer: Transfer, limits: Limits) -> date | None:
    """Return the last day for the letter of a transfer where it was handed in late.

    Who comes hands it in on arrival; of who left the day is known once they were taken in.
    """
    if transfer.kind in (TransferKind.IN, TransferKind.GUEST):
        return clocks.missed_letter(transfer.letter_on, transfer.effective_on, limits)
    is_done = transfer.kind is TransferKind.OUT and transfer.state is TransferState.COMPLETED
    handed_in_on = transfer.closed_on if is_done else None
    return clocks.missed_letter(transfer.letter_on, handed_in_on, limits)


def going(transfer: Transfer) -> Going:
    """Return what the clocks ask of a transfer."""
    return Going(
        kind=transfer.kind,
        state=transfer.state,
        effective_on=transfer.effective_on,
        until_on=transfer.until_on,
        letter_on=transfer.letter_on,
    )
