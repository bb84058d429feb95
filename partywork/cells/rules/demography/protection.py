"""Small counts are kept to oneself, and nothing beside them gives them away."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it is shown: the number, or only that it is small, or only that it is not.

    `drawn` is the length a picture gives it; it says no more than the words do. From `least` to
    `most` is what can be worked out of it from its own table; `told` is how much of it the exact
    numbers of the cells in it add up to.
    """

    count: int | None
    words: str
    drawn: int
    least: int
    most: int
    told: int

    @property
    def is_exact(self) -> bool:
        """Say whether the number itself is shown."""
        return self.count is not None

    @property
    def width(self) -> int:
        """How much of it is open."""
        return self.most - self.least


def exact(count: int) -> Figure:
    """Return a count shown as it is."""
    return Figure(count, str(count), count, count, count, count)


def unsaid(least: int, most: int, told: int = 0) -> Figure:
    """Return a count of which nothing is said but what others tell of it."""
    return Figure(None, "không nêu", 0, least, most, told)


@dataclass(frozen=True, slots=True)
class _Open:
    """A count that is not shown: the bounds known beside its table, how wide they must stay.

    `kept` is the widest of the parts: to tell nothing of any of them, what can be worked out of
    the whole must reach that far above its least and below its most.
    """

    count: int
    least: int
    most: int
    kept: int

    @classmethod
    def of_parts(cls, count: int, parts: Sequence[Figure]) -> "_Open":
        return cls(
            count,
            sum(one.least for one in parts),
            sum(one.most for one in parts),
            max(one.width for one in parts),
        )

    def is_kept(self, least: int, most: int) -> bool:
        """Say whether knowing it to lie between these tells nothing new of any part."""
        return most >= self.least + self.kept and least <= self.most - self.kept


def protect(
    counts: Sequence[int], smallest: int, parts: Sequence[Sequence[Figure]] = ()
) -> tuple[Figure, ...] | None:
    """Return the counts of one whole as they may be shown beside its known total.

    A count under `smallest` (five, a house rule of the product, not of a Party document) is shown
    as «< 5»; nobody is shown as 0. As the total is known, a single hidden count could be worked
    out, so as many of the other counts, the smallest first, are shown as «≥ 5» until every hidden
    small count may still be any number from 1 to 4. `None` says that even this does not help:
    the table is not shown at all.

    A whole of several cells is shown beside their tables, `parts`: what the cells show is taken
    away from it in thought. Where that leaves one to four people, or narrows what a cell keeps to
    itself, the count of the whole is not said either, and others are left unsaid with it until its
    own total does not give it back.
    """
    if smallest <= 1:
        return tuple(map(exact, counts))
    return _of_whole(counts, smallest, parts) if parts else _of_cell(counts, smallest)


def _of_cell(counts: Sequence[int], smallest: int) -> tuple[Figure, ...] | None:
    total = sum(counts)
    hidden = {
        index: _Open(count, 1, smallest - 1, smallest - 2)
        for index, count in enumerate(counts)
        if 0 < count < smallest
    }
    small = set(hidden)
    others = sorted(
        (index for index, count in enumerate(counts) if count >= smallest),
        key=lambda index: (counts[index], index),
    )
    while not _is_kept(hidden):
        if not others:
            return None
        added = others.pop(0)
        hidden[added] = _Open(counts[added], smallest, total, 0)
    bounds = _bounds(hidden)

    def shown(index: int, count: int) -> Figure:
        if index in small:
            return Figure(None, f"< {smallest}", smallest - 1, *bounds[index], told=0)
        if index in hidden:
            return Figure(None, f"≥ {smallest}", smallest, *bounds[index], told=0)
        return exact(count)

    return tuple(shown(index, count) for index, count in enumerate(counts))


def _of_whole(
    counts: Sequence[int], smallest: int, parts: Sequence[Sequence[Figure]]
) -> tuple[Figure, ...] | None:
    columns = list(zip(*parts, strict=True))
    opened = [_Open.of_parts(count, column) for count, column in zip(counts, columns, strict=True)]
    told = [sum(one.told for one in column) for column in columns]
    hidden = {
        index: one
        for index, one in enumerate(opened)
        if not one.is_kept(one.count, one.count) or 0 < one.count - told[index] < smallest
    }
    # What the cells tell whole is known anyway; to leave it unsaid would hide nothing.
    others = sorted(
        (index for index, one in enumerate(opened) if one.kept and index not in hidden),
        key=lambda index: (counts[index], index),
    )
    while not _is_kept(hidden):
        if not others:
            return None
        added = others.pop(0)
        hidden[added] = opened[added]
    bounds = _bounds(hidden)
    return tuple(
        unsaid(*bounds[index], told[index]) if index in hidden else exact(count)
        for index, count in enumerate(counts)
    )


def _is_kept(hidden: dict[int, _Open]) -> bool:
    """Say whether the known total of a table tells nothing new of what is hidden in it."""
    bounds = _bounds(hidden)
    return all(one.is_kept(*bounds[index]) for index, one in hidden.items())


def _bounds(hidden: dict[int, _Open]) -> dict[int, tuple[int, int]]:
    """Return between which numbers each hidden count lies, their sum being known."""
    known = sum(one.count for one in hidden.values())
    least = sum(one.least for one in hidden.values())
    most = sum(one.most for one in hidden.values())
    return {
        index: (
            max(one.least, known - (most - one.most)),
            min(one.most, known - (least - one.least)),
        )
        for index, one in hidden.items()
    }
