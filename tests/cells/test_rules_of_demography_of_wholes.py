"""What a whole shows beside its cells must not give back what they keep to themselves."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from partywork.cells.rules.demography.bands import bands_of
from partywork.cells.rules.demography.protection import Figure, exact, protect, unsaid
from partywork.cells.rules.demography.tables import Demography, Facts, demography_of
from partywork.cells.rules.demography.wholes import Placed, demography_of_place
from partywork.cells.terms import EducationLevel, Sex, TheoryLevel

DAY = date(2026, 11, 5)
SMALLEST = 5


def shown(counts: Sequence[int]) -> Sequence[Figure]:
    """Return what a cell shows of its counts; a table that is not shown is open."""
    return protect(counts, SMALLEST) or [unsaid(0, sum(counts))] * len(counts)


def sums(cells: Sequence[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*cells, strict=True)]


def trees(most: int, size: int):
    """Some cells with the same categories."""
    cell = st.lists(st.integers(0, most), min_size=size, max_size=size)
    return st.lists(cell, min_size=1, max_size=5)


@given(st.integers(1, 4).flatmap(lambda size: trees(14, size)))
@settings(max_examples=500)
def test_no_difference_of_shown_totals_is_one_to_four(cells):
    parts = [shown(one) for one in cells]
    whole = protect(sums(cells), SMALLEST, parts)

    for place, figure in enumerate(whole or ()):
        if figure.count is None:
            continue
        told = [part[place].count for part in parts if part[place].count is not None]
        taken = [sum(some) for size in range(len(told) + 1) for some in combinations(told, size)]
        assert not {figure.count - one for one in taken} & set(range(1, SMALLEST))


@given(st.integers(2, 3).flatmap(lambda size: trees(12, size)), st.data())
@settings(max_examples=300)
def test_a_whole_of_wholes_tells_no_more_than_its_parts(cells, data):
    cut = data.draw(st.integers(0, len(cells)))
    below = [shown(one) for one in cells[:cut]]
    middle = protect(sums(cells[:cut]), SMALLEST, below) if below else None
    if middle is None:
        return
    beside = [shown(one) for one in cells[cut:]]
    whole = protect(sums(cells), SMALLEST, [middle, *beside])

    for place, figure in enumerate(whole or ()):
        if figure.count is None:
            continue
        told = sum(one[place].count or 0 for one in (*below, *beside))
        assert figure.count - told not in range(1, SMALLEST)
        if middle[place].count is not None:
            told = middle[place].count + sum(one[place].count or 0 for one in beside)
            assert figure.count - told not in range(1, SMALLEST)


def worlds_of(counts: Sequence[int]) -> list[tuple[int, ...]]:
    """Every cell that would show the same."""
    total, figures = sum(counts), protect(counts, SMALLEST)
    ranges = {"< 5": range(1, 5), "≥ 5": range(5, total + 1)}
    if figures is None:
        choices = [range(total + 1)] * len(counts)
    else:
        choices = [[one.count] if one.count is not None else ranges[one.words] for one in figures]
    return [world for world in product(*choices) if sum(world) == total]


@given(st.lists(st.lists(st.integers(0, 8), min_size=3, max_size=3), min_size=2, max_size=2))
@settings(max_examples=150)
def test_no_small_count_of_a_cell_is_worked_out_from_everything_shown(cells):
    parts = [shown(one) for one in cells]
    whole = protect(sums(cells), SMALLEST, parts)
    kept = [
        worlds
        for worlds in product(*map(worlds_of, cells))
        if all(
            figure.count is None or figure.count == summed
            for figure, summed in zip(whole or (), sums(worlds), strict=bool(whole))
        )
    ]

    for number, (cell, part) in enumerate(zip(cells, parts, strict=True)):
        for place, count in enumerate(cell):
            if 0 < count < SMALLEST and part[place].words == "< 5":
                assert {world[number][place] for world in kept} == {1, 2, 3, 4}


def test_what_all_cells_tell_is_told_of_the_whole():
    assert protect([12, 5], SMALLEST, [[exact(7), exact(0)], [exact(5), exact(5)]]) == (
        exact(12),
        exact(5),
    )


def test_one_cell_beside_another_that_tells_all_leaves_the_whole_unsaid():
    cells = [[7, 10, 12], [2, 10, 9]]
    parts = [shown(one) for one in cells]

    whole = protect(sums(cells), SMALLEST, parts)

    assert [one.words for one in parts[1]] == ["< 5", "10", "≥ 5"]
    assert [one.words for one in whole or ()] == ["không nêu", "20", "không nêu"]


def test_another_count_is_left_unsaid_where_the_total_would_give_it_back():
    parts = [[exact(8), unsaid(0, 9)], [exact(9), unsaid(0, 9)], [unsaid(0, 5), exact(7)]]

    assert [one.words for one in protect([18, 20], SMALLEST, parts) or ()] == ["không nêu"] * 2
    assert protect([18, 7], SMALLEST, [[exact(16), exact(7)], [unsaid(1, 4), exact(0)]]) is None


def people(cell: str, ages: Sequence[int], sex: Sex = Sex.FEMALE) -> list[Placed]:
    return [
        Placed(
            cell,
            Facts(
                sex,
                date(DAY.year - age, 1, 1),
                date(DAY.year - age + 25, 1, 1),
                EducationLevel.UNIVERSITY,
                TheoryLevel.BASIC,
            ),
        )
        for age in ages
    ]


def count(facts: Sequence[Facts], parts: Sequence[Demography]) -> Demography:
    return demography_of(
        facts,
        DAY,
        age_bands=bands_of("30, 60"),
        party_age_bands=bands_of("9, 29"),
        smallest=SMALLEST,
        parts=parts,
    )


def test_a_part_of_one_cell_shows_what_the_cell_shows():
    cell = people("DU/BP/A/", [40] * 9 + [70] * 3) + people("DU/BP/A/", [40] * 6, Sex.MALE)

    own = demography_of_place("DU/BP/A/", cell, count)
    part = demography_of_place("DU/BP/", cell, count)

    assert [one.women and one.women.words for one in own.ages] == ["0", "≥ 5", "< 5"]
    assert [one.both.words for one in part.ages] == ["0", "không nêu", "không nêu"]
    assert [one.figure.words for one in part.sexes] == ["6", "12"]


def test_a_whole_of_many_cells_is_told_whole():
    cells = [
        people(f"DU/{part}/{cell}/", [*([40] * 7), 28, 70, 28 if cell % 2 else 70], sex)
        for part in ("B1", "B2")
        for cell in range(9)
        for sex in Sex
    ]
    everybody = [one for cell in cells for one in cell]

    whole = demography_of_place("DU/", everybody, count)

    assert [one.figure.words for one in whole.sexes] == ["180", "180"]
    assert [one.both.words for one in whole.ages] == ["52", "252", "56"]


def test_people_kept_at_the_place_itself_are_a_part_of_it():
    everybody = people("DU/", [40] * 6) + people("DU/A/", [40] * 7)

    whole = demography_of_place("DU/", everybody, count)

    assert whole.total == 13
    assert [one.both.words for one in whole.ages] == ["0", "13", "0"]
    assert demography_of_place("DU/", [], count).total == 0


def test_men_and_women_are_not_told_apart_where_their_sum_would_say_too_much():
    cells = [
        [
            *people(f"DU/{cell}/", [28] * young + [40] * 5, Sex.MALE),
            *people(f"DU/{cell}/", [28] * (4 - young) + [40] * 11),
        ]
        for cell, young in enumerate((3, 3, 1, 1))
    ]

    whole = demography_of_place("DU/", [one for cell in cells for one in cell], count)

    assert [one.figure.words for one in whole.sexes] == ["28", "52"]
    assert [(one.men, one.both.words) for one in whole.ages] == [
        (None, "không nêu"),
        (None, "không nêu"),
        (None, "0"),
    ]


def test_a_pyramid_that_a_cell_does_not_show_is_open_in_the_whole():
    few, many = people("DU/A/", [28, 40, 70]), people("DU/B/", [40] * 30)

    whole = demography_of_place("DU/", few + many, count)

    assert demography_of_place("DU/A/", few, count).ages == ()
    assert "31" not in {one.both.words for one in whole.ages}
