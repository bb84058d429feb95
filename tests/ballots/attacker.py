"""Somebody who copies the database after every vote, and all their ways of guessing (T-BALLOT 1).

The attacker holds a copy of every table after each casting, in the order in which the database
gives its rows, with the marks a database keeps beside them, the trail and what open pages are told
among them, and of SQLite every byte of its files; afterwards the published answers.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from partywork.core.db import db

_PAGE = 4096

Rows = list[tuple[Any, ...]]


def natural_rows(table: str) -> Rows:
    """Everything a table holds as the database hands it out, with its hidden marks."""
    with db.engine.connect() as connection:
        return _rows_of(connection, table)


def _rows_of(connection: sa.Connection, table: str) -> Rows:
    marks = "ctid::text, xmin::text, " if connection.dialect.name == "postgresql" else ""
    found = connection.exec_driver_sql(f"SELECT {marks}* FROM {table}")
    return [tuple(row) for row in found]


@dataclass
class Copies:
    """What the attacker copied during one poll: which rows were new after each vote."""

    box: str
    register: list[int] = field(default_factory=list)
    new_rows: list[Rows] = field(default_factory=list)
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    clues: dict[str, list[Any]] = field(default_factory=dict)

    def begin(self) -> None:
        self.seen = set(natural_rows(self.box))

    def after_a_vote_of(self, voter: int, **clues: Any) -> None:
        """Note who is marked now, what is new in the box, and what else a vote left behind."""
        rows = natural_rows(self.box)
        self.register.append(voter)
        self.new_rows.append([row for row in rows if row not in self.seen])
        self.seen = set(rows)
        for name, clue in clues.items():
            self.clues.setdefault(name, []).append(clue)


# All that may change when somebody casts: nothing is written beside, and nobody is told.
_CAST_CHANGES = {"ballot_box", "ballot_register", "ballot_trackers"}


class Everything:
    """The whole database, and of SQLite its files, compared with how they were before a vote."""

    def __init__(self) -> None:
        """Copy it as it is now."""
        self._tables = sa.inspect(db.engine).get_table_names()
        self._rows, self._bytes = self._copied()

    def _copied(self) -> tuple[dict[str, set[tuple[str, ...]]], bytes]:
        with db.engine.connect() as connection:
            rows = {
                table: {tuple(map(repr, row)) for row in _rows_of(connection, table)}
                for table in self._tables
            }
        file = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
        parts = [Path(f"{file}{end}") for end in ("", "-wal")] if file else []
        return rows, b"".join(part.read_bytes() for part in parts if part.exists())

    def after_a_vote(self) -> dict[str, Any]:
        """Return the clues that the newest vote left; more than its own rows is a fault."""
        before, old = self._rows, self._bytes
        self._rows, self._bytes = self._copied()
        fresh = {table: self._rows[table] - before[table] for table in self._tables}
        assert {table for table, rows in fresh.items() if rows} == _CAST_CHANGES
        new, pages = self._bytes, range(0, len(self._bytes), _PAGE)
        changed = [n for n in pages if old[n : n + _PAGE] != new[n : n + _PAGE]]
        (tracker,) = fresh["ballot_trackers"]
        return {
            "letters": tracker[-1],
            "first page": f"{min(changed, default=0):012}",
            "last page": f"{max(changed, default=0):012}",
            "changed pages": f"{len(changed):06}",
            "size": f"{len(new):012}",
        }


@dataclass
class Poll:
    """One poll as it was, and as the attacker saw it; `published` are the answers as they stand."""

    copies: Copies
    truth: list[int]
    published: list[int]
    box: Rows


def ranks(values: list[Any]) -> list[int]:
    order = sorted(range(len(values)), key=lambda n: repr(values[n]))
    return [order.index(n) for n in range(len(values))]


def guesses(poll: Poll) -> Iterator[tuple[str, list[int]]]:
    """Yield what each way of guessing says of the voters, in the order in which they voted."""
    mine = poll.copies.new_rows
    voters = range(len(mine))
    yield "order of casting", [poll.published[n] for n in voters]
    yield "order of casting, backwards", [poll.published[-1 - n] for n in voters]
    flat = [rows[0] for rows in mine]
    where = [poll.box.index(row) if row in poll.box else n for n, row in enumerate(flat)]
    yield "place in the table", [poll.published[place % len(voters)] for place in where]
    for column in range(len(flat[0])):
        if column < 4:
            by_rank = ranks([row[column] for row in flat])
            yield f"rank by column {column}", [poll.published[rank] for rank in by_rank]
    for name, clues in poll.copies.clues.items():
        yield f"rank by {name}", [poll.published[rank] for rank in ranks(clues)]
    readable = [
        [value for value in row if value in (0, 1, 2) and value is not True] for row in flat
    ]
    if all(readable):
        yield "read", [found[-1] for found in readable]


Guessed = list[list[int] | None]


def by_way(polls: list[Poll]) -> dict[str, Guessed]:
    """Return what each way of guessing says of every poll; nothing where it says nothing."""
    found = [dict(guesses(poll)) for poll in polls]
    return {way: [one.get(way) for one in found] for way in {way for one in found for way in one}}


def hits(guessed: Guessed, truths: list[list[int]]) -> int:
    """Count how often a way of guessing is right for given answers."""
    return sum(
        a == b
        for said, truth in zip(guessed, truths, strict=True)
        if said is not None
        for a, b in zip(said, truth, strict=True)
    )


def above_luck(guessed: Guessed, truths: list[list[int]]) -> float:
    """Return by how many standard deviations a way of guessing is better than blind luck.

    Luck shuffles the answers of each poll anew; its mean and its variance are exact.
    """
    mean = variance = 0.0
    for said, truth in zip(guessed, truths, strict=True):
        if said is not None:
            right = [[float(a == b) for b in truth] for a in said]
            people = len(truth)
            rows = [sum(row) / people for row in right]
            columns = [sum(column) / people for column in zip(*right, strict=True)]
            whole = sum(rows) / people
            mean += people * whole
            variance += sum(
                (right[i][j] - rows[i] - columns[j] + whole) ** 2
                for i in range(people)
                for j in range(people)
            ) / (people - 1)
    return (hits(guessed, truths) - mean) / math.sqrt(variance)
