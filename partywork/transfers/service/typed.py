"""What people type of a transfer: its papers, a temporary stay."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is typed: its number and day, if it has them, and who decided.

    `vote_id` is the vote of a meeting that took a decision, where that met in the system.
    """

    number: str | None = None
    day: date | None = None
    body: str | None = None
    vote_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A temporary stay as it is typed: where, from, until, whether to study."""

    starts_on: date
    until_on: date
    is_study: bool
    to_cell: UUID | None = None
    to_place: str | None = None
