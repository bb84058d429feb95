"""What the papers of a transfer need, how long a temporary stay may be, which day follows which."""

from datetime import date, timedelta

from partywork.cells.rules.membership import add_months
from partywork.cells.terms import EventKind
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.transfers.rules.clocks import Limits
from partywork.transfers.terms import TransferKind, TransferState

# Rules of the house against slips of the pen: in months.
_FARTHEST_AHEAD = 12
_OLDEST_LETTER = 12
_MOST_OWED = 3


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


def check_letter(*, letter_on: date, dues_paid_to: date | None, has_self_review: bool) -> None:
    """Refuse a letter of introduction before dues and self-review are in order (§7.3).

    Who owes three months is considered by the cell (01-QĐ/TW 2026, as quoted), not sent on as
    having paid; that a letter may say less is a rule of the house.
    """
    if dues_paid_to is None:
        raise RuleBroken("Chưa ghi đã đóng đảng phí đến hết tháng nào.")
    if Month.of(dues_paid_to) < Month.of(letter_on).shift(-_MOST_OWED):
        paid_to = Month.of(dues_paid_to).short_label
        raise RuleBroken(
            f"Mới ghi đã đóng đảng phí đến hết {paid_to}, còn nợ từ {_MOST_OWED} tháng trở "
            "lên đến ngày cấp giấy. Hãy thu đủ, ghi lại tháng đã đóng rồi cấp giấy giới thiệu."
        )
    if not has_self_review:
        raise RuleBroken("Chưa có bản tự kiểm điểm của đảng viên.")


def check_letter_day(letter_on: date | None, starts_on: date, admitted_on: date | None) -> None:
    """Refuse a letter older than the member's admission, or than the stay by more than a year.

    The second is a rule of the house against slips of the pen.
    """
    if letter_on is None:
        return
    if admitted_on is not None:
        check_not_before(letter_on, admitted_on, "ngày vào Đảng", "letter_on")
    if add_months(letter_on, _OLDEST_LETTER) < starts_on:
        raise RuleBroken(
            f"Giấy giới thiệu cấp quá {_OLDEST_LETTER} tháng trước ngày bắt đầu; hãy xem lại năm.",
            "letter_on",
        )


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
