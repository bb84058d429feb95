"""Who is elected when more people have enough votes than there are seats."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.ballots.rules.counting import Tally
from partywork.ballots.rules.elections import elected

PEOPLE = [uuid4() for _ in range(4)]


def counted(*in_favour: int) -> dict[UUID, Tally]:
    return {
        person: Tally(votes, 12 - votes, 0)
        for person, votes in zip(PEOPLE, in_favour, strict=False)
    }


@pytest.mark.parametrize(
    ("in_favour", "seats", "places"),
    [
        ((9, 8, 7), 2, [0, 1]),
        ((7, 9, 8), 1, [1]),
        ((9, 8, 8), 2, [0]),
        ((8, 8, 8), 2, []),
        ((9, 8, 7), 3, [0, 1, 2]),
        ((9, 8, 7), None, [0, 1, 2]),
    ],
)
def test_seats_go_to_the_most_votes_and_a_tie_on_the_last_place_is_voted_again(
    in_favour: tuple[int, ...], seats: int | None, places: list[int]
) -> None:
    tallies = counted(*in_favour)

    assert sorted(elected(tallies, list(tallies), seats)) == sorted(PEOPLE[n] for n in places)


def test_who_has_too_few_votes_takes_no_seat() -> None:
    assert list(elected(counted(9, 5), [PEOPLE[0]], 2)) == [PEOPLE[0]]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.integers(1, 4))
def test_nobody_with_fewer_votes_is_preferred_and_no_seat_is_given_twice(
    in_favour: list[int], seats: int
) -> None:
    tallies = counted(*in_favour)
    chosen = elected(tallies, list(tallies), seats)
    others = [person for person in tallies if person not in chosen]

    assert len(chosen) <= seats
    assert all(
        tallies[one].in_favour > tallies[other].in_favour or len(tallies) <= seats
        for one in chosen
        for other in others
    )
