"""Terms of office: when one may begin, how its end moves, when people are reminded of it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from partywork.cells.rules.membership import add_months
from partywork.core import display
from partywork.core.errors import RuleBroken

Paper = TypeVar("Paper")


class Term(NamedTuple):
    """A nhiệm kỳ between two days; an open end means that none is recorded."""

    starts_on: date
    ends_on: date | None


def name_of_term(starts_on: date, ends_on: date | None) -> str:
    """Return how papers call a term: «2025-2030», or since when it runs."""
    return f"{starts_on.year}-{ends_on.year}" if ends_on else f"từ năm {starts_on.year}"


# Twice the five years of a term, as quoted: beyond it a year was mistyped.
_LONGEST = 120
_EARLIEST = 6


def check_length(starts_on: date, ends_on: date | None) -> None:
    """Refuse an end that no term can have, however it was prolonged (a rule of the house)."""
    if ends_on is not None and ends_on > add_months(starts_on, _LONGEST):
        raise RuleBroken("Ngày này quá xa so với đầu nhiệm kỳ; hãy xem lại năm.", "ends_on")


def check_term(starts_on: date, ends_on: date | None, others: Iterable[Term]) -> None:
    """Refuse a term with its days in the wrong order or inside another of the organisation.

    The end is recorded from a paper and never computed: lengths of terms are being changed
    (294-QĐ/TW and later texts). A new term ends one whose end nobody recorded.
    """
    if ends_on is not None and ends_on <= starts_on:
        raise RuleBroken("Ngày hết nhiệm kỳ phải sau ngày bắt đầu.", "ends_on")
    check_length(starts_on, ends_on)
    for other in others:
        if starts_on <= other.starts_on:
            raise RuleBroken(
                f"Đã có nhiệm kỳ bắt đầu ngày {display.day(other.starts_on)}; nhiệm kỳ mới phải "
                "bắt đầu sau ngày đó.",
                "starts_on",
            )
        if other.ends_on is not None and starts_on <= other.ends_on:
            raise RuleBroken(
                f"Nhiệm kỳ trước kéo dài đến ngày {display.day(other.ends_on)}. Đại hội sớm thì "
                "ghi văn bản đồng ý của cấp trên ở «Ghi văn bản đổi ngày hết nhiệm kỳ» trước.",
                "starts_on",
            )


def check_leaving(leaving: Collection[object], decision: Paper | None) -> Paper | None:
    """Return the decision on offices that end with a term; neither stands without the other.

    Each change of an office rests on a decision with its number and day (product rule, SE4).
    """
    if leaving and decision is None:
        raise RuleBroken(
            "Hãy ghi số và ngày quyết định về những đồng chí thôi giữ chức vụ.", "decision_number"
        )
    if decision is not None and not leaving:
        raise RuleBroken("Hãy chọn những đồng chí thôi giữ chức vụ theo quyết định này.", "leaving")
    return decision


def day_before(starts_on: date) -> date:
    """Return the last day of a term that ends because another begins."""
    return starts_on - timedelta(days=1)


def check_new_end(term: Term, ends_on: date) -> None:
    """Refuse an end that no paper may give the term.

    A congress may be held at most 6 months early with the upper committee's consent (Điều lệ
    Đảng, as quoted). How much longer a paper lets a term run is not judged: whole Đảng bộ prolong
    the terms of their cells (208-QĐ/TW, as quoted).
    """
    if ends_on <= term.starts_on:
        raise RuleBroken(f"Ngày mới phải sau ngày {display.day(term.starts_on)}.", "ends_on")
    if ends_on == term.ends_on:
        raise RuleBroken("Nhiệm kỳ đã kết thúc vào ngày này; hãy ghi ngày khác.", "ends_on")
    if term.ends_on is not None and ends_on < add_months(term.ends_on, -_EARLIEST):
        raise RuleBroken(
            f"Đại hội sớm không quá {_EARLIEST} tháng so với ngày {display.day(term.ends_on)} "
            "(Điều lệ Đảng).",
            "ends_on",
        )
    check_length(term.starts_on, ends_on)


def is_near_its_end(ends_on: date, today: date, months: int) -> bool:
    """Say whether people are to be reminded of the end of a term: some months before, and after."""
    return today >= add_months(ends_on, -months)
