import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.cells.rules.card_numbers import as_card_number, card_key, is_card_number


@pytest.mark.parametrize("number", ["123456", "93524993", "1" * 20, "ABC12345", "Đ1234567"])
def test_a_card_has_six_to_twenty_letters_and_digits(number):
    assert is_card_number(number)


@pytest.mark.parametrize(
    "number",
    ["", "12345", "1" * 21, "ABCDEFGH", "12-345-678", "12345/67", "abc12345", "１２３４５６"],
)
def test_a_text_without_that_form_is_no_card(number):
    assert not is_card_number(number)


def test_a_card_is_kept_together_and_in_capitals():
    assert as_card_number(" 93.524 993 ") == "93524993"
    assert as_card_number("abc 12345") == "ABC12345"


def test_one_number_with_and_without_its_zeros_is_the_same_and_other_letters_are_not():
    assert card_key("012345678") == card_key("12.345.678")
    assert card_key("AB123456") != card_key("CD123456")
    assert not card_key("")


@given(st.text(max_size=30))
def test_what_is_kept_is_read_as_the_same_number_again(text):
    kept = as_card_number(text)

    if is_card_number(kept):
        assert as_card_number(kept) == kept
