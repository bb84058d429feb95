"""What a cell does this month, told on its page by the package that follows the month."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Flask, current_app

from partywork.core.actor import Actor

_EXTENSION = "partywork-months"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One thing of the month: a tag (its kind and words), what it is, where it leads, a note."""

    tag: tuple[str, str]
    words: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CellMonth:
    """The month of a cell as this reader may know it."""

    title: str
    words: str
    lines: tuple[MonthLine, ...]


Teller = Callable[[Actor, UUID], CellMonth | None]


def use_months(app: Flask, teller: Teller) -> None:
    """Let the package that follows the month tell of it."""
    app.extensions[_EXTENSION] = teller


def month_of(actor: Actor, organisation_id: UUID) -> CellMonth | None:
    """Return this month of a cell; nothing where the actor may know nothing of it."""
    teller: Teller = current_app.extensions[_EXTENSION]
    return teller(actor, organisation_id)
