"""With which month a register begins, which months it may hold, when its months close and open."""

from datetime import date

from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.balance import NOT_BEGUN

# A year ahead at most: the longest leave for which dues may be paid ahead; further is a slip.
_MONTHS_AHEAD = 12


def earliest_beginning(today: date, months_back: int) -> Month:
    """Return the earliest month with which a register may begin; the paper book has the others.

    No text says how far back; the number of months is a provision.
    """
    return Month.of(today).shift(-months_back)


def check_beginning(
    month: Month,
    *,
    today: date,
    months_back: int,
    closed: Month | None,
    first_written: Month | None,
    first_money: date | None,
) -> None:
    """Refuse a beginning that makes debts of a time nobody kept, or leaves out what is written.

    Months count as unpaid only where the register is kept, so the cell says since when it is
    (rule of the register; 01-QĐ/TW as quoted says nothing of it).
    """
    if month > Month.of(today):
        raise RuleBroken("Tháng bắt đầu sổ không được ở tương lai.", "from_month")
    earliest = earliest_beginning(today, months_back)
    if month < earliest:
        raise RuleBroken(
            f"Sổ bắt đầu sớm nhất từ {earliest.short_label}; các tháng trước theo sổ giấy.",
            "from_month",
        )
    if closed is not None:
        raise RuleBroken(
            f"Danh sách thu đến hết {closed.short_label} đã chốt: phải mở lại các tháng đã chốt "
            "trước khi đổi tháng bắt đầu sổ.",
            "from_month",
        )
    if first_written is not None and month > first_written:
        raise RuleBroken(
            f"Sổ đã ghi đảng phí của {first_written.short_label}, không bắt đầu sau tháng đó.",
            "from_month",
        )
    if first_money is not None and month.first_day > first_money:
        raise RuleBroken(
            f"Sổ đã ghi tiền nộp ngày {display.day(first_money)}, không bắt đầu sau ngày đó.",
            "from_month",
        )


def is_followed(month: Month, begun: Month | None) -> bool:
    """Say whether a month belongs to the register; nothing is owed of another."""
    return begun is not None and begun <= month


def latest_month(today: date) -> Month:
    """Return the last month that may be written of; a list of a later one is nobody's yet."""
    return Month.of(today).shift(_MONTHS_AHEAD)


def check_not_too_far(month: Month, *, today: date, field: str | None = None) -> None:
    """Refuse a month that lies too far ahead."""
    latest = latest_month(today)
    if month > latest:
        raise RuleBroken(f"Chỉ ghi trước đến {latest.short_label}.", field)


def check_followed(month: Month, *, begun: Month | None, today: date) -> Month:
    """Return the beginning of the register; refuse to write of a month before it, or far ahead."""
    if begun is None:
        raise RuleBroken(NOT_BEGUN)
    if month < begun:
        raise RuleBroken(
            f"Sổ đảng phí của chi bộ bắt đầu từ {begun.short_label}; tháng trước đó theo sổ giấy, "
            "không ghi ở đây."
        )
    check_not_too_far(month, today=today)
    return begun


def check_within_reach(month: Month, *, earliest: Month, today: date, field: str) -> None:
    """Refuse that something counts from a month long past or far ahead."""
    if month < earliest:
        raise RuleBroken(
            f"Sổ đảng phí ở đây không có tháng nào trước {earliest.short_label}. Hãy ghi từ tháng "
            "đó.",
            field,
        )
    check_not_too_far(month, today=today, field=field)


def check_closing(
    month: Month, *, today: date, begun: Month | None, closed: Month | None, unknown: int
) -> None:
    """Months are closed one after the other from the first, none before it began or unknown."""
    if begun is None:
        raise RuleBroken(NOT_BEGUN)
    if month > Month.of(today):
        raise RuleBroken("Chưa đến tháng này, chưa chốt được danh sách thu.")
    if closed is not None and month <= closed:
        raise RuleBroken("Danh sách thu tháng này đã chốt.")
    if month < begun:
        raise RuleBroken(
            f"Sổ đảng phí của chi bộ bắt đầu từ {begun.short_label}; tháng trước đó không chốt "
            "ở đây."
        )
    expected = begun if closed is None else closed.shift(1)
    if month != expected:
        raise RuleBroken(f"Hãy chốt {expected.short_label} trước.")
    if unknown:
        raise RuleBroken(
            f"Còn {unknown} đồng chí chưa xác định mức đóng. Hãy ghi kê khai của các đồng chí đó."
        )


def check_reopening(month: Month, *, closed: Month | None, settled: Quarter | None) -> None:
    """Only the month closed last is opened again, and only while its quarter is not settled."""
    if closed is None or month > closed:
        raise RuleBroken("Danh sách thu tháng này chưa chốt.")
    quarter = Quarter.of(month.first_day)
    if settled is not None and quarter <= settled:
        raise RuleBroken(
            f"Đảng phí {quarter.label} đã quyết toán, không mở lại danh sách thu trong quý."
        )
    if month < closed:
        raise RuleBroken(f"Hãy mở lại {closed.short_label} trước: tháng chốt sau mở lại trước.")
