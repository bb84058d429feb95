"""The tables of a demographic page, from plain facts about people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.demography.bands import Band
from partywork.cells.rules.demography.protection import UNSAID, Figure, exact, protect
from partywork.cells.rules.membership import full_years
from partywork.cells.terms import EducationLevel, Sex, TheoryLevel
from partywork.core.terms import Term


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted of one person."""

    sex: Sex
    born_on: date
    party_age_from: date | None
    education: EducationLevel
    theory: TheoryLevel


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Split:
    """One band of a pyramid; men and women are `None` where the sexes are not told apart."""

    label: str
    men: Figure | None
    women: Figure | None
    both: Figure


@dataclass(frozen=True, slots=True)
class Demography:
    """How many people, and of which kinds; a table that would give people away is empty."""

    total: int
    sexes: tuple[Line, ...]
    ages: tuple[Split, ...]
    party_ages: tuple[Split, ...]
    education: tuple[Line, ...]
    theory: tuple[Line, ...]


def demography_of(
    people: Sequence[Facts],
    day: date,
    *,
    age_bands: Sequence[Band],
    party_age_bands: Sequence[Band],
    smallest: int,
) -> Demography:
    """Count people on a day; counts under `smallest` are protected table by table.

    The pyramids tell men and women apart only where the table of the sexes may be shown whole:
    each half is then protected beside its own known total, so that no two tables together say
    what one alone does not. With `smallest` 0 or 1 everything is shown.
    """
    sexes = _lines(list(Sex), (one.sex for one in people), smallest)
    is_split = bool(sexes) and all(line.figure.is_exact for line in sexes)

    def ages(years: Callable[[Facts], int | None], bands: Sequence[Band]) -> tuple[Split, ...]:
        return _pyramid(people, years, bands, smallest, is_split=is_split)

    return Demography(
        total=len(people),
        sexes=sexes,
        ages=ages(lambda one: full_years(one.born_on, day), age_bands),
        party_ages=ages(lambda one: _years_since(one.party_age_from, day), party_age_bands),
        education=_lines(list(EducationLevel), (one.education for one in people), smallest),
        theory=_lines(list(TheoryLevel), (one.theory for one in people), smallest),
    )


def _years_since(start: date | None, day: date) -> int | None:
    return None if start is None else full_years(start, day)


def _lines(kinds: Sequence[Term], met: Iterable[Term], smallest: int) -> tuple[Line, ...]:
    found = list(met)
    figures = protect([found.count(kind) for kind in kinds], smallest) or ()
    return tuple(map(Line, [kind.label for kind in kinds][: len(figures)], figures))


def _pyramid(
    people: Sequence[Facts],
    years: Callable[[Facts], int | None],
    bands: Sequence[Band],
    smallest: int,
    *,
    is_split: bool,
) -> tuple[Split, ...]:
    labels = [band.label for band in bands]
    counted = {sex: _counts([years(one) for one in people if one.sex is sex], bands) for sex in Sex}
    if any(found[-1] for found in counted.values()):
        labels.append("Chưa ghi")
    men, women = (counted[sex][: len(labels)] for sex in (Sex.MALE, Sex.FEMALE))
    if is_split:
        left, right = protect(men, smallest), protect(women, smallest)
        if left is not None and right is not None:
            return tuple(
                Split(label, one, other, _sum(one, other))
                for label, one, other in zip(labels, left, right, strict=True)
            )
    both = protect([one + other for one, other in zip(men, women, strict=True)], smallest)
    if both is None:
        return ()
    return tuple(
        Split(label, None, None, figure) for label, figure in zip(labels, both, strict=True)
    )


def _counts(years: Sequence[int | None], bands: Sequence[Band]) -> list[int]:
    """Count by band, from the youngest; last those of whom nothing is known."""
    known = [one for one in years if one is not None]
    return [*(sum(map(band.holds, known)) for band in bands), len(years) - len(known)]


def _sum(one: Figure, other: Figure) -> Figure:
    if one.count is None or other.count is None:
        return UNSAID
    return exact(one.count + other.count)
