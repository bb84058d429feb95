import pytest

from partywork.cells.rules.searching import Numbers, numbers_in


@pytest.mark.parametrize("name", ["", "  ", "Lê Văn Ân", "dat do", "O’Brien"])
def test_words_without_digits_are_a_name(name):
    assert numbers_in(name) is None


@pytest.mark.parametrize("typed", ["001080012345", " 001 080 012345 ", "001.080.012345"])
def test_twelve_digits_are_an_identity_number_or_a_card(typed):
    found = numbers_in(typed)

    assert (found.citizen_id, found.phone) == ("001080012345", None)
    assert "001080012345" in found.cards


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "091 234 5678",
        "0912.345.678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
    ],
)
def test_a_telephone_number_is_read_as_the_record_keeps_it(typed):
    found = numbers_in(typed)

    assert (found.citizen_id, found.phone) == (None, "0912345678")


def test_a_card_is_compared_as_typed_and_without_the_marks_between_digits():
    assert numbers_in("HN 12.345") == Numbers(frozenset({"HN 12.345", "HN12345"}))
