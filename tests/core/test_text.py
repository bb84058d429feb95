import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.text import fold, inert, is_blank, name_sort_key, nfc, plain, tidy

# The tones and letters of Vietnamese in dictionary order.
A_IN_ORDER = list("aàảãáạăằẳẵắặâầẩẫấậ")
E_IN_ORDER = list("eèẻẽéẹêềểễếệ")
O_IN_ORDER = list("oòỏõóọôồổỗốộơờởỡớợ")
U_IN_ORDER = list("uùủũúụưừửữứự")
LETTERS_IN_ORDER = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def test_decomposed_and_composed_text_become_the_same() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")

    assert nfc(decomposed) == "Nguyễn Thị Ngọc Ánh"


def test_tidy_takes_away_outer_and_double_spaces_of_any_kind() -> None:
    assert tidy("  Nguyễn \u00a0 Văn\tAn\n") == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG  UỶ", "dang uy"),
        ("Nghị quyết chuyển đổi số", "nghi quyet chuyen doi so"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("CƯỜNG", "cuong"),
        ("", ""),
    ],
)
def test_folding_takes_marks_and_case_away(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(unicodedata.normalize("NFD", written)) == folded


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "  =1+1", "\tabc", "\n=1"])
def test_text_that_a_spreadsheet_would_compute_is_made_inert(text: str) -> None:
    assert inert(text) == f"'{text}"
    assert plain(inert(text)) == text


@pytest.mark.parametrize("text", ["", "Nguyễn Văn An", "05-NQ/CB", "1-2", "a=b"])
def test_ordinary_text_stays_as_it_is_for_spreadsheets(text: str) -> None:
    assert inert(text) == text
    assert plain(text) == text


@given(st.text())
def test_folding_twice_changes_nothing_more_for_vietnamese_and_ascii(text: str) -> None:
    once = fold("".join(c for c in text if c.isascii()) + "Đặng Ỷ")

    assert fold(once) == once


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("letters", [A_IN_ORDER, E_IN_ORDER, O_IN_ORDER, U_IN_ORDER])
def test_tones_and_vowels_sort_as_in_a_vietnamese_dictionary(letters: list[str]) -> None:
    backwards = [*reversed(letters)]

    assert sorted(backwards, key=name_sort_key) == letters


def test_letters_sort_as_in_the_vietnamese_alphabet() -> None:
    backwards = [*reversed(LETTERS_IN_ORDER)]

    assert sorted(backwards, key=name_sort_key) == LETTERS_IN_ORDER


def test_people_sort_by_given_name_then_family_name() -> None:
    in_order = [
        "Nguyễn Văn An",
        "Trần Thị An",
        "Lê Ân",
        "Bùi Thị Bình",
        "Phạm Cường",
        "Đỗ Dũng",
        "An Đạt",
        "Vũ Đạt",
        "Hoàng Đức",
        "Lý Thị Oanh",
        "Mai Ổn",
        "Lê Thị Ơn",
    ]
    backwards = [*reversed(in_order)]

    assert sorted(backwards, key=name_sort_key) == in_order


def test_letters_come_before_tones_inside_a_word() -> None:
    assert sorted(["Lê Hoàn", "Lê Hoá", "Lê Hoa"], key=name_sort_key) == [
        "Lê Hoa",
        "Lê Hoá",
        "Lê Hoàn",
    ]


def test_a_decomposed_name_sorts_with_its_composed_twin() -> None:
    decomposed = unicodedata.normalize("NFD", "Đặng Thị Ngọc Ánh")

    assert name_sort_key(decomposed) == name_sort_key("Đặng  Thị Ngọc Ánh")


def test_a_sign_outside_the_alphabet_sorts_last_and_does_not_fail() -> None:
    assert name_sort_key("Nguyễn Y") < name_sort_key("Nguyễn 1")
    assert name_sort_key("") == name_sort_key(" ")


@given(st.lists(st.sampled_from(["An", "Ân", "Anh", "Ánh", "Đạt", "Dũng"]), min_size=1))
def test_case_never_changes_the_order(words: list[str]) -> None:
    name = " ".join(words)

    assert name_sort_key(name.upper()) == name_sort_key(name.lower())


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "\u00a0", "\u200b\ufeff", "\u2003\x1f"])
def test_a_text_in_which_nothing_can_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", " . ", "\u200bĐ"])
def test_a_text_with_one_sign_in_it_is_not_blank(text: str) -> None:
    assert not is_blank(text)
