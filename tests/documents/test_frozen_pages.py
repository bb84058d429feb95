"""What a paper says, kept as plain values and taken up again."""

import json
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from partywork.documents.pages import (
    Heading,
    PlaceAndDay,
    Recipients,
    Signature,
    frozen,
    thawed,
)


@dataclass(frozen=True)
class Line:
    """One row of a list."""

    name: str
    born_on: date | None
    count: int


@dataclass(frozen=True)
class Letter:
    """A paper with everything that papers are made of."""

    heading: Heading
    until_on: date | None
    is_temporary: bool
    lines: tuple[Line, ...]
    recipients: Recipients
    signature: Signature


LETTERS = st.from_type(Letter)


@given(LETTERS)
def test_a_page_comes_back_as_it_was_kept(letter: Letter) -> None:
    said = json.loads(json.dumps(frozen(letter)))

    assert thawed(Letter, said) == letter


def test_a_page_is_kept_in_words_and_numbers() -> None:
    heading = Heading(("ĐẢNG BỘ",), ("CHI BỘ",), "1-CV/CB", PlaceAndDay("Hà Nội", date(2026, 1, 2)))

    assert frozen(heading) == {
        "superior_lines": ["ĐẢNG BỘ"],
        "issuer_lines": ["CHI BỘ"],
        "symbol": "1-CV/CB",
        "place_and_day": {"place": "Hà Nội", "day": "2026-01-02"},
        "draft_label": None,
    }
