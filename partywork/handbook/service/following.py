"""Which cell is late with Sổ tay đảng viên and with its report, through a year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.handbook import policy, queries, rules
from partywork.handbook.queries import MeetingDays
from partywork.handbook.rules import IDLE, Clocks, Reading
from partywork.handbook.terms import Standing

NOT_YOURS = "Chỉ Đảng ủy và văn phòng Đảng ủy theo dõi các chi bộ."
_WANTING = (Standing.OVERDUE, Standing.LATE)


@dataclass(frozen=True, slots=True)
class MeetingClocks:
    """The three clocks of one meeting."""

    days: MeetingDays
    papers: Reading
    posted: Reading
    reported: Reading

    @property
    def worst(self) -> Reading:
        """The clock that wants a look first."""
        return rules.worst((self.papers, self.posted, self.reported))

    @property
    def words(self) -> str:
        """All three in one sentence."""
        parts = (
            ("tài liệu", self.papers),
            ("đăng kết quả", self.posted),
            ("báo cáo Đảng ủy", self.reported),
        )
        told = [f"{what}: {one.standing.label.lower()}" for what, one in parts]
        return f"họp {self.days.held_on:%d/%m}; {'; '.join(told)}"


@dataclass(frozen=True, slots=True)
class MonthSquare:
    """A month of a cell: the meeting that wants a look first, all of them in words."""

    month: int
    standing: Standing
    words: str
    readable_id: UUID | None


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell through the year."""

    name: str
    squares: tuple[MonthSquare, ...]


@dataclass(frozen=True, slots=True)
class LateLine:
    """A meeting of a cell whose clock has run out and is still open."""

    cell: str
    held_on: date
    what: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Following:
    """All cells through a year and what is overdue now, by cell in the order of their places."""

    year: int
    rows: tuple[CellRow, ...]
    overdue: tuple[LateLine, ...]


def of_year(actor: Actor, year: int) -> Following:
    """Return how every cell below kept the clocks in a year; an order of places, not of merit."""
    require(policy.may_follow(actor), NOT_YOURS)
    on, now = queries.clocks(), clock.now()
    found: dict[UUID, list[MeetingClocks]] = {}
    for one in queries.days_of_year(actor, year):
        found.setdefault(one.organisation_id, []).append(_clocks(one, on, now))
    cells = queries.cells_of_year(actor, year)
    return Following(
        year=year,
        rows=tuple(_row(cell.name, found.get(cell.id, [])) for cell in cells),
        overdue=tuple(
            line for cell in cells for line in _overdue(cell.name, found.get(cell.id, []))
        ),
    )


def _clocks(one: MeetingDays, on: Callable[[date], Clocks], now: datetime) -> MeetingClocks:
    clocks = on(one.held_on)
    is_over = rules.waits_for_results(one.status, one.starts_at, one.closed_at, now)
    filed_on = clock.day_of(one.filed_at) if one.filed_at is not None else None
    return MeetingClocks(
        days=one,
        papers=rules.papers_clock(one.starts_at, one.papers_at, now, clocks)
        if clocks.is_followed
        else IDLE,
        posted=rules.results_clock(one.held_on, one.posted_on, now, clocks) if is_over else IDLE,
        reported=rules.results_clock(one.held_on, filed_on, now, clocks) if is_over else IDLE,
    )


def _row(name: str, meetings: list[MeetingClocks]) -> CellRow:
    return CellRow(
        name,
        tuple(
            _square(month, [one for one in meetings if one.days.month == month])
            for month in range(1, 13)
        ),
    )


def _square(month: int, meetings: list[MeetingClocks]) -> MonthSquare:
    if not meetings:
        return MonthSquare(month, Standing.IDLE, f"tháng {month}: chưa có buổi họp", None)
    worst = rules.worst(one.worst for one in meetings)
    words = "; ".join(one.words for one in meetings)
    filed = next((one.days.meeting_id for one in meetings if one.days.filed_at), None)
    return MonthSquare(month, worst.standing, words, filed)


def _overdue(name: str, meetings: list[MeetingClocks]) -> list[LateLine]:
    return [
        LateLine(name, one.days.held_on, what, clock_of.days_late)
        for one in meetings
        for what, clock_of in (
            ("Chưa ghi việc đăng tài liệu", one.papers),
            ("Chưa đăng kết quả", one.posted),
            ("Chưa báo cáo Đảng ủy", one.reported),
        )
        if clock_of.standing is Standing.OVERDUE
    ]
