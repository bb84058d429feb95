"""The base of every enumeration: a stable value and the Vietnamese words people read."""

from enum import StrEnum


class Term(StrEnum):
    """An enumeration member written `NAME = "value", "Nhãn tiếng Việt"`.

    The value is stored and never changes; the label is shown and may.
    """

    label: str

    def __new__(cls, value: str, label: str) -> "Term":
        """Keep the label beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return (value, label) pairs for a form field, in order of definition."""
        return [(term.value, term.label) for term in cls]
