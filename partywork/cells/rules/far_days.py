"""Days too far ahead to be meant."""

from datetime import date

from partywork.cells.rules.membership import add_months
from partywork.core.errors import RuleBroken

_FARTHEST_AHEAD = 12


def check_not_far(day: date | None, today: date, field: str) -> None:
    """Refuse a day more than a year ahead.

    A decision may name a day to come; one further away is a slip of the pen (a rule of the house).
    """
    if day is not None and day > add_months(today, _FARTHEST_AHEAD):
        raise RuleBroken("Ngày này quá xa trong tương lai; hãy xem lại năm.", field)
