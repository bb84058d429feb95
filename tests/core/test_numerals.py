import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.numerals import dong_in_words, in_words, roman

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_WORTH = {word: worth for worth, word in enumerate(_DIGITS)} | {"mốt": 1, "lăm": 5}


def _read(words: str) -> int:
    """Read words back by the rules of the language, apart from how they are written."""
    total, group, digit = 0, 0, 0
    for word in words.split():
        if word in _WORTH:
            digit = _WORTH[word]
        elif word == "linh":
            digit = 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "tỷ":
            total, group, digit = (total + group + digit) * 1_000_000_000, 0, 0
        else:
            total += (group + digit) * {"nghìn": 1000, "triệu": 1_000_000}[word]
            group, digit = 0, 0
    return total + group + digit


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (1005, "một nghìn không trăm linh năm"),
        (123_400, "một trăm hai mươi ba nghìn bốn trăm"),
        (1_000_000, "một triệu"),
        (2_000_015, "hai triệu không trăm mười lăm"),
        (3_000_000_000, "ba tỷ"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (-7, "âm bảy"),
    ],
)
def test_a_number_is_written_as_people_say_it(number: int, words: str) -> None:
    assert in_words(number) == words


def test_money_begins_with_a_capital_and_ends_in_dong() -> None:
    assert dong_in_words(1_205_000) == "Một triệu hai trăm linh năm nghìn đồng"


@given(st.integers(0, 10**14))
def test_words_can_be_read_back(number: int) -> None:
    assert _read(in_words(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "I"),
        (4, "IV"),
        (7, "VII"),
        (8, "VIII"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (1999, "MCMXCIX"),
    ],
)
def test_parts_of_a_paper_bear_roman_numerals(number, numeral):
    assert roman(number) == numeral
