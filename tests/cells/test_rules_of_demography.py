from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.demography.bands import Band, band_of, bands_of, days_of
from partywork.cells.rules.demography.drawing import draw
from partywork.cells.rules.demography.levels import education_of, theory_of
from partywork.cells.rules.demography.protection import protect
from partywork.cells.rules.demography.tables import Facts, demography_of
from partywork.cells.rules.membership import full_years
from partywork.cells.terms import EducationLevel, Sex, TheoryLevel

DAYS = st.dates(date(1930, 1, 1), date(2030, 12, 31))
AGES = bands_of("30, 40, 50, 60")
PARTY_AGES = bands_of("9, 29")


def test_bands_are_read_from_their_last_years():
    assert [band.label for band in AGES] == ["Đến 30", "31–40", "41–50", "51–60", "Trên 60"]
    assert [band.key for band in AGES] == ["0-30", "31-40", "41-50", "51-60", "61-"]
    assert [band_of(band.key) for band in AGES] == list(AGES)


def test_limits_in_another_order_or_twice_make_the_same_bands():
    assert bands_of("60, 30, 50, 30, 40") == AGES


@pytest.mark.parametrize("key", ["", "31", "a-b", "31-x", "9999-", "-5", "31-40-50"])
def test_nonsense_is_no_band(key):
    assert band_of(key) is None


@given(DAYS, DAYS, st.sampled_from([*AGES, *PARTY_AGES]))
def test_somebody_is_of_a_band_exactly_when_born_on_one_of_its_days(born_on, day, band):
    first, last = days_of(band, day)

    is_between = (first is None or first <= born_on) and born_on <= last

    assert is_between == (born_on <= day and band.holds(full_years(born_on, day)))


def test_who_was_born_on_the_29th_of_february_has_a_band_too():
    band = Band(18, 30)

    assert days_of(band, date(2022, 2, 28))[1] == date(2004, 2, 29)
    assert days_of(band, date(2022, 2, 27))[1] == date(2004, 2, 27)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_hidden_small_count_can_be_worked_out_from_what_is_shown(counts):
    figures = protect(counts, 5)
    if figures is None:
        return
    total = sum(counts)

    def possible(figure):
        if figure.is_exact:
            return [figure.count]
        return range(1, 5) if figure.words == "< 5" else range(5, total + 1)

    worlds = [world for world in product(*map(possible, figures)) if sum(world) == total]

    for place, count in enumerate(counts):
        if 0 < count < 5:
            assert figures[place].words == "< 5"
            assert {world[place] for world in worlds} == {1, 2, 3, 4}
    assert all(figure.drawn in (figure.count, 4, 5) for figure in figures)


def test_counts_of_five_or_none_hide_nothing():
    assert [one.words for one in protect([5, 0, 12], 5)] == ["5", "0", "12"]
    assert protect([], 5) == ()
    assert [one.words for one in protect([1, 3], 0)] == ["1", "3"]


def test_one_small_count_takes_the_smallest_other_with_it():
    assert [one.words for one in protect([3, 20, 9], 5)] == ["< 5", "20", "≥ 5"]


def test_small_counts_that_protect_each_other_are_enough():
    assert [one.words for one in protect([2, 3, 9], 5)] == ["< 5", "< 5", "9"]


def test_a_table_that_nothing_can_protect_is_not_shown():
    assert protect([1, 2], 5) is None
    assert protect([3, 5], 5) is None


@pytest.mark.parametrize(
    ("texts", "level"),
    [
        (("Tiến sĩ khoa học", None), EducationLevel.DOCTOR),
        (("Đại học", "PGS.TS"), EducationLevel.DOCTOR),
        (("ThS. Kinh tế",), EducationLevel.MASTER),
        (("Kỹ sư xây dựng",), EducationLevel.UNIVERSITY),
        (("CĐ Sư phạm",), EducationLevel.COLLEGE),
        (("Trung cấp kế toán",), EducationLevel.VOCATIONAL),
        (("12/12",), EducationLevel.OTHER),
        ((None, ""), EducationLevel.UNKNOWN),
    ],
)
def test_the_highest_level_of_education_counts(texts, level):
    assert education_of(texts) is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Cử nhân chính trị", TheoryLevel.BACHELOR),
        ("CAO CẤP", TheoryLevel.ADVANCED),
        ("Trung cấp LLCT", TheoryLevel.INTERMEDIATE),
        ("Sơ cấp", TheoryLevel.BASIC),
        ("Bồi dưỡng", TheoryLevel.OTHER),
        (None, TheoryLevel.UNKNOWN),
    ],
)
def test_the_level_of_theory_is_read_from_words(text, level):
    assert theory_of(text) is level


DAY = date(2026, 11, 5)


def person(sex=Sex.MALE, age=45, party_age: int | None = 12):
    since = None if party_age is None else DAY - timedelta(days=366 * party_age)
    return Facts(
        sex, DAY - timedelta(days=366 * age), since, EducationLevel.MASTER, TheoryLevel.BASIC
    )


def counted(people, smallest=0):
    return demography_of(people, DAY, age_bands=AGES, party_age_bands=PARTY_AGES, smallest=smallest)


def test_the_whole_is_counted_by_sex_age_party_age_and_levels():
    found = counted([person(), person(Sex.FEMALE, 65, 40), person(Sex.FEMALE, 28, None)])

    assert [(line.label, line.figure.words) for line in found.sexes] == [("Nam", "1"), ("Nữ", "2")]
    assert [(one.label, one.men.words, one.women.words) for one in found.ages] == [
        ("Đến 30", "0", "1"),
        ("31–40", "0", "0"),
        ("41–50", "1", "0"),
        ("51–60", "0", "0"),
        ("Trên 60", "0", "1"),
    ]
    assert [(one.label, one.both.words) for one in found.party_ages] == [
        ("Đến 9", "0"),
        ("10–29", "1"),
        ("Trên 29", "1"),
        ("Chưa ghi", "1"),
    ]
    assert found.education[1].figure.words == "3"
    assert found.theory[3].figure.words == "3"


def test_a_cell_with_few_women_does_not_tell_the_sexes_apart():
    found = counted([person()] * 12 + [person(Sex.FEMALE)] * 3, smallest=5)

    assert [line.figure.words for line in found.sexes] == ["≥ 5", "< 5"]
    assert {(one.men, one.women) for one in found.ages} == {(None, None)}
    assert [one.both.words for one in found.ages] == ["0", "0", "15", "0", "0"]


def test_each_half_of_the_pyramid_of_a_cell_is_protected_beside_its_total():
    women = [person(Sex.FEMALE, age) for age in (45, 45, 45, 65, 65)]
    found = counted([person()] * 12 + women, smallest=5)

    rows = {one.label: (one.men.words, one.women.words, one.both.words) for one in found.ages}

    assert rows["41–50"] == ("12", "< 5", "không nêu")
    assert rows["Trên 60"] == ("0", "< 5", "không nêu")
    assert rows["Đến 30"] == ("0", "0", "0")


def test_a_half_that_cannot_be_protected_joins_the_other():
    women = [person(Sex.FEMALE, age) for age in (45, 45, 45, 45, 45, 65)]
    found = counted([person()] * 12 + women, smallest=5)

    assert {(one.men, one.women) for one in found.ages} == {(None, None)}
    assert [one.both.words for one in found.ages] == ["0", "0", "≥ 5", "0", "< 5"]
    assert counted([person()] * 3, smallest=5).ages == ()


def test_a_pyramid_is_drawn_oldest_on_top_men_left_women_right():
    drawing = draw(counted([person()] * 10 + [person(Sex.FEMALE, 65)] * 5).ages)

    top, middle = drawing.steps[0], drawing.steps[2]
    assert drawing.is_split
    assert (top.label, top.left.width, middle.label) == ("Trên 60", 0, "41–50")
    assert top.right.width * 2 == pytest.approx(middle.left.width, abs=0.2)
    assert middle.left.x + middle.left.width == pytest.approx(drawing.left_title_x)
    assert middle.left.words_x < middle.left.x
    assert all(step.left.x >= 0 and step.right.words_x <= drawing.width for step in drawing.steps)
    assert drawing.height > drawing.steps[-1].y + drawing.bar_height


def test_a_pyramid_without_sexes_has_one_side_and_frames_for_what_is_not_shown():
    splits = counted([person()] * 12 + [person(Sex.FEMALE, 65)] * 3, smallest=5).ages
    drawing = draw(splits)

    assert not drawing.is_split
    assert {step.left for step in drawing.steps} == {None}
    assert [step.right.is_exact for step in drawing.steps] == [False, True, False, True, True]
    assert draw(()).steps == ()
