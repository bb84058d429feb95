"""The tables of a whole, protected beside those of everything it is made of."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from partywork.cells.rules.demography.tables import Demography, Facts


@dataclass(frozen=True, slots=True)
class Placed:
    """A person as counted, and the place of their cell in the tree."""

    path: str
    facts: Facts


# Makes the tables of some people beside those of their parts.
Counter = Callable[[Sequence[Facts], Sequence[Demography]], Demography]


def demography_of_place(path: str, people: Sequence[Placed], count: Counter) -> Demography:
    """Count the people of a place; a whole is counted part by part, from the cells upwards.

    The tables of a cell are the same whoever opens them: they depend on its own people alone.
    """
    facts = [one.facts for one in people]
    if all(one.path == path for one in people):
        return count(facts, ())
    below: dict[str, list[Placed]] = defaultdict(list)
    for one in people:
        # People kept at the place itself are a part of it like a cell.
        below[_next_below(path, one.path)].append(one)
    parts = [
        count([one.facts for one in found], ())
        if place == path
        else demography_of_place(place, found, count)
        for place, found in sorted(below.items())
    ]
    return count(facts, parts)


def _next_below(path: str, below: str) -> str:
    if below == path:
        return path
    return f"{path}{below.removeprefix(path).split('/')[0]}/"
