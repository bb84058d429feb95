"""What may be written into the register of dues: declarations, reliefs, payments."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from partywork.cells.terms import MembershipStatus
from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.core.text import fold
from partywork.dues.rules.amounts import Declared
from partywork.dues.terms import DuesGroup, PaymentWay, ReliefGround, ReliefPercent, Timing

_BY_BASE = (DuesGroup.INSURED, DuesGroup.ON_ALLOWANCE, DuesGroup.PENSIONER)
_EXCUSED_FOR_A_TIME = (MembershipStatus.EXEMPTED, MembershipStatus.PROBATIONARY_EXEMPTED)


class Decided(NamedTuple):
    """A relief that is recorded: its decision and its months."""

    decision_number: str
    from_month: Month
    to_month: Month | None


class Piece(NamedTuple):
    """Money somebody brought at one time: whole đồng, its day, its way."""

    amount: int
    paid_on: date
    way: PaymentWay


def check_rest(before: tuple[Piece, ...], piece: Piece) -> None:
    """Refuse the rest of a month from before the day on which the first of it came."""
    last = before[-1].paid_on
    if piece.paid_on < last:
        raise RuleBroken(
            f"Lần trước đã nộp ngày {display.day(last)}: ngày đóng thêm không trước ngày đó.",
            "paid_on",
        )


def money_of(brought: Iterable[Piece], first: date, last: date) -> list[Piece]:
    """Return what came between two days."""
    return [one for one in brought if first <= one.paid_on <= last]


def check_declaration(
    declared: Declared, *, from_month: Month, higher_decision: str, closed: Month | None
) -> None:
    """Refuse a declaration that says too little, or that changes a month already closed.

    A member declares their income honestly; more than the rule asks is paid once the chi bộ has
    reported it and the level above has agreed (01-QĐ/TW 2026, as quoted).
    """
    if declared.group in _BY_BASE and declared.base <= 0:
        raise RuleBroken("Hãy ghi số tiền làm căn cứ tính đảng phí của nhóm này.", "base")
    if declared.group not in _BY_BASE and declared.base > 0:
        raise RuleBroken("Nhóm này đóng theo mức cố định, không ghi số tiền làm căn cứ.", "base")
    if declared.higher is not None and not higher_decision.strip():
        raise RuleBroken(
            "Mức tự nguyện cao hơn cần văn bản đồng ý của cấp ủy cấp trên: hãy ghi số văn bản.",
            "higher_decision",
        )
    if declared.higher is None and higher_decision.strip():
        raise RuleBroken("Hãy ghi mức tự nguyện đóng đã được đồng ý.", "higher")
    check_not_closed(from_month, closed, "from_month")


def check_not_closed(month: Month, closed: Month | None, field: str) -> None:
    """What counts in a month that was closed stays as it was."""
    if closed is not None and month <= closed:
        raise RuleBroken(
            f"Danh sách thu đến hết {closed.short_label} đã chốt. Hãy ghi từ "
            f"{closed.shift(1).short_label}.",
            field,
        )


def check_not_paid_elsewhere(*, is_paid_elsewhere: bool) -> None:
    """A month is paid once, in one cell (01-QĐ/TW 2026, as quoted)."""
    if is_paid_elsewhere:
        raise RuleBroken("Đồng chí đã nộp đảng phí tháng này ở chi bộ khác.", "entry")


def check_relief(
    ground: ReliefGround,
    percent: ReliefPercent,
    *,
    from_month: Month,
    to_month: Month | None,
    longest: int,
) -> None:
    """Refuse a decision the rule does not know.

    Social pension, poor households and serious illness are exempt, without a part; another
    hardship is exempt or lowered by 30, 50 or 70 %, for 12 months a decision at most (01-QĐ/TW
    2026, as quoted).
    """
    if to_month is not None and to_month < from_month:
        raise RuleBroken("Tháng cuối không được trước tháng đầu.", "to_month")
    if ground is not ReliefGround.HARDSHIP:
        if percent is not ReliefPercent.ALL:
            raise RuleBroken("Trường hợp này được miễn, không giảm một phần.", "percent")
        return
    if to_month is None:
        raise RuleBroken(
            f"Miễn, giảm do hoàn cảnh khó khăn phải có thời hạn, mỗi lần không quá {longest} "
            "tháng.",
            "to_month",
        )
    if from_month.shift(longest) <= to_month:
        raise RuleBroken(
            f"Mỗi lần quyết định miễn, giảm không quá {longest} tháng "
            "(Quy định 01-QĐ/TW năm 2026).",
            "to_month",
        )


def check_not_recorded(
    decision_number: str, from_month: Month, to_month: Month | None, others: Collection[Decided]
) -> None:
    """Refuse a decision that is there already: the same number for months that meet."""
    for other in others:
        begins_before_other_ends = other.to_month is None or from_month <= other.to_month
        ends_after_other_begins = to_month is None or other.from_month <= to_month
        is_same = fold(decision_number) == fold(other.decision_number)
        if is_same and begins_before_other_ends and ends_after_other_begins:
            raise RuleBroken(
                f"Quyết định số {other.decision_number} đã ghi cho đồng chí này từ "
                f"{other.from_month.short_label}. Muốn kết thúc sớm thì sửa tháng cuối của quyết "
                "định đó.",
                "decision_number",
            )


def check_not_own(member_id: UUID | None, payers: Collection[UUID]) -> None:
    """Refuse that who collects writes down their own money: another officer does, or the office.

    No text we have says so; it is the ordinary rule that a collector gives nobody their own
    receipt.
    """
    if member_id in payers:
        raise RuleBroken(
            "Không ai tự ghi đảng phí của mình: hãy bỏ đánh dấu tên đồng chí, nhờ một đồng chí "
            "cấp ủy khác hoặc văn phòng Đảng ủy ghi.",
            "paid",
        )


def timing(month: Month, paid_on: date) -> Timing:
    """Say whether a month was paid within it, before or after."""
    paid_in = Month.of(paid_on)
    if paid_in == month:
        return Timing.IN_TIME
    return Timing.EARLY if paid_in < month else Timing.LATE


def may_pay_apart(status: MembershipStatus) -> bool:
    """Only who is excused from meetings for a time may pay ahead or behind (01-QĐ/TW, quoted).

    It is a warning: money that was brought is never sent back by the register.
    """
    return status in _EXCUSED_FOR_A_TIME


def check_payment(
    amount: int, *, paid_on: date, today: date, begun: Month, settled: Quarter | None
) -> None:
    """Refuse money without an amount, from the future, or of a time that is in another book.

    What came before the register begins is in the paper one, what came in a settled quarter was
    settled: no settlement would hold it.
    """
    if amount <= 0:
        raise RuleBroken("Hãy ghi số tiền đã nộp.", "amount")
    if paid_on > today:
        raise RuleBroken("Ngày nộp không được ở tương lai.", "paid_on")
    if paid_on < begun.first_day:
        raise RuleBroken(
            f"Sổ đảng phí của chi bộ bắt đầu từ ngày {display.day(begun.first_day)}: tiền nộp "
            "trước ngày đó theo sổ giấy. Nếu tháng này đã nộp trước theo sổ giấy, chọn «Chưa nộp, "
            "có lý do chính đáng».",
            "paid_on",
        )
    check_not_settled(paid_on, settled, "paid_on")


def check_not_settled(paid_on: date, settled: Quarter | None, field: str) -> None:
    """What came in a quarter that was settled stays as it was written."""
    if settled is not None and paid_on <= settled.last_day:
        last = display.day(settled.last_day)
        raise RuleBroken(
            f"Đảng phí đến hết {settled.label} đã quyết toán: không ghi hoặc sửa tiền nộp đến ngày "
            f"{last}. Tiền ghi sót thì ghi theo ngày cấp ủy vào sổ, sau ngày {last}, và tính vào "
            "quý sau.",
            field,
        )
