"""What a cell has begun and not finished, counted for the packages that keep it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, db


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One kind of work: how people call it, and what of it an organisation has open."""

    words: str
    of: Callable[[Actor, UUID], Select[Any]]


_known: list[Unfinished] = []


def name_unfinished(kinds: tuple[Unfinished, ...]) -> None:
    """Learn from the application what the packages above keep."""
    _known[:] = kinds


def unfinished_of(actor: Actor, organisation_id: UUID) -> tuple[tuple[str, int], ...]:
    """Return how much of each kind an organisation has open: numbers only, whoever asks."""
    everything = system(actor.day)
    return tuple((one.words, _count(one.of(everything, organisation_id))) for one in _known)


def _count(query: Select[Any]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return db.session.scalar(counted.execution_options(**{SCOPED: True})) or 0
