"""Who of those with enough votes is elected when there are more of them than seats."""

from collections.abc import Collection, Mapping
from uuid import UUID

from partywork.ballots.rules.counting import Tally


def elected(
    tallies: Mapping[UUID, Tally], passing: Collection[UUID], seats: int | None
) -> Collection[UUID]:
    """Take those with the most votes in favour, out of those with enough, until seats are full.

    Who stands level on the last place is not elected by this ballot: the body votes again between
    them (190-QĐ/TW, 10/10/2024; known to us by its reports only). Without seats every question
    stands for itself.
    """
    if seats is None or len(passing) <= seats:
        return passing
    ranked = sorted(passing, key=lambda one: tallies[one].in_favour, reverse=True)
    first_left_out = tallies[ranked[seats]].in_favour
    return [one for one in ranked[:seats] if tallies[one].in_favour > first_left_out]
