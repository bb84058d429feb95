"""The blueprint of badges and cards, and what their addresses ask."""

from datetime import date
from uuid import UUID

from flask import Blueprint, request

from partywork.core.errors import NotVisible

bp = Blueprint("badges", __name__)


def asked_cell() -> UUID | None:
    """Return the cell of `?chi-bo=`, or nothing for anything that is no key."""
    try:
        return UUID(request.args.get("chi-bo", ""))
    except ValueError:
        return None


def day_of(word: str) -> date:
    """Return the day an address names; there is nothing at an address that names none."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise NotVisible from None
