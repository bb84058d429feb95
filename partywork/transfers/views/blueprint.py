"""The blueprint of transfers, and what their addresses ask."""

from flask import Blueprint, request

bp = Blueprint("transfers", __name__)

_FIRST_YEAR, _LAST_YEAR = 1930, 2200


def asked_year(this_year: int) -> int:
    """Return the year of `?nam=`, this year for anything that is none."""
    text = request.args.get("nam", "")
    year = int(text) if text.isdecimal() and len(text) == len("2026") else this_year
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)
