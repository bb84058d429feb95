"""Whoever took part in a vote may reserve an opinion on it, and nobody else."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.secrecy import PaperCount
from partywork.ballots.service import papers, reserving, votes
from partywork.ballots.terms import BallotWay
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from tests.ballots.boxes import Evening, closed, counted, opened, vote
from tests.support.make import Make


@pytest.fixture(autouse=True)
def evening_hour(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22), time(19, 30))


def reserve(evening: Evening, person: Actor) -> None:
    key = evening.question()
    reserving.reserve(person, key, member_id=person.member_id, text="Cần khảo sát thêm.")


def record(evening: Evening, tally: Tally) -> None:
    count = PaperCount(tally.total, tally.total, tally.total, 0, {evening.question(): tally})
    version = evening.ballot.version
    papers.record_paper(evening.secretary, evening.id, version=version, count=count)


def test_who_cast_or_was_handed_a_paper_reserves_an_opinion_and_who_did_neither_does_not(
    make: Make,
) -> None:
    evening = opened(make, people=11, way=BallotWay.BOTH)
    on_screens, on_paper, silent = evening.people[:5], evening.people[5:10], evening.people[10]
    for person in on_screens:
        vote(evening, person, 0)
    handed = [one.member_id for one in on_paper if one.member_id]
    papers.hand_out_papers(evening.secretary, evening.id, handed)
    closed(evening)
    record(evening, Tally(3, 2, 0))
    counted(evening)

    asked = votes.get(evening.secretary, evening.question())
    able = reserving.who_voted(evening.secretary, asked)
    assert able == {one.member_id for one in (*on_screens, *on_paper)}
    reserve(evening, on_screens[0])
    reserve(evening, on_paper[0])
    with pytest.raises(RuleBroken, match="đã biểu quyết nội dung này"):
        reserve(evening, silent)


def test_of_a_ballot_on_paper_alone_the_list_tells_nobody_apart(make: Make) -> None:
    evening = opened(make, way=BallotWay.PAPER)
    closed(evening)
    record(evening, Tally(4, 2, 0))

    asked = votes.get(evening.secretary, evening.question())
    everybody = {one.member_id for one in (evening.secretary, *evening.people)}
    assert reserving.who_voted(evening.secretary, asked) == everybody
