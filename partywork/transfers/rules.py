"""Clocks of a transfer, what its papers need, how long a temporary stay may be."""

from dataclasses import dataclass
from datetime import date, timedelta

from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.provisions.rules import add_working_days
from partywork.transfers.terms import TransferKind, TransferState

# A rule of the house against slips of the pen: in months.
_FARTHEST_AHEAD = 12


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


def owes_slip(kind: TransferKind, state: TransferState, slip_number: str | None) -> bool:
    """Say whether the place that took somebody in has still to send its return slip.

    For who came for good once they are taken in; for a guest once the stay is over (domain §7.3).
    """
    if kind is TransferKind.GUEST:
        return state is TransferState.COMPLETED and slip_number is None
    return state is TransferState.RECEIVED


def check_dated(number: str | None, day: date | None) -> None:
    """Ask for the day of a slip whose number was typed: a paper is known by both."""
    if number and day is None:
        raise RuleBroken("Hãy ghi ngày của giấy đó.", "document_on")


def check_slip_owed(kind: TransferKind, state: TransferState, slip_number: str | None) -> None:
    """Refuse a return slip that is not owed: not yet, no more, or never."""
    if not owes_slip(kind, state, slip_number):
        raise RuleBroken(
            f"Hồ sơ này «{state.label.lower()}», không có phiếu báo đang chờ gửi; với người đến "
            "sinh hoạt tạm thời, phiếu báo gửi khi hết thời gian."
        )


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


def check_stay(starts_on: date, until_on: date, *, is_study: bool, limits: Limits) -> None:
    """Refuse a temporary stay outside its bounds: 3 months to under a year, study to 2 years.

    232-QĐ/TW 6.3.2 as quoted. A longer stay is a transfer for good.
    """
    day_after = until_on + timedelta(days=1)
    if day_after < add_months(starts_on, limits.shortest_stay):
        raise RuleBroken(
            f"Sinh hoạt tạm thời từ {limits.shortest_stay} tháng trở lên; thời gian ngắn hơn chi "
            "bộ ghi «Tạm miễn sinh hoạt có thời hạn».",
            "until_on",
        )
    if is_study:
        if day_after > add_months(starts_on, limits.longest_study):
            raise RuleBroken(
                f"Đi học được sinh hoạt tạm thời không quá {limits.longest_study} tháng.",
                "until_on",
            )
    elif day_after >= add_months(starts_on, limits.longest_stay):
        raise RuleBroken(
            f"Sinh hoạt tạm thời dưới {limits.longest_stay} tháng; từ thời hạn đó phải chuyển "
            "sinh hoạt đảng chính thức.",
            "until_on",
        )


def check_extension(until_on: date, new_until: date) -> None:
    """Refuse an extension that does not extend."""
    if new_until <= until_on:
        raise RuleBroken(
            f"Ngày gia hạn phải sau ngày đã ghi ({display.day(until_on)}).", "until_on"
        )


def check_letter(*, dues_paid_to: date | None, has_self_review: bool) -> None:
    """Refuse a letter of introduction before dues and self-review are in order (§7.3)."""
    if dues_paid_to is None:
        raise RuleBroken("Chưa ghi đã đóng đảng phí đến hết tháng nào.")
    if not has_self_review:
        raise RuleBroken("Chưa có bản tự kiểm điểm của đảng viên.")


def check_not_before(day: date, first: date, words: str, field: str) -> None:
    """Refuse a step dated before the one it follows."""
    if day < first:
        raise RuleBroken(f"Ngày này không được trước {words} ({display.day(first)}).", field)


def check_happened(day: date | None, today: date, field: str) -> None:
    """Refuse as done what a day still to come would have done."""
    if day is not None and day > today:
        raise RuleBroken("Ngày không được ở tương lai.", field)


def check_effective(
    effective_on: date,
    *,
    decided_on: date | None,
    admitted_on: date | None,
    today: date,
    field: str = "effective_on",
) -> None:
    """Refuse a transfer before its decision or before admission, or out of all proportion.

    A decision may name a day to come; more than a year ahead is a slip of the pen, not a transfer
    (a rule of the house).
    """
    check_happened(decided_on, today, "decided_on")
    if decided_on is not None:
        check_not_before(effective_on, decided_on, "ngày quyết định", field)
    if admitted_on is not None:
        check_not_before(effective_on, admitted_on, "ngày vào Đảng", field)
    if effective_on > add_months(today, _FARTHEST_AHEAD):
        raise RuleBroken("Ngày này quá xa trong tương lai; hãy xem lại năm.", field)


def check_paid_to(paid_to: date, admitted_on: date | None, today: date) -> None:
    """Refuse a month before the member was admitted or far ahead."""
    if admitted_on is not None and paid_to < admitted_on:
        raise RuleBroken(
            f"Tháng này trước khi vào Đảng ({display.day(admitted_on)}).", "dues_paid_to"
        )
    if paid_to > add_months(today, _FARTHEST_AHEAD):
        raise RuleBroken("Tháng này quá xa trong tương lai; hãy xem lại năm.", "dues_paid_to")


@dataclass(frozen=True, slots=True)
class Papers:
    """The days in the life of somebody who comes, as the papers they bring say."""

    born_on: date
    admitted_on: date | None
    ceremony_on: date | None
    official_on: date | None
    party_age_from: date | None


def check_papers(papers: Papers, letter_on: date | None, came_on: date, youngest: int) -> None:
    """Refuse days that cannot follow on each other: birth, 18 years, admission, ceremony, official.

    At least 18 years of age at admission (Điều lệ Đảng, Điều 1.2); the other days follow each
    other up to the day of arrival. Party age may leave out time and begin later
    than the decision, never before it (208-QĐ/TW as quoted).
    """
    of_age = add_months(papers.born_on, 12 * youngest)
    days = (
        ("admitted_on", f"ngày đủ {youngest} tuổi", of_age, papers.admitted_on),
        ("ceremony_on", "ngày quyết định kết nạp", papers.admitted_on, papers.ceremony_on),
        ("official_on", "ngày lễ kết nạp", papers.ceremony_on, papers.official_on),
        ("official_on", "ngày quyết định kết nạp", papers.admitted_on, papers.official_on),
        ("party_age_from", "ngày quyết định kết nạp", papers.admitted_on, papers.party_age_from),
        ("letter_on", "ngày quyết định kết nạp", papers.admitted_on, letter_on),
    )
    for field, words, first, day in days:
        if first is not None and day is not None:
            check_not_before(day, first, words, field)
    last = (
        ("admitted_on", papers.admitted_on),
        ("ceremony_on", papers.ceremony_on),
        ("official_on", papers.official_on),
    )
    for field, before in last:
        if before is not None and before > came_on:
            raise RuleBroken(
                f"Ngày này không được sau ngày đồng chí đến ({display.day(came_on)}).", field
            )


def check_state(state: TransferState, *allowed: TransferState) -> None:
    """Refuse a step that the state does not allow."""
    if state not in allowed:
        raise RuleBroken(f"Hồ sơ chuyển sinh hoạt này «{state.label.lower()}».")


def state_before(undone: EventKind) -> TransferState:
    """Return where a transfer stands again when what it brought about is undone.

    Who was wrongly seen off or called back is still on the way or away; what should never have
    begun is stopped.
    """
    if undone is EventKind.TRANSFERRED_OUT:
        return TransferState.LETTER_ISSUED
    if undone is EventKind.TEMPORARY_ENDED:
        return TransferState.RUNNING
    return TransferState.CANCELLED
