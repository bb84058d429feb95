"""What somebody typed to find a person: a name, or a number that belongs to one."""

from dataclasses import dataclass

from partywork.cells.rules.card_numbers import as_card_number
from partywork.cells.rules.importing.values import read_citizen_id, read_phone
from partywork.core.text import tidy


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a typed number may be; a text of digits may be more than one of them."""

    cards: frozenset[str]
    citizen_id: str | None = None
    phone: str | None = None


def numbers_in(words: str) -> Numbers | None:
    """Return the numbers a typed text may stand for, written as the record keeps them.

    No name has a digit, so a text with one is a number: an identity number has 12 digits (Luật
    Căn cước 26/2023/QH15, Điều 12), a telephone number may be written with +84, dots and spaces,
    and the rest is compared with the numbers of cards. `None` is a name.
    """
    text = tidy(words)
    if not any(character.isdigit() for character in text):
        return None
    return Numbers(
        cards=frozenset({text, as_card_number(text)}),
        citizen_id=read_citizen_id(text).value,
        phone=read_phone(text).value,
    )
