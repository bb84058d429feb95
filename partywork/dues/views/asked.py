"""Reading the month, the quarter and the year of an address; nonsense is nothing at all."""

from flask import request

from partywork.core import clock
from partywork.core.errors import NotVisible
from partywork.core.periods import Month, Quarter

_YEARS = range(2000, 2101)


def asked_month(year: int, number: int) -> Month:
    """Return the month of an address."""
    if year not in _YEARS or number not in range(1, 13):
        raise NotVisible()
    return Month(year, number)


def asked_quarter(year: int, number: int) -> Quarter:
    """Return the quarter of an address."""
    if year not in _YEARS or number not in range(1, 5):
        raise NotVisible()
    return Quarter(year, number)


def asked_year() -> int:
    """Return the year of `?nam=`, this year for anything else."""
    asked = request.args.get("nam", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in _YEARS
    return int(asked) if is_year else clock.today().year
