"""The days of the way into the Party: their order, and the months of probation between them.

One rule for whoever is written down as official already: taken over from a list, come from
another Đảng bộ, or found in a member's record.
"""

from datetime import date
from itertools import pairwise

from partywork.cells.rules.history.limits import Limits, on_day
from partywork.cells.rules.membership import Probation
from partywork.core import display
from partywork.core.errors import RuleBroken


def probation_of(begun_on: date, limits: Limits) -> Probation:
    """Return the probation of somebody admitted on a day, as the provisions of that day say.

    Before the first provision that one counts; the office enters other months of older days as a
    provision of their time.
    """
    months = on_day(limits.probation_months, begun_on)
    return Probation(months, bool(on_day(limits.probation_ends_in_month, begun_on)))


def earliest_official(
    admitted_on: date | None, ceremony_on: date | None, limits: Limits
) -> date | None:
    """Return the first day somebody can be official, nothing where no beginning is known.

    Twelve months from the ceremony, not from the decision (Điều lệ Đảng, Điều 5); where a list
    does not know the ceremony, not before twelve months from the decision that precedes it.
    Earlier Điều lệ had other and shorter times for some; before the year of the provision
    (`probation.checked_from`) the papers are believed.
    """
    begun_on = ceremony_on or admitted_on
    if begun_on is None or _is_of_older_rules(begun_on, limits):
        return None
    return probation_of(begun_on, limits).ends_on(begun_on)


def _is_of_older_rules(begun_on: date, limits: Limits) -> bool:
    years = limits.probation_checked_from
    return bool(years) and begun_on.year < on_day(years, begun_on)


def check_order(
    admitted_on: date | None, ceremony_on: date | None, official_on: date | None, field: str
) -> None:
    """Refuse a ceremony before the decision to admit, and an official day before either."""
    days = (
        ("quyết định kết nạp", admitted_on),
        ("tổ chức lễ kết nạp", ceremony_on),
        ("công nhận chính thức", official_on),
    )
    given = [(words, day) for words, day in days if day is not None]
    for (before, first), (after, second) in pairwise(given):
        if second < first:
            raise RuleBroken(f"Ngày {after} không được trước ngày {before}.", field)


def check_served(
    admitted_on: date | None,
    ceremony_on: date | None,
    official_on: date | None,
    limits: Limits,
    field: str,
) -> None:
    """Refuse an official day before the months of probation were over."""
    first = earliest_official(admitted_on, ceremony_on, limits)
    if first is not None and official_on is not None and official_on < first:
        raise RuleBroken(
            "Ngày công nhận chính thức không được trước ngày hết thời gian dự bị "
            f"({display.day(first)}).",
            field,
        )


def check_end_of_probation(
    day: date, admitted_on: date | None, ceremony_on: date | None, limits: Limits
) -> None:
    """Refuse an official day that is not the one on which the known probation ends.

    Without a known ceremony, as for people taken over from a list, only an earlier day.
    """
    begun_on = ceremony_on or admitted_on
    if begun_on is None:
        return
    probation = probation_of(begun_on, limits)
    ends_on = probation.ends_on(begun_on)
    if day < ends_on or (ceremony_on is not None and day > ends_on):
        words = "lễ kết nạp" if ceremony_on is not None else "quyết định kết nạp"
        raise RuleBroken(
            f"Ngày chính thức là ngày hết {probation.months} tháng dự bị kể từ {words} "
            f"({display.day(begun_on)}), tức ngày {display.day(ends_on)}; họp hoặc quyết định "
            "chậm không làm thay đổi ngày này.",
            "happened_on",
        )
