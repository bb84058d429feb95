"""The blueprint of conduct, and what its addresses ask."""

from uuid import UUID

from flask import Blueprint, request

from partywork.web.guards import current_actor

bp = Blueprint("conduct", __name__)


def asked_cell() -> UUID | None:
    """Return the cell of `?chi-bo=`, or nothing for anything that is no key."""
    try:
        return UUID(request.args.get("chi-bo", ""))
    except ValueError:
        return None


def asked_year() -> int:
    """Return the year of `?nam=`, the present one for anything else."""
    asked = request.args.get("nam", "")
    is_year = len(asked) == 4 and asked.isascii() and asked.isdigit() and asked >= "2000"
    return int(asked) if is_year else current_actor().day.year
