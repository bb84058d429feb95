"""The clocks of a transfer: how long for the procedure, the letter, the stay; when to remind."""

from dataclasses import dataclass
from datetime import date, timedelta

from partywork.core import display
from partywork.provisions.rules import add_working_days
from partywork.transfers.terms import TransferKind, TransferState


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the rules, read from provisions, and the table of holidays."""

    days: int
    letter_days: int
    reminder_days: int
    before_deadline: int
    before_end: int
    shortest_stay: int
    longest_stay: int
    longest_study: int
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Going:
    """What the clocks ask of a transfer."""

    kind: TransferKind
    state: TransferState
    effective_on: date
    until_on: date | None = None
    letter_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to remind people of; the code tells it from others of the same transfer."""

    code: str
    words: str


def deadline(effective_on: date, limits: Limits) -> date:
    """Return the last day for the procedure: 60 working days from the effective decision.

    294-QĐ/TW 6.3.1, kept by 208-QĐ/TW as quoted.
    """
    return add_working_days(effective_on, limits.days, limits.holidays)


def letter_deadline(letter_on: date, limits: Limits) -> date:
    """Return the last day to hand the letter to the receiving chi ủy: 30 working days.

    294-QĐ/TW 6.3.1, kept by 208-QĐ/TW as quoted.
    """
    return add_working_days(letter_on, limits.letter_days, limits.holidays)


def missed_letter(letter_on: date | None, handed_in_on: date | None, limits: Limits) -> date | None:
    """Return the last day for the letter where it was handed in after it, else nothing.

    A letter that comes late is still taken, but the delay is told and stays in the book
    (294-QĐ/TW 6.3.1 as quoted; of temporary stays the texts seen name no other number of days).
    """
    if letter_on is None or handed_in_on is None:
        return None
    last = letter_deadline(letter_on, limits)
    return last if handed_in_on > last else None


def due_on(going: Going, limits: Limits) -> date | None:
    """Return the next last day of an open transfer; nothing once it is closed."""
    match going.state:
        case TransferState.STARTED:
            return deadline(going.effective_on, limits)
        case TransferState.LETTER_ISSUED:
            handed_in = letter_deadline(going.letter_on or going.effective_on, limits)
            return min(handed_in, deadline(going.effective_on, limits))
        case TransferState.RECEIVED:
            return letter_deadline(going.letter_on or going.effective_on, limits)
        case TransferState.RUNNING:
            return going.until_on
        case _:
            return None


def alerts(going: Going, limits: Limits, today: date) -> tuple[Alert, ...]:
    """Return what people are to be reminded of today; each code is told once.

    A procedure is asked after when 30 days have passed, before its deadline and after it; a
    temporary stay 30 days before its end (domain §7.3, as a proposal) and when it is over.
    """
    due = due_on(going, limits)
    if due is None:
        return ()
    last_day = display.day(due)
    if going.state is TransferState.RUNNING:
        if today > due:
            return (Alert(f"over {due}", f"Đã hết thời gian sinh hoạt tạm thời ngày {last_day}."),)
        near = today >= due - timedelta(days=limits.before_end)
        words = f"Hết thời gian sinh hoạt tạm thời ngày {last_day}."
        return (Alert(f"end {due}", words),) if near else ()
    if today > due:
        return (Alert(f"late {due}", f"Đã quá hạn làm thủ tục ngày {last_day}."),)
    found = []
    if today >= due - timedelta(days=limits.before_deadline):
        found.append(Alert(f"near {due}", f"Hạn làm thủ tục: ngày {last_day}."))
    elif today >= going.effective_on + timedelta(days=limits.reminder_days):
        found.append(
            Alert(
                "reminder",
                f"Đã {limits.reminder_days} ngày chưa xong thủ tục; hạn ngày {last_day}.",
            )
        )
    return tuple(found)
