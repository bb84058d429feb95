"""Open votes by name, and the hands that are counted beside them."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.ballots.models import Vote
from partywork.ballots.rules.counting import Tally, Voter
from partywork.ballots.service import base, votes
from partywork.ballots.terms import Choice, VoteStatus, VoteSubject
from partywork.cells.models import Organisation
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.core.errors import NotAllowed, RuleBroken
from tests.ballots.boxes import voter
from tests.support.make import Make


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(date(2026, 11, 22), time(19, 30))


@pytest.fixture
def cell(make: Make) -> Organisation:
    return make.cell()


@pytest.fixture
def secretary(make: Make, cell: Organisation) -> Actor:
    return make.secretary(cell)


@pytest.fixture
def people(make: Make, cell: Organisation) -> list[Actor]:
    return [make.plain_member(cell) for _ in range(4)]


def ask(
    make: Make,
    secretary: Actor,
    cell: Organisation,
    voters: list[Voter],
    subject: VoteSubject = VoteSubject.ORDINARY,
) -> Vote:
    vote = votes.prepare(
        secretary,
        organisation_id=cell.id,
        body_id=make.body(cell, BodyKind.CELL).id,
        question="Thông qua chương trình",
        subject=subject,
    )
    return votes.open_vote(secretary, vote.id, voters=voters)


def test_voices_and_hands_are_one_count(
    make: Make, secretary: Actor, cell: Organisation, people: list[Actor]
) -> None:
    vote = ask(make, secretary, cell, [voter(one) for one in (secretary, *people)])
    votes.speak(people[0], vote.id, Choice.AGAINST)
    votes.speak(people[1], vote.id, Choice.IN_FAVOUR)

    version = votes.get(secretary, vote.id).version
    closed = votes.close_vote(secretary, vote.id, version=version, tally=Tally(3, 0, 0))

    assert (closed.in_favour, closed.against, closed.other_opinion) == (4, 1, 0)
    assert closed.status is VoteStatus.PASSED


def test_hands_of_those_who_voted_by_name_are_not_counted_again(
    make: Make, secretary: Actor, cell: Organisation, people: list[Actor]
) -> None:
    vote = ask(make, secretary, cell, [voter(one) for one in (secretary, *people)])
    votes.speak(people[0], vote.id, Choice.IN_FAVOUR)

    with pytest.raises(RuleBroken, match="Hãy đếm lại"):
        votes.close_vote(
            secretary,
            vote.id,
            version=votes.get(secretary, vote.id).version,
            tally=Tally(5, 0, 0),
        )


def test_a_voice_may_change_until_the_vote_closes_and_not_afterwards(
    make: Make, secretary: Actor, cell: Organisation, people: list[Actor]
) -> None:
    vote = ask(make, secretary, cell, [voter(people[0]), voter(secretary)])
    votes.speak(people[0], vote.id, Choice.IN_FAVOUR)
    votes.speak(people[0], vote.id, Choice.OTHER)
    version = votes.get(secretary, vote.id).version
    closed = votes.close_vote(secretary, vote.id, version=version, tally=Tally(1, 0, 0))

    assert (closed.in_favour, closed.other_opinion) == (1, 1)
    with pytest.raises(RuleBroken, match="không mở"):
        votes.speak(people[0], vote.id, Choice.IN_FAVOUR)


def test_nobody_speaks_who_is_not_on_the_roll(
    make: Make, secretary: Actor, cell: Organisation, people: list[Actor]
) -> None:
    present, absent = people[0], people[1]
    vote = ask(
        make,
        secretary,
        cell,
        [voter(secretary), voter(present), voter(absent, present=False)],
    )

    with pytest.raises(NotAllowed):
        votes.speak(absent, vote.id, Choice.IN_FAVOUR)
    with pytest.raises(RuleBroken, match="chọn một ý kiến"):
        votes.speak(present, vote.id, Choice.INVALID)


def test_from_afar_people_vote_on_ordinary_matters_and_not_on_people(
    make: Make, secretary: Actor, cell: Organisation, people: list[Actor]
) -> None:
    far = people[0]
    voters = [voter(far, is_online=True), *(voter(one) for one in (secretary, *people[1:]))]
    ordinary = ask(make, secretary, cell, voters)
    admission = ask(make, secretary, cell, voters, VoteSubject.ADMISSION)

    votes.speak(far, ordinary.id, Choice.IN_FAVOUR)
    with pytest.raises(NotAllowed):
        votes.speak(far, admission.id, Choice.IN_FAVOUR)

    assert (ordinary.roll, ordinary.eligible_present) == (5, 5)
    assert (admission.roll, admission.eligible_present) == (5, 4)
    lines = {entry.member_id: entry for entry in votes.get(secretary, admission.id).roll_entries}
    assert far.member_id is not None
    assert "dự trực tuyến: tính vào tổng số" in base.why(lines[far.member_id])
