"""The papers of dues: the monthly list to sign, the sheet of a quarter."""

from dataclasses import dataclass
from datetime import date

from partywork.core import display
from partywork.core.numerals import dong_in_words
from partywork.documents.pages import Heading
from partywork.dues.pages.sheets import Line, MonthSheet, QuarterSheet
from partywork.dues.terms import LineState


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list that people sign."""

    name: str
    rate: str
    amount: str


@dataclass(frozen=True, slots=True)
class CollectionListPage:
    """The monthly list to sign."""

    heading: Heading
    summary: str
    rows: tuple[ListRow, ...]
    total: str
    total_in_words: str
    printed_on: date
    collector: str
    secretary: str

    @classmethod
    def of(
        cls, sheet: MonthSheet, *, heading: Heading, printed_on: date, secretary: str
    ) -> "CollectionListPage":
        """Fill the list: everybody who pays here, «theo chức vụ»."""
        payers = [line for line in sheet.lines if line.state is not LineState.ELSEWHERE]
        total = sheet.totals.due
        return cls(
            heading=heading,
            summary=f"thu đảng phí {sheet.month.label}",
            rows=tuple(ListRow(line.name, line.rate, _amount_of(line)) for line in payers),
            total=display.thousands(total),
            total_in_words=dong_in_words(total),
            printed_on=printed_on,
            collector="",
            secretary=secretary,
        )


def _amount_of(line: Line) -> str:
    if line.due.amount is None:
        return ""
    return display.thousands(line.due.amount) if line.due.amount else "Miễn"


@dataclass(frozen=True, slots=True)
class SettlementPage:
    """The sheet of a quarter, handed up with the money."""

    heading: Heading
    summary: str
    rows: tuple[tuple[str, str, str], ...]
    passed_up_in_words: str
    printed_on: date
    secretary: str

    @classmethod
    def of(
        cls, sheet: QuarterSheet, *, heading: Heading, printed_on: date, secretary: str
    ) -> "SettlementPage":
        """Fill the sheet from the figures of the quarter; parts of a sum have no number."""
        shares = sheet.shares
        return cls(
            heading=heading,
            summary=f"thu, nộp đảng phí {sheet.quarter.label}",
            rows=(
                ("1", "Tổng số đảng phí đã thu", display.thousands(shares.collected)),
                ("", "- Thu tiền mặt tại chi bộ", display.thousands(sheet.in_cash)),
                ("", "- Đã nộp qua Cổng Dịch vụ công Quốc gia", display.thousands(sheet.by_portal)),
                ("2", f"Nộp lên cấp trên ({sheet.percent}%)", display.thousands(shares.passed_up)),
                ("3", "Để lại chi bộ", display.thousands(shares.kept)),
            ),
            passed_up_in_words=dong_in_words(shares.passed_up),
            printed_on=printed_on,
            secretary=secretary,
        )
