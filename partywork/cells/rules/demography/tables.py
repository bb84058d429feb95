"""The tables of a demographic page, from plain facts about people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partywork.cells.rules.demography.bands import Band
from partywork.cells.rules.demography.protection import Figure, exact, protect, unsaid
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
    parts: Sequence[Demography] = (),
) -> Demography:
    """Count people on a day; counts under `smallest` are protected table by table.

    The pyramids tell men and women apart only where the table of the sexes may be shown whole:
    each half is then protected beside its own known total, so that no two tables together say
    what one alone does not. The tables of a whole are protected beside those of its `parts`, the
    cells and đảng bộ bộ phận it is made of. With `smallest` 0 or 1 everything is shown.
    """
    sexes = _lines(
        list(Sex), (one.sex for one in people), smallest, [(one.sexes, one.total) for one in parts]
    )
    is_split = bool(sexes) and all(line.figure.is_exact for line in sexes)

    def ages(
        years: Callable[[Facts], int | None],
        bands: Sequence[Band],
        below: Callable[[Demography], tuple[Split, ...]],
    ) -> tuple[Split, ...]:
        beside = [_Below(below(one), one.total) for one in parts]
        return _pyramid(people, years, bands, smallest, beside, is_split=is_split)

    return Demography(
        total=len(people),
        sexes=sexes,
        ages=ages(lambda one: full_years(one.born_on, day), age_bands, lambda one: one.ages),
        party_ages=ages(
            lambda one: _years_since(one.party_age_from, day),
            party_age_bands,
            lambda one: one.party_ages,
        ),
        education=_lines(
            list(EducationLevel),
            (one.education for one in people),
            smallest,
            [(one.education, one.total) for one in parts],
        ),
        theory=_lines(
            list(TheoryLevel),
            (one.theory for one in people),
            smallest,
            [(one.theory, one.total) for one in parts],
        ),
    )


def _years_since(start: date | None, day: date) -> int | None:
    return None if start is None else full_years(start, day)


def _lines(
    kinds: Sequence[Term],
    met: Iterable[Term],
    smallest: int,
    parts: Iterable[tuple[tuple[Line, ...], int]],
) -> tuple[Line, ...]:
    found = list(met)
    below = [
        [line.figure for line in lines] or [unsaid(0, total)] * len(kinds) for lines, total in parts
    ]
    figures = protect([found.count(kind) for kind in kinds], smallest, below) or ()
    return tuple(map(Line, [kind.label for kind in kinds][: len(figures)], figures))


@dataclass(frozen=True, slots=True)
class _Below:
    """The pyramid of a part, and how many people it has."""

    splits: tuple[Split, ...]
    total: int

    def column(self, sex: Sex | None, size: int) -> list[Figure]:
        """Return its men, its women or both, band by band; what it does not show is open."""
        if not self.splits:
            return [unsaid(0, self.total)] * size
        found = [self._figure(split, sex) for split in self.splits]
        # Where nobody's years are unknown the band «Chưa ghi» is left out.
        return [*found, *[exact(0)] * (size - len(found))]

    @staticmethod
    def _figure(split: Split, sex: Sex | None) -> Figure:
        shown = {None: split.both, Sex.MALE: split.men, Sex.FEMALE: split.women}[sex]
        return unsaid(0, split.both.most) if shown is None else shown


def _pyramid(
    people: Sequence[Facts],
    years: Callable[[Facts], int | None],
    bands: Sequence[Band],
    smallest: int,
    parts: Sequence[_Below],
    *,
    is_split: bool,
) -> tuple[Split, ...]:
    labels = [band.label for band in bands]
    counted = {sex: _counts([years(one) for one in people if one.sex is sex], bands) for sex in Sex}
    if any(found[-1] for found in counted.values()):
        labels.append("Chưa ghi")
    size = len(labels)

    def protected(counts: Sequence[int], sex: Sex | None) -> tuple[Figure, ...] | None:
        return protect(counts, smallest, [one.column(sex, size) for one in parts])

    men, women = (counted[sex][:size] for sex in (Sex.MALE, Sex.FEMALE))
    both = protected([one + other for one, other in zip(men, women, strict=True)], None)
    if is_split:
        left, right = protected(men, Sex.MALE), protected(women, Sex.FEMALE)
        if left is not None and right is not None:
            sums = [_sum(one, other) for one, other in zip(left, right, strict=True)]
            if not parts or _tells_no_more(sums, both):
                return tuple(map(Split, labels, left, right, sums))
    if both is None:
        return ()
    return tuple(
        Split(label, None, None, figure) for label, figure in zip(labels, both, strict=True)
    )


def _tells_no_more(sums: Sequence[Figure], both: Sequence[Figure] | None) -> bool:
    """Say whether men and women together are exact only where their sum may be shown."""
    return both is not None and all(
        one.is_exact or not summed.is_exact for summed, one in zip(sums, both, strict=True)
    )


def _counts(years: Sequence[int | None], bands: Sequence[Band]) -> list[int]:
    """Count by band, from the youngest; last those of whom nothing is known."""
    known = [one for one in years if one is not None]
    return [*(sum(map(band.holds, known)) for band in bands), len(years) - len(known)]


def _sum(one: Figure, other: Figure) -> Figure:
    if one.count is None or other.count is None:
        least, most = one.least + other.least, one.most + other.most
        return unsaid(least, most, one.told + other.told)
    return exact(one.count + other.count)
