import pytest

from partywork.core.text import inert


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.invalid","Xem")',
        "+84 912 345 678",
        "-1+2",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "\tTên",
        "\r=1",
        "\nTên",
        "  =1+1",
        "\u00a0=1+1",
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == "'" + text


@pytest.mark.parametrize("text", ["", " ", "Nguyễn Văn A", "a=b", "1-2", "<script>", "'=1"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert inert(text) == text
