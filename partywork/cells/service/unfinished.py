"""What a cell has begun and not finished, and what becomes of it when the cell ends.

The packages above keep the work itself; the application names each kind here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from partywork.cells.models import Organisation
from partywork.core.actor import Actor, system
from partywork.core.db import SCOPED, db

# More names of one kind than this are only counted.
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Ending:
    """A cell that ends, who takes its work over, and the decision behind it.

    `heir` is the cell that follows or, when none does, the organisation above.
    """

    old: Organisation
    heir: Organisation
    has_successor: bool
    last_day: date
    decision: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One kind of work: how people call it, what of it there is, what becomes of it at the end.

    `told` names one piece, `fate` says what happens where a cell follows, `fate_alone` where none
    does. `pass_on` hands the work over in the running transaction and writes one entry into the
    trail. What goes on by itself, as resolutions in force do, is not open.
    """

    words: str
    of: Callable[[Actor, UUID], Select[Any]]
    told: Callable[[Any], str]
    fate: str
    fate_alone: str
    pass_on: Callable[[Actor, Ending], None] | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Estate:
    """One kind of work an ending cell leaves: how much, by name what may be seen, what becomes."""

    words: str
    count: int
    names: tuple[str, ...]
    fate: str


_known: list[Unfinished] = []


def name_unfinished(kinds: tuple[Unfinished, ...]) -> None:
    """Learn from the application what the packages above keep."""
    _known[:] = kinds


def unfinished_of(actor: Actor, organisation_id: UUID) -> tuple[tuple[str, int], ...]:
    """Return how much of each kind an organisation has open: numbers only, whoever asks."""
    everything = system(actor.day)
    return tuple(
        (one.words, _count(one.of(everything, organisation_id))) for one in _known if one.is_open
    )


def estate_of(actor: Actor, organisation_id: UUID, *, has_successor: bool) -> tuple[Estate, ...]:
    """Return what an ending cell leaves; by name only what the actor may read anyway."""
    everything = system(actor.day)
    return tuple(
        Estate(
            words=one.words,
            count=_count(one.of(everything, organisation_id)),
            names=_names(one, actor, organisation_id),
            fate=one.fate if has_successor else one.fate_alone,
        )
        for one in _known
    )


def _names(one: Unfinished, actor: Actor, organisation_id: UUID) -> tuple[str, ...]:
    pieces = db.session.scalars(one.of(actor, organisation_id).limit(_NAMED))
    return tuple(dict.fromkeys(one.told(piece) for piece in pieces))


def pass_on(actor: Actor, ending: Ending) -> None:
    """Hand over what a cell leaves, kind by kind, inside the running transaction."""
    for one in _known:
        if one.pass_on is not None:
            one.pass_on(actor, ending)


def _count(query: Select[Any]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return db.session.scalar(counted.execution_options(**{SCOPED: True})) or 0
