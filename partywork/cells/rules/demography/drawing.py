"""The geometry of a pyramid of ages: men to the left, women to the right, the oldest on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from partywork.cells.rules.demography.protection import Figure
from partywork.cells.rules.demography.tables import Split

WIDTH = 360
_MIDDLE = 84
_NUMBER = 34
_ROW = 30
_BAR = 20
_TOP = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle and the words at its outer end; a count not shown is drawn as a frame."""

    x: float
    width: float
    words_x: float
    words: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One band: where its label stands and its one or two bars."""

    y: int
    words_y: int
    label: str
    left: Bar | None
    right: Bar


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole pyramid in the units of its view box; without halves all bars go to the right."""

    width: int
    height: int
    bar_height: int
    is_split: bool
    label_x: float
    left_title_x: float
    right_title_x: float
    steps: tuple[Step, ...]


def draw(splits: Sequence[Split]) -> Drawing:
    """Lay out a pyramid: the longest bar fills its side, and one person is as long everywhere."""
    is_split = all(split.men is not None for split in splits)
    middle = WIDTH / 2 if is_split else _MIDDLE / 2
    room = WIDTH - middle - _MIDDLE / 2 - _NUMBER
    longest = max((figure.drawn for split in splits for figure in _figures(split)), default=0)
    unit = room / max(longest, 1)
    right, left = middle + _MIDDLE / 2, middle - _MIDDLE / 2
    steps = []
    for place, split in enumerate(reversed(splits)):
        y = _TOP + place * _ROW
        steps.append(
            Step(
                y=y,
                words_y=y + _BAR - 5,
                label=split.label,
                left=_leftward(split.men, left, unit) if split.men else None,
                right=_rightward(split.women or split.both, right, unit),
            )
        )
    return Drawing(
        width=WIDTH,
        height=_TOP + len(splits) * _ROW,
        bar_height=_BAR,
        is_split=is_split,
        label_x=middle,
        left_title_x=left,
        right_title_x=right,
        steps=tuple(steps),
    )


def _figures(split: Split) -> tuple[Figure, ...]:
    return (split.men, split.women) if split.men and split.women else (split.both,)


def _leftward(figure: Figure, from_x: float, unit: float) -> Bar:
    width = round(figure.drawn * unit, 1)
    x = round(from_x - width, 1)
    return Bar(x, width, round(x - 5, 1), figure.words, figure.is_exact)


def _rightward(figure: Figure, from_x: float, unit: float) -> Bar:
    width = round(figure.drawn * unit, 1)
    return Bar(round(from_x, 1), width, round(from_x + width + 5, 1), figure.words, figure.is_exact)
