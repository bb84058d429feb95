"""The base of every enumeration: a stable value and the Vietnamese words people read."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """An enumeration member written `NAME = "value", "Nhãn tiếng Việt"`.

    The value is stored and never changes; the label is shown and may.
    """

    label: str

    # The default is for type checkers, which read the look-up `Kind("value")` as a call of this.
    def __new__(cls, value: str, label: str = "") -> Self:
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return (value, label) pairs for a form field, in order of definition."""
        return [(term.value, term.label) for term in cls]
