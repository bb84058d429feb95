"""What a member owes for one month (Quy định 01-QĐ/TW, 03/02/2026, as quoted by the press)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from partywork.cells.rules.membership import add_months
from partywork.cells.terms import MembershipStatus
from partywork.core.periods import Month
from partywork.dues.terms import DuesGroup, PayingPlace, Why

_AWAY = (MembershipStatus.TEMPORARILY_AWAY, MembershipStatus.PROBATIONARY_AWAY)
_DETAINED = (MembershipStatus.PROSECUTED, MembershipStatus.PROBATIONARY_PROSECUTED)
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rates:
    """The values in force for a month; a fixed amount of 0 means that nobody has set it yet."""

    wage_permille: int
    allowance_permille: int
    pension_permille: int
    student: int
    not_insured: int
    abroad: int
    rounding: int
    exempt_party_age: int
    exempt_next_month: bool
    detained_pay: bool


@dataclass(frozen=True, slots=True)
class Declared:
    """What a member declared: the group, the money it is reckoned from, where they pay.

    `higher` is the amount a member pays of their own will above the rule, once the level above
    has agreed.
    """

    group: DuesGroup
    base: int = 0
    higher: int | None = None
    place: PayingPlace = PayingPlace.OWN_CELL


@dataclass(frozen=True, slots=True)
class Lowered:
    """A decision that lowers the dues from one month to another, the last one included."""

    percent: int
    from_month: Month
    to_month: Month | None = None

    def holds_in(self, month: Month) -> bool:
        """Say whether the decision counts in a month."""
        return self.from_month <= month and (self.to_month is None or month <= self.to_month)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An amount in whole đồng and why it is so; no amount where none can be reckoned."""

    amount: int | None
    why: Why
    percent: int = 0

    @property
    def is_owed(self) -> bool:
        """Say whether the member has something to pay here, known or not yet known."""
        return self.amount is None or self.amount > 0


def by_rule(declared: Declared, rates: Rates) -> Fraction | None:
    """Return what the rule asks for before rounding; nothing where no amount was set.

    1 % of last month's wage for compulsory insurance or of the allowance during illness and
    maternity, 0.5 % of a pension, a fixed amount for students. The amounts of other groups were
    not in the excerpts we have: they are the Đảng ủy's to set.
    """
    permille = {
        DuesGroup.INSURED: rates.wage_permille,
        DuesGroup.ON_ALLOWANCE: rates.allowance_permille,
        DuesGroup.PENSIONER: rates.pension_permille,
    }
    if declared.group in permille:
        return Fraction(declared.base * permille[declared.group], 1000)
    fixed = {
        DuesGroup.STUDENT: rates.student,
        DuesGroup.NOT_INSURED: rates.not_insured,
        DuesGroup.ABROAD: rates.abroad,
    }[declared.group]
    return Fraction(fixed) if fixed else None


def rounded(amount: Fraction, step: int) -> int:
    """Round half up to a multiple of `step` đồng; no text rules it, so the step is a provision."""
    step = max(step, 1)
    return int((amount + Fraction(step, 2)) // step) * step


def exempt_from(party_age_from: date, years: int, *, next_month: bool) -> Month:
    """Return the first month a member with so many years of Party age pays nothing (50 by rule).

    Fifty years from 20/01/1977 are full on 20/01/2027: free from February when the provision says
    «from the month after», from January otherwise.
    """
    full_on = add_months(party_age_from, 12 * years)
    return Month.of(full_on).shift(1 if next_month else 0)


def reckon(
    month: Month,
    *,
    status: MembershipStatus,
    party_age_from: date | None,
    declared: Declared | None,
    lowered: Iterable[Lowered],
    rates: Rates,
) -> Reckoned:
    """Return what a member owes in this cell for a month.

    Probationary, exempted and suspended members pay as others do; who lives in another cell for a
    time pays where the letter says; 50 years of Party age and the exempted pay nothing; others
    pay by their group, less what a decision takes off, more if they volunteered more.
    """
    percent = max((one.percent for one in lowered if one.holds_in(month)), default=0)
    free = _elsewhere(status, declared, rates) or _exempt(month, party_age_from, percent, rates)
    if free is not None:
        return Reckoned(0, free)
    if declared is None:
        return Reckoned(None, Why.UNDECLARED)
    exact = by_rule(declared, rates)
    if exact is None and declared.higher is None:
        return Reckoned(None, Why.NO_RATE)
    ruled = rounded((exact or Fraction(0)) * (_WHOLE - percent) / _WHOLE, rates.rounding)
    if declared.higher is not None and declared.higher > ruled:
        return Reckoned(declared.higher, Why.HIGHER)
    return Reckoned(ruled, Why.REDUCED if percent else Why.BY_RATE, percent)


def _exempt(month: Month, party_age_from: date | None, percent: int, rates: Rates) -> Why | None:
    if party_age_from is not None and month >= exempt_from(
        party_age_from, rates.exempt_party_age, next_month=rates.exempt_next_month
    ):
        return Why.PARTY_AGE
    return Why.EXEMPT if percent == _WHOLE else None


def _elsewhere(status: MembershipStatus, declared: Declared | None, rates: Rates) -> Why | None:
    place = declared.place if declared is not None else PayingPlace.OWN_CELL
    if status is MembershipStatus.TEMPORARY_GUEST and place is PayingPlace.OWN_CELL:
        return Why.PAYS_AT_HOME
    if status in _AWAY and place is PayingPlace.TEMPORARY_CELL:
        return Why.PAYS_ELSEWHERE
    if status in _DETAINED and not rates.detained_pay:
        return Why.DETAINED
    return None
