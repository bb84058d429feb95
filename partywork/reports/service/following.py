"""Which cell has sent what: the board of a year, the list of reports, reminding cells."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import Appointment, Organisation
from partywork.cells.policy import OVERSEERS, visible_appointments
from partywork.cells.queries import acts_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.core import clock, display
from partywork.core.actor import Actor, Role, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.periods import Month
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import rules as provision_rules
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports import policy, queries, rules
from partywork.reports.models import Report
from partywork.reports.pages import Board, BoardRow, Square
from partywork.reports.terms import BoardMark, ReportStatus

_NOT_YOURS = "Chỉ Đảng ủy và văn phòng Đảng ủy theo dõi báo cáo của các chi bộ."
_WITH_DAYS = (BoardMark.LATE, BoardMark.MISSING)


@dataclass(frozen=True, slots=True)
class MonthOfCell:
    """One month of a cell: the report, if begun, and how it stands.

    A month before reports were sent here is not followed, so nothing is missing from it.
    """

    organisation: Organisation
    month: Month
    report: Report | None
    mark: BoardMark
    due_on: date
    days_late: int
    is_followed: bool


def first_month() -> Month:
    """Return the month from which reports are followed here: the first that any cell sent.

    Nothing is missing from the time before; an installation without reports begins today.
    """
    today = clock.today()
    first = queries.first_sent(system(today))
    return first.period if first is not None else Month.of(today)


def _due_days(months: list[Month]) -> dict[Month, date]:
    key = ProvisionKey.REPORT_MONTHLY_DUE_DAY
    ever = provisions.values_ever([key])[key]
    return {
        month: rules.due_on(
            month, (provision_rules.in_force(ever, month.first_day) or ever[-1]).value
        )
        for month in months
    }


def own_months(actor: Actor, cells: list[Organisation], count: int = 12) -> list[MonthOfCell]:
    """Return the followed months of the last year, at least this one and the one before."""
    today = clock.today()
    months = [Month.of(today).shift(-number) for number in range(count)]
    found = {
        (one.organisation_id, one.period): one
        for one in queries.reports_of_years(actor, *{month.year for month in months})
    }
    due, first = _due_days(months), first_month()
    return [
        _month_of(cell, month, found.get((cell.id, month)), due[month], first)
        for month in months
        for cell in cells
        if (month >= min(first, months[1]) and _was_there(cell, month)) or (cell.id, month) in found
    ]


def _month_of(
    cell: Organisation, month: Month, report: Report | None, due: date, first: Month
) -> MonthOfCell:
    sent_on, today = _sent_on(report), clock.today()
    was_there = _was_there(cell, month)
    is_followed = report is not None or (was_there and month >= first)
    mark = rules.mark(report.status if report else None, sent_on, due, today)
    if report is None and not was_there:
        mark = BoardMark.ABSENT
    return MonthOfCell(
        organisation=cell,
        month=month,
        report=report,
        mark=mark if is_followed or mark is BoardMark.ABSENT else BoardMark.NOT_DUE,
        due_on=due,
        days_late=rules.days_late(sent_on, due, today),
        is_followed=is_followed,
    )


def _was_there(cell: Organisation, month: Month) -> bool:
    """Say whether a cell existed in a month; a founded or dissolved one owes no others."""
    begun = cell.established_on is None or cell.established_on <= month.last_day
    return begun and not cell.has_ended_by(month.first_day)


def _sent_on(report: Report | None) -> date | None:
    sent_at = report.filed_at if report is not None else None
    return clock.day_of(sent_at) if sent_at is not None else None


def waiting(actor: Actor) -> list[Report]:
    """Return the reports that wait for the office, the longest waiting first."""
    require(policy.may_follow(actor), _NOT_YOURS)
    year = clock.today().year
    found = [
        one
        for one in queries.reports_of_years(actor, year - 1, year)
        if one.status is ReportStatus.SENT and one.sent_at is not None
    ]
    return sorted(found, key=lambda one: (one.sent_at, one.id))


def board(actor: Actor, year: int, month: Month | None = None) -> Board:
    """Return every cell the actor oversees through a year, with the counts of one month."""
    require(policy.may_follow(actor), _NOT_YOURS)
    today = clock.today()
    month = month or _month_to_count(year, today)
    cells = queries.cells_below(actor, actor.paths_as(*OVERSEERS), year)
    months = [Month(year, number) for number in range(1, 13)]
    due, first = _due_days(months), first_month()
    found = {
        (one.organisation_id, one.period): one for one in queries.reports_of_years(actor, year)
    }
    table = [
        [_month_of(cell, each, found.get((cell.id, each)), due[each], first) for each in months]
        for cell in cells
    ]
    counted = [row[month.month - 1] for row in table]
    statuses = [one.report.status if one.report is not None else None for one in counted]
    return Board(
        year=year,
        month=month,
        due_on=due[month],
        rows=tuple(_row(cell, row) for cell, row in zip(cells, table, strict=True)),
        accepted=statuses.count(ReportStatus.ACCEPTED),
        waiting=statuses.count(ReportStatus.SENT),
        returned=statuses.count(ReportStatus.RETURNED),
        missing=sum(_is_missing(one) for one in counted),
        is_due=due[month] < today,
    )


def _is_missing(one: MonthOfCell) -> bool:
    return one.mark in (BoardMark.MISSING, BoardMark.NOT_DUE)


def _month_to_count(year: int, today: date) -> Month:
    """The present month of this year, the last of a past one."""
    return Month(year, today.month if year == today.year else 12)


def _row(cell: Organisation, row: list[MonthOfCell]) -> BoardRow:
    return BoardRow(
        organisation_id=cell.id,
        name=cell.name_on(min(row[-1].month.last_day, clock.today())),
        squares=tuple(
            Square(one.month, one.mark, one.report.id if one.report else None, _words(one))
            for one in row
        ),
    )


def _words(one: MonthOfCell) -> str:
    if one.mark is BoardMark.ABSENT:
        return f"Tháng {one.month.month}: {one.mark.label.lower()}"
    if not one.is_followed:
        return f"Tháng {one.month.month}: chưa theo dõi"
    late = f" {one.days_late} ngày" if one.mark in _WITH_DAYS else ""
    waits = one.report is not None and one.report.status is ReportStatus.SENT
    return f"Tháng {one.month.month}: {one.mark.label}{late}{', chờ tiếp nhận' if waits else ''}"


def remind(actor: Actor, month: Month) -> int:
    """Tell bí thư and phó bí thư of every cell without a report for a month; return how many."""
    with transaction():
        require(policy.may_review(actor), "Chỉ văn phòng Đảng ủy nhắc chi bộ.")
        if month > Month.of(clock.today()):
            raise RuleBroken(f"Chưa đến {month.label}.")
        shown = board(actor, month.year, month)
        cells = [
            row.organisation_id
            for row in shown.rows
            if row.squares[month.month - 1].mark in (BoardMark.MISSING, BoardMark.NOT_DUE)
        ]
        if not cells:
            raise RuleBroken(f"Mọi chi bộ đã gửi báo cáo {month.short_label}.")
        notifications.tell(
            _secretaries(actor, cells),
            NoticeKind.REMINDER,
            title=f"Nhắc gửi báo cáo {month.short_label}",
            text=f"Đồng chí chưa gửi báo cáo {month.short_label}. Hạn {display.day(shown.due_on)}.",
            path="/reports/",
        )
        audit.record(
            actor,
            "report.remind",
            organisation_path=next(iter(actor.paths_as(Role.OFFICE)), ""),
            month=month.short_label,
            cells=len(cells),
        )
    return len(cells)


def _secretaries(actor: Actor, cells: list[UUID]) -> list[UUID]:
    today = clock.today()
    query = visible_appointments(actor).where(
        Appointment.organisation_id.in_(queries.who_answers(actor, cells)),
        Appointment.office.in_(SECRETARIES),
        acts_on(today),
    )
    return [one.member_id for one in db.session.scalars(query)]
