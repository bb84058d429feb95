"""The number of a membership card: one rule wherever it is typed, read, compared or looked for.

Cards of 2025 and 2026 have a form that is not published and old ones had 8 digits (quoted), so
the number is text of 6 to 20 letters and digits; nothing is reckoned with it.
"""

import re

from partywork.core.text import tidy

FORM_OF_CARD = "6 đến 20 chữ số hoặc chữ cái, trong đó có chữ số"
_CARD = re.compile(r"(?=.*[0-9])[0-9A-ZĐ]{6,20}")
# How people part the digits on paper and in lists.
_MARKS = str.maketrans("", "", " .")


def as_card_number(text: str) -> str:
    """Return the number written together and in capitals, as records keep it."""
    return tidy(text).translate(_MARKS).upper()


def is_card_number(number: str) -> bool:
    """Say whether a number, written together, has the form of one."""
    return _CARD.fullmatch(number) is not None


def card_key(text: str) -> str:
    """Return what two writings of one number share: zeros in front are often lost in lists."""
    return as_card_number(text).lstrip("0")
