"""When two records are of one person, when people have to say, when they are of two."""

from dataclasses import replace
from datetime import date

import pytest

from partywork.cells.rules.identity import Likeness, Traits, compare
from partywork.cells.terms import Sex

ANN = Traits("nguyen thi an", date(1990, 5, 5), Sex.FEMALE, "a")


@pytest.mark.parametrize(
    ("changed", "likeness"),
    [
        ({}, Likeness.SAME),
        ({"folded_name": "tran thi an", "born_on": date(1991, 5, 5)}, Likeness.SAME),
        ({"sex": Sex.MALE}, Likeness.SAME),
        ({"number": None}, Likeness.ALIKE),
        ({"number": None, "sex": Sex.MALE}, Likeness.ALIKE),
        ({"number": "b"}, Likeness.ALIKE),
        ({"number": "b", "sex": Sex.MALE}, Likeness.OTHER),
        ({"number": None, "born_on": date(1991, 5, 5)}, Likeness.OTHER),
        ({"number": None, "folded_name": "tran thi an"}, Likeness.OTHER),
    ],
)
def test_the_number_decides_and_equal_name_and_birthday_ask(
    changed: dict[str, object], likeness: Likeness
) -> None:
    assert compare(ANN, replace(ANN, **changed)) is likeness
    assert compare(replace(ANN, **changed), ANN) is likeness


def test_nobody_is_told_apart_by_numbers_that_neither_has() -> None:
    nameless = replace(ANN, number=None)

    assert compare(nameless, nameless) is Likeness.ALIKE
