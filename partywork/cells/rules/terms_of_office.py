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
                f"Nhiệm kỳ trước kéo dài đến ngày {display.day(other.ends_on)}.", "starts_on"
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


def check_extension(term: Term, ends_on: date) -> None:
    """Refuse an extension that does not lengthen the term.

    A congress may be held up to 6 months early or late with the upper committee's consent, or the
    term be prolonged by a paper of its own (Điều lệ Đảng, as quoted); the paper is named, the
    length is not judged here.
    """
    if ends_on <= (term.ends_on or term.starts_on):
        since = term.ends_on or term.starts_on
        raise RuleBroken(f"Ngày mới phải sau ngày {display.day(since)}.", "ends_on")
    check_length(term.starts_on, ends_on)


def is_near_its_end(ends_on: date, today: date, months: int) -> bool:
    """Say whether people are to be reminded of the end of a term: some months before, and after."""
    return today >= add_months(ends_on, -months)
