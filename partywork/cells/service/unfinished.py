"""What a cell has begun and not finished, and what becomes of it when it ends or people leave it.

The packages above keep the work itself; the application names each kind here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from partywork.cells.models import Organisation
from partywork.core.actor import Actor, system
from partywork.core.db import count_rows, db

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
class Parting:
    """People who leave a cell that goes on, the cell they go to, and the decision behind it."""

    old: Organisation
    heir: Organisation
    people: Collection[UUID]
    last_day: date
    decision: str


@dataclass(frozen=True, slots=True)
class WithPeople:
    """The part of one kind of work that is about some people of a cell which is divided.

    `of` returns what of it there is, `fate` says what becomes of it, `words` how people call this
    part where the name of the whole does not fit. `pass_on` lets it follow them in the running
    transaction and writes one entry into the trail.
    """

    of: Callable[[Actor, UUID, Collection[UUID]], Select[Any]]
    fate: str
    pass_on: Callable[[Actor, Parting], None] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One kind of work: how people call it, what of it there is, what becomes of it at the end.

    `told` names one piece, `fate` says what happens where a cell follows, `fate_alone` where none
    does. `pass_on` hands the work over in the running transaction and writes one entry into the
    trail. What goes on by itself, as resolutions in force do, is not open. `with_people` is what
    of it is about single members, who may leave a cell that goes on.
    """

    words: str
    of: Callable[[Actor, UUID], Select[Any]]
    told: Callable[[Any], str]
    fate: str
    fate_alone: str
    pass_on: Callable[[Actor, Ending], None] | None = None
    is_open: bool = True
    with_people: WithPeople | None = None


@dataclass(frozen=True, slots=True)
class Estate:
    """One kind of work that changes hands: how much, by name what may be seen, what becomes."""

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
        (one.words, count_rows(one.of(everything, organisation_id)))
        for one in _known
        if one.is_open
    )


def estate_of(actor: Actor, organisation_id: UUID, *, has_successor: bool) -> tuple[Estate, ...]:
    """Return what an ending cell leaves; by name only what the actor may read anyway."""
    everything = system(actor.day)
    return tuple(
        Estate(
            words=one.words,
            count=count_rows(one.of(everything, organisation_id)),
            names=_names(one, one.of(actor, organisation_id)),
            fate=one.fate if has_successor else one.fate_alone,
        )
        for one in _known
    )


def estate_with(
    actor: Actor, organisation_id: UUID, people: Collection[UUID]
) -> tuple[Estate, ...]:
    """Return the work about people who leave a cell; by name only what the actor may read."""
    everything = system(actor.day)
    return tuple(
        Estate(
            words=part.words or one.words,
            count=count_rows(part.of(everything, organisation_id, people)),
            names=_names(one, part.of(actor, organisation_id, people)),
            fate=part.fate,
        )
        for one in _known
        if (part := one.with_people) is not None
    )


def _names(one: Unfinished, query: Select[Any]) -> tuple[str, ...]:
    pieces = db.session.scalars(query.limit(_NAMED))
    return tuple(dict.fromkeys(one.told(piece) for piece in pieces))


def pass_on(actor: Actor, ending: Ending) -> None:
    """Hand over what a cell leaves, kind by kind, inside the running transaction."""
    for one in _known:
        if one.pass_on is not None:
            one.pass_on(actor, ending)


def pass_on_with(actor: Actor, parting: Parting) -> None:
    """Let the work about people who leave a cell follow them, inside the running transaction."""
    for one in _known:
        if one.with_people is not None and one.with_people.pass_on is not None:
            one.with_people.pass_on(actor, parting)
