"""Nobody who copies the database after every vote learns who answered what (T-BALLOT 1 and 2).

The attacker holds a copy of every table after each casting, in the order in which the database
gives its rows, with the marks a database keeps beside them, and afterwards the published answers.
Against a box built as most would build it the same attacker reads every answer.
"""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from partywork.ballots import queries
from partywork.ballots.engine import envelopes
from partywork.ballots.models import Ballot, Envelope, RegisterLine, Tracker
from partywork.ballots.service import ballots, secret
from partywork.core.db import db, transaction
from tests.ballots.boxes import Evening, hand_out_shares, prepared, vote
from tests.support.make import Make

# A thousand boxes written as a voter's own sending writes them; of some the whole evening.
POLLS = 1000
EVENINGS = 8
VOTERS = 6
# So far above its mean blind luck comes once in thirty thousand: seven ways of guessing are tried
# in every run, and none of them may look clever by itself.
RARE = 4.0

Rows = list[tuple[Any, ...]]


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22), time(19, 30))


def natural_rows(table: str) -> Rows:
    """Everything a table holds as the database hands it out, with its hidden marks."""
    marks = "ctid::text, xmin::text, " if db.engine.dialect.name == "postgresql" else ""
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(f"SELECT {marks}* FROM {table}"))]


@dataclass
class Copies:
    """What the attacker copied during one poll: which rows were new after each vote."""

    box: str
    register: list[int] = field(default_factory=list)
    new_rows: list[Rows] = field(default_factory=list)
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def begin(self) -> None:
        self.seen = set(natural_rows(self.box))

    def after_a_vote_of(self, voter: int) -> None:
        """Note who is marked now and what is new in the box."""
        rows = natural_rows(self.box)
        self.register.append(voter)
        self.new_rows.append([row for row in rows if row not in self.seen])
        self.seen = set(rows)


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


def take_part(make: Make) -> Evening:
    evening = prepared(make, people=VOTERS)
    hand_out_shares(evening)
    return evening


def honest_poll(make: Make, evening: Evening, truth: list[int], order: list[int]) -> Poll:
    """Let the people of the evening vote secretly, copied after each vote."""
    copies = Copies("ballot_box")
    copies.begin()
    for n in order:
        vote(evening, evening.people[n], truth[n])
        copies.after_a_vote_of(n)
    box = [row for row in natural_rows("ballot_box") if row in copies.seen]
    version = queries.ballot_of(evening.secretary, evening.id).version
    secret.close(evening.secretary, evening.id, version=version)
    for teller in evening.tellers[:2]:
        assert teller.user_id is not None
        secret.hand_in_share(teller, evening.id, typed=evening.shares[teller.user_id])
    ballot = queries.ballot_of(evening.secretary, evening.id)
    assert ballot.answers is not None
    return Poll(copies, [truth[n] for n in order], ballot.answers[str(evening.question())], box)


def again(evening: Evening) -> Evening:
    """Put the same question to the same people once more."""
    ballot = ballots.prepare(
        evening.secretary,
        organisation_id=evening.cell.id,
        body_id=evening.ballot.body_id,
        title="Lấy ý kiến chi bộ",
        way=evening.ballot.way,
        questions=[ballots.Question(one.question, one.subject) for one in evening.ballot.votes],
        path="/meetings",
    )
    ballot = ballots.name_tellers(
        evening.secretary,
        ballot.id,
        version=ballot.version,
        tellers=[one.member_id for one in evening.tellers if one.member_id],
        voters=evening.voters,
    )
    fresh = Evening(evening.cell, evening.secretary, evening.people, evening.voters, ballot)
    hand_out_shares(fresh)
    fresh.ballot = ballots.open_ballot(
        fresh.secretary, fresh.id, version=fresh.ballot.version, voters=fresh.voters
    )
    return fresh


def random_answers(chance: random.Random) -> tuple[list[int], list[int]]:
    """Return what each person answers, most of them alike, and in which order they vote."""
    answers = [chance.choice((0, 0, 1, 2)) for _ in range(VOTERS)]
    return answers, chance.sample(range(VOTERS), VOTERS)


def check_no_more_than_chance(polls: list[Poll]) -> None:
    said = by_way(polls)
    truths = [poll.truth for poll in polls]
    clever = {way: above_luck(guessed, truths) for way, guessed in said.items()}

    assert len(said) >= 6
    assert "read" not in said
    assert {way: found for way, found in clever.items() if found > RARE} == {}


def test_copies_of_the_database_say_no_more_than_chance(make: Make) -> None:
    chance = random.Random(7)
    evening = take_part(make)

    check_no_more_than_chance(
        [honest_poll(make, again(evening), *random_answers(chance)) for _ in range(EVENINGS)]
    )


def quick_poll(evening: Evening, truth: list[int], order: list[int]) -> Poll:
    """Mark the register and fill the box as casting does, without the ceremony around it."""
    ballot, question = evening.ballot, evening.question()
    assert ballot.public_key is not None
    copies = Copies("ballot_box")
    copies.begin()
    for n in order:
        member_id = evening.people[n].member_id
        assert member_id is not None
        answer = envelopes.new_answer(question, truth[n])
        sealed = envelopes.seal(answer, str(ballot.id), ballot.public_key)
        digest = envelopes.digest_of(sealed)
        with transaction():
            assert queries.mark_voted(ballot, member_id)
            db.session.add(
                Envelope(ballot_id=ballot.id, vote_id=question, digest=digest, sealed=sealed)
            )
            letters = envelopes.tracker_of([digest])
            db.session.add(Tracker(ballot_id=ballot.id, letters=letters))
        copies.after_a_vote_of(n)
    box = natural_rows("ballot_box")
    with transaction():
        for table in (Envelope, Tracker):
            db.session.execute(sa.delete(table).where(table.ballot_id == ballot.id))
        db.session.execute(
            sa.update(RegisterLine)
            .where(RegisterLine.ballot_id == ballot.id)
            .values(has_voted=False)
        )
    return Poll(copies, [truth[n] for n in order], sorted(truth), box)


@pytest.mark.timeout(1500)
def test_a_thousand_boxes_say_no_more_than_chance(make: Make) -> None:
    chance = random.Random(11)
    evening = again(take_part(make))

    check_no_more_than_chance([quick_poll(evening, *random_answers(chance)) for _ in range(POLLS)])


def naive_poll(truth: list[int], order: list[int]) -> Poll:
    """The box most would build: a row a vote, a number that grows, the answer in it."""
    copies = Copies("naive_box")
    copies.begin()
    for n in order:
        with transaction():
            db.session.execute(
                sa.text("INSERT INTO naive_box (answer) VALUES (:a)"), {"a": truth[n]}
            )
        copies.after_a_vote_of(n)
    rows = natural_rows("naive_box")[-len(order) :]
    return Poll(copies, [truth[n] for n in order], [row[-1] for row in rows], rows)


def test_the_same_attacker_reads_a_naive_box(app: Flask) -> None:
    chance = random.Random(7)
    serial = "SERIAL" if db.engine.dialect.name == "postgresql" else "INTEGER"
    with db.engine.begin() as connection:
        connection.execute(
            sa.text(f"CREATE TABLE naive_box (id {serial} PRIMARY KEY, answer INTEGER NOT NULL)")
        )
    try:
        polls = [naive_poll(*random_answers(chance)) for _ in range(10)]
        truths = [poll.truth for poll in polls]
        said = by_way(polls).values()
        best = max(hits(guessed, truths) for guessed in said)
        clever = max(above_luck(guessed, truths) for guessed in said)
    finally:
        with db.engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE naive_box"))

    assert best / (10 * VOTERS) >= 0.95
    assert clever > RARE


@pytest.mark.parametrize("model", [Envelope, RegisterLine, Tracker])
def test_no_column_beside_a_vote_knows_a_moment_or_an_order(model: Any) -> None:
    table: sa.Table = model.__table__
    kinds = {column.name: column.type.python_type for column in table.columns}

    assert not [
        name
        for name, kind in kinds.items()
        if issubclass(kind, date | int | float) and kind is not bool
    ]
    assert not [
        column
        for column in table.columns
        if column.default is not None and callable(getattr(column.default, "arg", None))
    ]
    assert table.dialect_options["sqlite"]["with_rowid"] is False
    assert not [column for column in table.columns if column.server_default is not None]


def test_what_was_answered_stands_nowhere_on_the_disk_while_people_vote(make: Make) -> None:
    evening = again(take_part(make))
    for person in evening.people:
        vote(evening, person, 2)

    ballot: Ballot = queries.ballot_of(evening.secretary, evening.id)
    tables = sa.inspect(db.engine).get_table_names()
    texts = " ".join(repr(row) for table in tables for row in natural_rows(table))

    assert ballot.answers is None
    assert all(one.other_opinion is None for one in ballot.votes)
    assert not [share for share in evening.shares.values() if share in texts]
