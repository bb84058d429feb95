"""The money that goes with a badge: so many times the base wage of the day it is given."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

NOT_RULED = "chưa quy định"


def times_of(text: str) -> Fraction | None:
    """Read «1,5» as one and a half times the base wage; nothing for «chưa quy định».

    The figures are those of Hướng dẫn 56-HD/VPTW năm 2015 as quoted, each a provision; where the
    quoted text gives none, none is guessed.
    """
    return None if text == NOT_RULED else Fraction(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What goes with the badge of each number of years, in whole đồng."""

    by_years: Mapping[int, int | None]

    @classmethod
    def of(cls, texts: Mapping[int, str], base_wage: int) -> "Amounts":
        """Reckon the amounts from the provisions of a day."""
        times = {years: times_of(text) for years, text in texts.items()}
        return cls(
            {years: None if one is None else int(one * base_wage) for years, one in times.items()}
        )

    def amount(self, years: int) -> int | None:
        """Return the money with a badge; nothing where no text we have gives it."""
        return self.by_years.get(years)

    def total(self, years: Collection[int]) -> int | None:
        """Add up the money of badges; nothing as long as one amount is unknown."""
        amounts = [self.amount(one) for one in years]
        known = [one for one in amounts if one is not None]
        return sum(known) if len(known) == len(amounts) else None
