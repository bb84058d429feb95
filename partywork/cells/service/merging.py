"""Carrying over whatever points at one record to another one of the same person.

The packages above keep these rows; the application says what becomes of each table.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapper

from partywork.cells.models import Member
from partywork.cells.rules.merging import Becomes, Fate
from partywork.core.db import SCOPED, Base, db
from partywork.core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of one person on the day they are made one."""

    kept: UUID
    gone: UUID
    day: date

    @property
    def both(self) -> tuple[UUID, UUID]:
        """Both records, in an order that does not depend on which is kept."""
        low, high = sorted((self.kept, self.gone))
        return low, high


Step = Callable[[Pair], None]


@dataclass(frozen=True, slots=True)
class Double:
    """Something in which two records of one person would count twice.

    `of` returns the rows in question; `words` is what people call them, `refusal` what is said
    when the merger has to wait for them, or what tells it of the first of them.
    """

    words: str
    of: Callable[[Pair], Select[Any]]
    becomes: Becomes
    refusal: str | Callable[[Any], str] = ""

    def refused(self, row: Any) -> RuleBroken:
        """Say why the merger waits for a row."""
        words = self.refusal if isinstance(self.refusal, str) else self.refusal(row)
        return RuleBroken(words, "verdict")


@dataclass(slots=True)
class Carried:
    """How many rows of each kind went over, stay with the record that goes, were taken away."""

    followed: Counter[str] = field(default_factory=Counter)
    stayed: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


_fates: dict[str, Fate] = {}
_words: dict[str, str] = {}
_doubles: list[Double] = []
_first: list[Step] = []


def name_fates(
    fates: Mapping[str, Fate],
    words: Mapping[str, str],
    doubles: tuple[Double, ...],
    first: tuple[Step, ...],
) -> None:
    """Learn from the application what becomes of each table and how people call it.

    `first` are the steps by which a package makes up its rows before any of them goes over.
    """
    _fates.clear()
    _fates.update(fates)
    _words.update(words)
    _doubles[:] = doubles
    _first[:] = first


def carry(pair: Pair) -> Carried:
    """Let everything follow the kept record inside the running transaction.

    Raises `RuleBroken` when something is under way in which both records take part.
    """
    carried = Carried()
    for step in _first:
        step(pair)
    staying = _deal_with_doubles(pair, carried)
    for table, mapper in _mappers(Fate.STAYS):
        for column in _columns(mapper):
            carried.stayed[_words[table]] += len(_rows(mapper, column, pair.gone))
    for table, mapper in _mappers(Fate.FOLLOWS):
        for column in _columns(mapper):
            moved, stayed = _carry(mapper, column, pair, frozenset(staying))
            carried.followed[_words[table]] += moved
            carried.stayed[_words[table]] += stayed
    return carried


def _deal_with_doubles(pair: Pair, carried: Carried) -> set[UUID]:
    staying: set[UUID] = set()
    for double in _doubles:
        rows = list(db.session.scalars(double.of(pair)))
        if rows and double.becomes is Becomes.WAITS:
            raise double.refused(rows[0])
        if double.becomes is Becomes.KEPT_BACK:
            staying.update(row.id for row in rows)
            continue
        for row in rows:
            db.session.delete(row)
            carried.dropped[double.words] += 1
        db.session.flush()
    return staying


def _mappers(wanted: Fate) -> list[tuple[str, Mapper[Any]]]:
    """Return every table with that fate, in the order in which the application names them."""
    known = {mapper.class_.__tablename__: mapper for mapper in Base.registry.mappers}
    return [(table, known[table]) for table, fate in _fates.items() if fate is wanted]


def _columns(mapper: Mapper[Any]) -> list[Column[Any]]:
    return [
        column
        for column in mapper.columns
        if any(key.column is Member.__table__.c.id for key in column.foreign_keys)
    ]


def _carry(
    mapper: Mapper[Any], column: Column[Any], pair: Pair, staying: frozenset[UUID]
) -> tuple[int, int]:
    """Let the rows of one column follow, but what stays; return how many went and stayed."""
    name = mapper.get_property_by_column(column).key
    own = {key for row in _rows(mapper, column, pair.kept) for key in _keys(column, row)}
    rows = _rows(mapper, column, pair.gone)
    going = [row for row in rows if row.id not in staying and not own & set(_keys(column, row))]
    for row in going:
        setattr(row, name, pair.kept)
    db.session.flush()
    return len(going), len(rows) - len(going)


def _rows(mapper: Mapper[Any], column: Column[Any], member_id: UUID) -> list[Any]:
    query = select(mapper.class_).where(column == member_id)
    return list(db.session.scalars(query.execution_options(**{SCOPED: True})))


def _keys(column: Column[Any], row: Any) -> list[tuple[Any, ...]]:
    """Return what a row is the only one of its member for, once for each such constraint."""
    return [
        (number, *(getattr(row, other.name) for other in one.columns if other is not column))
        for number, one in enumerate(_unique(column))
    ]


def _unique(column: Column[Any]) -> list[UniqueConstraint]:
    found = [
        one
        for one in column.table.constraints
        if isinstance(one, UniqueConstraint) and column in list(one.columns)
    ]
    return sorted(found, key=lambda one: [other.name for other in one.columns])
