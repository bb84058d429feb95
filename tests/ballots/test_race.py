"""Many people cast at one moment: each is in the box once, whatever is sent again (T-BALLOT 3)."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time

import pytest
from flask import Flask

from partywork.ballots import queries
from partywork.ballots.service import secret
from partywork.ballots.service.secret import Sealed
from partywork.ballots.terms import BallotStatus
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import Busy, RuleBroken
from tests.ballots.boxes import Evening, closed, counted, opened
from tests.support.make import Make

VOTERS, TRIES, AT_ONCE = 40, 10, 8
# Each of the forty accepted papers comes so often again: a thousand in all.
AGAIN = 25


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22), time(19, 30))


Sent = tuple[Actor, Sealed]


class Hall:
    """The voters of one ballot, each at a device of their own, all pressing at once."""

    def __init__(self, app: Flask, evening: Evening) -> None:
        """Let everybody go home from the database first: who has read keeps others waiting."""
        self._app, self._evening = app, evening
        self.refused: list[str] = []
        db.session.commit()

    def send(self, paper: Sent) -> str | None:
        """Send one paper; returns the letters of an accepted one, nothing for a refused one.

        Whoever is told that the system is busy sends the very same again, as the page says.
        """
        person, sealed = paper
        with self._app.app_context():
            try:
                return secret.cast(
                    person, self._evening.id, written=sealed.envelopes, proof=sealed.proof
                ).tracker
            except Busy:
                return self.send(paper)
            except RuleBroken as refusal:
                self.refused.append(refusal.message)
                return None
            finally:
                db.session.remove()

    def all_send(self, papers: Iterable[Sent]) -> list[str | None]:
        """Send papers together."""
        with ThreadPoolExecutor(AT_ONCE) as devices:
            return list(devices.map(self.send, papers))

    def close(self) -> None:
        """Close the box from a device of its own."""
        with self._app.app_context():
            try:
                closed(self._evening)
            except Busy:
                self.close()
            finally:
                db.session.remove()


def sealed_by(evening: Evening, person: Actor, option: int) -> Sent:
    return person, secret.review(person, evening.id, evening.options(option))


def in_the_box(evening: Evening) -> tuple[int, list[str], list[int]]:
    """Return how many have voted, whose letters and how many envelopes a question has."""
    db.session.rollback()
    ballot = queries.ballot_of(evening.secretary, evening.id)
    voted = sum(one.has_voted for one in queries.register_of(evening.secretary, ballot))
    lying = queries.count_of(queries.envelopes_of(evening.secretary, ballot), ballot)
    return voted, queries.trackers_of(evening.secretary, ballot), list(lying.values())


@pytest.mark.timeout(600)
def test_of_four_hundred_castings_forty_are_accepted_and_a_thousand_repeats_change_nothing(
    app: Flask, make: Make
) -> None:
    evening = opened(make, people=VOTERS)
    # Everybody tries ten times at once, each time with another paper, none of them like another.
    papers = [
        sealed_by(evening, person, number % 3)
        for number in range(TRIES)
        for person in evening.people
    ]
    hall = Hall(app, evening)

    told = hall.all_send(papers)

    accepted = [paper for paper, letters in zip(papers, told, strict=True) if letters]
    assert len(accepted) == VOTERS
    assert len(hall.refused) == len(papers) - VOTERS
    assert all("đã bỏ phiếu" in words for words in hall.refused)
    assert set(Counter(person.member_id for person, _ in accepted).values()) == {1}
    letters = sorted(sealed.tracker for _, sealed in accepted)
    assert in_the_box(evening) == (VOTERS, letters, [VOTERS])

    db.session.commit()
    again = hall.all_send(accepted * AGAIN)

    assert Counter(again) == dict.fromkeys(letters, AGAIN)
    assert in_the_box(evening) == (VOTERS, letters, [VOTERS])
    assert closed(evening).status is BallotStatus.CLOSED
    result = counted(evening).votes[0]
    assert (result.in_favour or 0) + (result.against or 0) + (result.other_opinion or 0) == VOTERS


def test_one_voter_on_two_devices_votes_once(app: Flask, make: Make) -> None:
    evening = opened(make, people=12)
    pairs = [[sealed_by(evening, person, option) for option in (0, 1)] for person in evening.people]
    hall = Hall(app, evening)

    for pair in pairs:
        told = hall.all_send(pair)
        assert told.count(None) == 1

    voted, letters, lying = in_the_box(evening)
    assert voted == len(letters) == lying[0] == len(pairs)


def test_who_casts_while_the_box_is_closed_is_in_it_or_refused(app: Flask, make: Make) -> None:
    evening = opened(make, people=24)
    papers = [sealed_by(evening, person, 0) for person in evening.people]
    early, late = papers[:8], papers[8:]
    hall = Hall(app, evening)
    hall.all_send(early)

    with ThreadPoolExecutor(AT_ONCE) as devices:
        casting = [devices.submit(hall.send, paper) for paper in late[:8]]
        closing = devices.submit(hall.close)
        casting += [devices.submit(hall.send, paper) for paper in late[8:]]
        closing.result()
    accepted = len(early) + sum(one.result() is not None for one in casting)

    voted, letters, lying = in_the_box(evening)
    assert queries.ballot_of(evening.secretary, evening.id).status is BallotStatus.CLOSED
    assert voted == len(letters) == lying[0] == accepted
    assert all("Đã đóng hòm phiếu" in words for words in hall.refused)
