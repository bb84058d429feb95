"""How many people one person takes out of the system alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many people one person may take in one list, and in all the lists of a day."""

    at_once: int
    in_a_day: int


def takes_two(rows: int, *, taken_today: int, allowance: Allowance) -> bool:
    """Say whether a masked list needs a second person, for its length or for the day's total.

    A house rule of the product (two people for anything long), not of a Party document: both
    numbers are provisions. Without the total, a long list would leave in several short ones.
    """
    return rows > allowance.at_once or taken_today + rows > allowance.in_a_day
