"""The phone list of a cell as it is printed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One person of the list."""

    full_name: str
    office: str
    phone: str


@dataclass(frozen=True, slots=True)
class PhoneListPage:
    """The whole list, with who printed it when."""

    organisation: str
    printed_on: date
    printed_by: str
    lines: tuple[PhoneLine, ...]
