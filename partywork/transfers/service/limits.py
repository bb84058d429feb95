"""The numbers of transfers as the provisions have them on a day."""

from datetime import date

from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.transfers.models import Transfer
from partywork.transfers.rules import Going, Limits


def limits_on(day: date) -> Limits:
    """Return the numbers in force on a day, in two statements."""
    values = {one.key: one.value for one in provisions.all_in_force(day)}
    return Limits(
        days=values[ProvisionKey.TRANSFER_DAYS],
        letter_days=values[ProvisionKey.TRANSFER_LETTER_DAYS],
        reminder_days=values[ProvisionKey.TRANSFER_REMINDER_DAYS],
        before_deadline=values[ProvisionKey.TRANSFER_BEFORE_DEADLINE],
        before_end=values[ProvisionKey.TRANSFER_BEFORE_END],
        shortest_stay=values[ProvisionKey.TRANSFER_SHORTEST_STAY],
        longest_stay=values[ProvisionKey.TRANSFER_LONGEST_STAY],
        longest_study=values[ProvisionKey.TRANSFER_LONGEST_STUDY],
        holidays=provisions.holidays(),
    )


def going(transfer: Transfer) -> Going:
    """Return what the clocks ask of a transfer."""
    return Going(
        kind=transfer.kind,
        state=transfer.state,
        effective_on=transfer.effective_on,
        until_on=transfer.until_on,
        letter_on=transfer.letter_on,
    )
