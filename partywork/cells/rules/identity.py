"""Whether two records are of one person."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from partywork.cells.terms import Sex


class Likeness(Enum):
    """What comparing two records comes to."""

    SAME = auto()
    ALIKE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one person from another; `number` is the digest of the identity number."""

    folded_name: str
    born_on: date | None
    sex: Sex
    number: str | None = None


def compare(one: Traits, other: Traits) -> Likeness:
    """Compare two records: an equal identity number is one person, whatever else is written.

    Equal name and day of birth may be one person, and people have to say; not where both number
    and sex are on record and differ. A rule of the house: a person has one record for life
    (product rule CM2).
    """
    if one.number is not None and one.number == other.number:
        return Likeness.SAME
    if (one.folded_name, one.born_on) != (other.folded_name, other.born_on):
        return Likeness.OTHER
    have_numbers = one.number is not None and other.number is not None
    return Likeness.OTHER if have_numbers and one.sex is not other.sex else Likeness.ALIKE
