"""The lines and sheets of dues as pages show them; plain values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.cells.rules.offices import office_rank
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core.periods import Month, Quarter
from partywork.dues.models import DuesClosing, DuesDeclaration, DuesRelief, DuesSettlement
from partywork.dues.rules.amounts import Reckoned
from partywork.dues.rules.balance import Shares, Totals, is_unpaid, longest_run, totals_of
from partywork.dues.rules.beginning import is_followed
from partywork.dues.rules.entries import may_pay_apart, timing
from partywork.dues.terms import DuesGroup, LineState, PaymentWay, Timing, Why

# The symbol that shows each state in a square or a tag.
MARKS: dict[LineState, str] = {
    LineState.PAID: "ok",
    LineState.PARTLY: "late",
    LineState.EXEMPT: "none",
    LineState.ELSEWHERE: "none",
    LineState.WAITING: "now",
    LineState.PARTLY_SO_FAR: "now",
    LineState.OWED: "miss",
    LineState.EXCUSED: "back",
    LineState.UNKNOWN: "late",
}


# What the amount is reckoned from, as short as a column of a list needs it.
_IN_SHORT: dict[DuesGroup, str] = {
    DuesGroup.INSURED: "Lương đóng BHXH",
    DuesGroup.ON_ALLOWANCE: "Trợ cấp BHXH",
    DuesGroup.PENSIONER: "Lương hưu",
    DuesGroup.STUDENT: "Học sinh, sinh viên",
    DuesGroup.NOT_INSURED: "Không đóng BHXH",
    DuesGroup.ABROAD: "Ở nước ngoài",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One member in one month of a cell; `is_of_nobody` where a voided record stands unpaid."""

    member_id: UUID
    name: str
    sort_key: str
    office: OfficeTitle | None
    status: MembershipStatus | None
    month: Month
    group: DuesGroup | None
    due: Reckoned
    paid: int | None
    paid_on: date | None
    way: PaymentWay | None
    is_excused: bool
    state: LineState
    is_of_nobody: bool = False

    @property
    def mark(self) -> str:
        """The symbol of its state."""
        return MARKS[self.state]

    @property
    def tag(self) -> str:
        """The symbol beside its state in words: who has still to pay stands out only when late."""
        return "none" if self.state is LineState.WAITING else self.mark

    @property
    def rank(self) -> tuple[int, str]:
        """Sort key «theo chức vụ»."""
        return office_rank(self.office), self.sort_key

    @property
    def may_be_ticked(self) -> bool:
        """Say whether the amount is known and nothing was brought yet."""
        return self.paid is None and bool(self.due.amount)

    @property
    def is_written(self) -> bool:
        """Say whether money, or a reason for none, was written down."""
        return self.paid is not None or self.is_excused

    @property
    def rate(self) -> str:
        """How the amount comes about, for the list that people sign."""
        if self.due.why in (Why.BY_RATE, Why.REDUCED, Why.HIGHER) and self.group is not None:
            less = f", giảm {self.due.percent}%" if self.due.percent else ""
            more = ", tự nguyện cao hơn" if self.due.why is Why.HIGHER else ""
            return f"{_IN_SHORT[self.group]}{less}{more}"
        return self.due.why.label

    @property
    def out_of_time(self) -> str:
        """The warning that money came in another month though it may not; empty when it may."""
        if self.paid_on is None:
            return ""
        when = timing(self.month, self.paid_on)
        is_allowed = self.status is not None and may_pay_apart(self.status)
        return "" if when is Timing.IN_TIME or is_allowed else when.label


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """The collection of a cell in one month."""

    cell: Organisation
    month: Month
    lines: tuple[Line, ...]
    closing: DuesClosing | None
    closed: Month | None
    begun: Month | None
    latest: Month

    @property
    def cell_name(self) -> str:
        """What the cell was called at the end of the month."""
        return self.cell.name_on(self.month.last_day)

    @property
    def is_followed(self) -> bool:
        """Say whether the month belongs to the register."""
        return is_followed(self.month, self.begun)

    @property
    def is_too_far(self) -> bool:
        """Say whether the month lies so far ahead that nothing is written of it yet."""
        return self.month > self.latest

    @property
    def slips(self) -> tuple[Line, ...]:
        """What was written of a month that the register does not hold; it can be taken out."""
        return () if self.is_followed else tuple(one for one in self.lines if one.is_written)

    @property
    def totals(self) -> Totals:
        """The sums of the sheet."""
        return totals_of((line.due, line.paid) for line in self.lines)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """The lines that can be ticked."""
        return tuple(line for line in self.lines if line.may_be_ticked)

    @property
    def unknown(self) -> int:
        """How many amounts are not known."""
        return sum(line.state is LineState.UNKNOWN for line in self.lines)

    @property
    def is_closed(self) -> bool:
        """Say whether the month is closed."""
        return self.closed is not None and self.month <= self.closed


@dataclass(frozen=True, slots=True)
class YearRow:
    """One member across twelve months; nothing where the month is not followed."""

    member_id: UUID
    name: str
    lines: tuple[Line | None, ...]

    @property
    def unpaid(self) -> tuple[Month, ...]:
        """The months unpaid without good reason."""
        return tuple(line.month for line in self.lines if line and is_unpaid(line.state))

    @property
    def paid(self) -> int:
        """What the member brought for the year."""
        return sum(line.paid or 0 for line in self.lines if line)

    @property
    def owed(self) -> int:
        """What is missing of the unpaid months."""
        missing = (line for line in self.lines if line and is_unpaid(line.state))
        return sum((line.due.amount or 0) - (line.paid or 0) for line in missing)

    @property
    def unpaid_words(self) -> str:
        """«tháng 9, 10, 11»."""
        return f"tháng {', '.join(str(month.month) for month in self.unpaid)}"


@dataclass(frozen=True, slots=True)
class YearSheet:
    """The picture of a cell: people by months."""

    cell: Organisation
    year: int
    months: tuple[Month, ...]
    rows: tuple[YearRow, ...]
    closed: Month | None

    @property
    def cell_name(self) -> str:
        """What the cell was called at the end of the year."""
        return self.cell.name_on(Month(self.year, 12).last_day)

    @property
    def debtors(self) -> tuple[YearRow, ...]:
        """Who has unpaid months."""
        return tuple(row for row in self.rows if row.unpaid)

    @property
    def paid_by_month(self) -> tuple[int, ...]:
        """What came in for each month."""
        places = range(len(self.months))
        taken = ([row.lines[place] for row in self.rows] for place in places)
        return tuple(sum(line.paid or 0 for line in lines if line) for lines in taken)


@dataclass(frozen=True, slots=True)
class DebtSheet:
    """Who owes months of a year, and who still owes some of the year before."""

    sheet: YearSheet
    before: YearSheet

    def run(self, row: YearRow) -> int:
        """How many unpaid months of a debtor follow each other, over the year's end too."""
        earlier = (one.unpaid for one in self.before.rows if one.member_id == row.member_id)
        return longest_run([*next(earlier, ()), *row.unpaid])


@dataclass(frozen=True, slots=True)
class QuarterSheet:
    """What came in during a quarter and how it is parted; `settlement` once it is settled."""

    cell: Organisation
    quarter: Quarter
    shares: Shares
    by_portal: int
    percent: int
    closed: Month | None
    settlement: DuesSettlement | None

    @property
    def cell_name(self) -> str:
        """What the cell was called at the end of the quarter."""
        return self.cell.name_on(self.quarter.last_day)

    @property
    def in_cash(self) -> int:
        """What was paid in cash."""
        return self.shares.collected - self.by_portal


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell in the list of those who oversee many."""

    cell: Organisation
    begun: Month | None
    closed: Month | None
    have_paid: int
    settlement: DuesSettlement | None
    may_open: bool


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """Everything about one member: declarations, reliefs, the year."""

    member_id: UUID
    name: str
    cell: Organisation | None
    declarations: tuple[DuesDeclaration, ...]
    reliefs: tuple[DuesRelief, ...]
    year: int
    lines: tuple[Line, ...]
    may_keep: bool

    @property
    def cell_name(self) -> str:
        """What the cell was called at the end of the year."""
        return self.cell.name_on(Month(self.year, 12).last_day) if self.cell else ""

    @property
    def present(self) -> DuesDeclaration | None:
        """The newest declaration."""
        return self.declarations[0] if self.declarations else None


@dataclass(frozen=True, slots=True)
class DuesFigures:
    """Figure 21 of a cell's monthly report: due, collected, owed, passed up."""

    due: int
    collected: int
    debtors: int
    months_owed: int
    owed: int
    passed_up: int
