"""How a month of a member stands, who owes what, and how a quarter is settled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.dues.rules.amounts import Reckoned, rounded
from partywork.dues.terms import LineState, Why

NOT_BEGUN = (
    "Chi bộ chưa bắt đầu sổ đảng phí trên hệ thống. Bí thư, phó bí thư chi bộ chọn tháng bắt đầu "
    "trước."
)
_NOT_HERE = (Why.PAYS_ELSEWHERE, Why.PAYS_AT_HOME, Why.PAID_BEFORE, Why.DETAINED)


def state_of(
    due: Reckoned, paid: int | None, *, is_over: bool, is_excused: bool = False
) -> LineState:
    """Say how a member stands with a month; a month that still runs is not owed.

    What was paid counts first, also where nothing had to be paid.
    """
    if paid is not None:
        enough = due.amount is None or paid >= due.amount
        if enough:
            return LineState.PAID
        return LineState.PARTLY if is_over else LineState.PARTLY_SO_FAR
    if due.why in _NOT_HERE:
        return LineState.ELSEWHERE
    if due.amount is None:
        return LineState.UNKNOWN
    if due.amount == 0:
        return LineState.EXEMPT
    return _unpaid(is_over=is_over, is_excused=is_excused)


def _unpaid(*, is_over: bool, is_excused: bool) -> LineState:
    if is_excused:
        return LineState.EXCUSED
    return LineState.OWED if is_over else LineState.WAITING


def is_unpaid(state: LineState) -> bool:
    """Say whether a month counts as unpaid without good reason (01-QĐ/TW 2026, as quoted)."""
    return state is LineState.OWED or state is LineState.PARTLY


def is_missed(states: Collection[LineState]) -> bool:
    """Say whether a month stays unpaid, however many cells list it: owed in one, settled in none.

    Who moves stands on the lists of two cells, but pays a month once (01-QĐ/TW 2026, as quoted).
    """
    is_settled = LineState.PAID in states or LineState.EXCUSED in states
    return not is_settled and any(map(is_unpaid, states))


def longest_run(months: Collection[Month]) -> int:
    """Return how many unpaid months follow each other at most; December runs into January."""
    wanted, longest = set(months), 0
    for month in wanted:
        if month.shift(-1) in wanted:
            continue
        length = 1
        while month.shift(length) in wanted:
            length += 1
        longest = max(longest, length)
    return longest


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a collection, in whole đồng and people."""

    due: int = 0
    paid: int = 0
    owed: int = 0
    payers: int = 0
    have_paid: int = 0

    @property
    def to_come(self) -> int:
        """How many payers are still to come."""
        return self.payers - self.have_paid


def totals_of(lines: Iterable[tuple[Reckoned, int | None]]) -> Totals:
    """Add up a collection; more than was due of one member never covers what another owes."""
    due = paid = owed = payers = have_paid = 0
    for reckoned, brought in lines:
        amount = reckoned.amount or 0
        due += amount
        paid += brought or 0
        owed += max(amount - (brought or 0), 0)
        payers += reckoned.is_owed or brought is not None
        have_paid += brought is not None
    return Totals(due, paid, owed, payers, have_paid)


@dataclass(frozen=True, slots=True)
class Shares:
    """What came in is what is passed up and what stays; to the last đồng."""

    collected: int
    passed_up: int
    kept: int


def share(collected: int, percent: int) -> Shares:
    """Part a sum: `percent` goes up, rounded half up to whole đồng, the rest stays.

    The parts of 2026 were not found; the percentage is a provision (70 % by the older rule).
    """
    if not 0 <= percent <= 100:
        raise ValueError("a share lies between 0 and 100 percent")
    passed_up = rounded(Fraction(collected * percent, 100), 1)
    return Shares(collected, passed_up, collected - passed_up)


def check_settling(
    quarter: Quarter, *, begun: Month | None, closed: Month | None, settled: Quarter | None
) -> None:
    """Quarters are settled once, one after the other, each after its months were closed.

    The first is the one in which the register begins, so that no money falls between two
    settlements (rule of the register; no text we have says more than «quarterly»).
    """
    if begun is None:
        raise RuleBroken(NOT_BEGUN)
    first = Quarter.of(begun.first_day)
    if quarter < first:
        raise RuleBroken(
            f"Sổ đảng phí của chi bộ bắt đầu từ {begun.short_label}; quý trước đó theo sổ giấy."
        )
    if settled is not None and quarter <= settled:
        raise RuleBroken(f"Đã quyết toán {settled.label}.")
    expected = first if settled is None else Quarter.of(settled.last_day + timedelta(days=1))
    if quarter > expected:
        raise RuleBroken(f"Hãy quyết toán {expected.label} trước.")
    missing = max(quarter.months[0], begun) if closed is None else closed.shift(1)
    if missing <= quarter.months[-1]:
        raise RuleBroken(f"Hãy chốt danh sách thu {missing.short_label} trước khi quyết toán.")
