"""Small counts are kept to oneself, and nothing beside them gives them away."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it is shown: the number, or only that it is small, or only that it is not.

    `drawn` is the length a picture gives it; it says no more than the words do.
    """

    count: int | None
    words: str
    drawn: int

    @property
    def is_exact(self) -> bool:
        """Say whether the number itself is shown."""
        return self.count is not None


UNSAID = Figure(None, "không nêu", 0)


def exact(count: int) -> Figure:
    """Return a count shown as it is."""
    return Figure(count, str(count), count)


def protect(counts: Sequence[int], smallest: int) -> tuple[Figure, ...] | None:
    """Return the counts of one whole as they may be shown beside its known total.

    A count under `smallest` (five, a house rule of the product, not of a Party document) is shown
    as «< 5»; nobody is shown as 0. As the total is known, a single hidden count could be worked
    out, so as many of the other counts, the smallest first, are shown as «≥ 5» until every hidden
    small count may still be any number from 1 to 4. `None` says that even this does not help:
    the table is not shown at all.
    """
    small = [index for index, count in enumerate(counts) if 0 < count < smallest]
    others = sorted(
        (index for index, count in enumerate(counts) if count >= smallest),
        key=lambda index: (counts[index], index),
    )
    withheld: list[int] = []
    while not _is_safe(counts, small, withheld, smallest):
        if not others:
            return None
        withheld.append(others.pop(0))
    return tuple(
        Figure(None, f"< {smallest}", smallest - 1)
        if index in small
        else Figure(None, f"≥ {smallest}", smallest)
        if index in withheld
        else exact(count)
        for index, count in enumerate(counts)
    )


def _is_safe(
    counts: Sequence[int], small: Sequence[int], withheld: Sequence[int], smallest: int
) -> bool:
    """Say whether each small count may be anything from 1 up, for all that can be worked out."""
    if not small:
        return True
    hidden = sum(counts[index] for index in (*small, *withheld))
    fellows = len(small) - 1
    most_of_fellows = fellows * (smallest - 1)
    least_of_others = fellows + len(withheld) * smallest
    may_be_one = bool(withheld) or hidden - 1 <= most_of_fellows
    may_be_largest = hidden - (smallest - 1) >= least_of_others
    return may_be_one and may_be_largest
