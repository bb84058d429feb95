"""The sheets of a cell and the lines of a member, from the ledger."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from partywork.cells.models import Member, Organisation
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.dues import policy, queries
from partywork.dues.pages.sheets import Line, MonthSheet, YearRow, YearSheet
from partywork.dues.rules.beginning import is_followed, latest_month
from partywork.dues.service.ledger import as_written, ledger_of


def register_of(actor: Actor, cell_id: UUID) -> Organisation:
    """Return a cell whose register the actor may open, or nothing at all."""
    found = db.session.scalar(policy.visible_registers(actor).where(Organisation.id == cell_id))
    if found is None:
        raise NotVisible()
    return found


def month_sheet(actor: Actor, cell_id: UUID, month: Month) -> MonthSheet:
    """Return the collection of a cell in a month, «theo chức vụ»."""
    cell = register_of(actor, cell_id)
    closings = queries.closings_of(system(actor.day), [cell.id])
    closed = Month.of(closings[0].month) if closings else None
    lines = ledger_of(actor, cell.id, (month,), closed=closed).lines()
    return MonthSheet(
        cell=cell,
        month=month,
        lines=tuple(sorted(lines, key=lambda line: line.rank)),
        closing=next((one for one in closings if one.month == month.first_day), None),
        closed=closed,
        begun=queries.followed_from(cell.id, actor.day),
        latest=latest_month(clock.today()),
    )


def year_sheet(actor: Actor, cell_id: UUID, year: int) -> YearSheet:
    """Return the picture of a year: people by months, as far as the months are followed."""
    cell = register_of(actor, cell_id)
    months = tuple(Month(year, number) for number in range(1, 13))
    by_member: dict[UUID, dict[Month, Line]] = defaultdict(dict)
    for line in followed_lines(actor, cell.id, months):
        by_member[line.member_id][line.month] = line
    rows = [
        YearRow(member_id, line.name, tuple(found.get(month) for month in months))
        for member_id, found in by_member.items()
        for line in [next(iter(found.values()))]
    ]
    keys = {key: next(iter(found.values())).sort_key for key, found in by_member.items()}
    rows.sort(key=lambda row: keys[row.member_id])
    return YearSheet(cell, year, months, tuple(rows), queries.closed_to(cell.id, actor.day))


def followed_lines(actor: Actor, cell_id: UUID, months: Iterable[Month]) -> list[Line]:
    """Return the lines of the months that are followed here and have begun.

    What stands unpaid on a closed list under a record that was voided, nobody owes.
    """
    begun = queries.followed_from(cell_id, actor.day)
    now = Month.of(clock.today())
    wanted = tuple(month for month in months if is_followed(month, begun) and month <= now)
    if not wanted:
        return []
    closed = queries.closed_to(cell_id, actor.day)
    lines = ledger_of(actor, cell_id, wanted, closed=closed).lines()
    return [line for line in lines if not line.is_of_nobody]


def member_lines(actor: Actor, member: Member, year: int) -> list[Line]:
    """Return what was written of a member in a year, a line a month, oldest first.

    Who moved stands on the lists of two cells: what was paid is told, else what was due. Nothing
    was due of a month before the register of the cell begins.
    """
    told: dict[Month, Line] = {}
    written = queries.lines_of_member(actor, member.id, year)
    begun = queries.followed_since({one.organisation_id for one in written}, actor.day)
    for one in written:
        line = as_written(one)
        if not (line.is_written or is_followed(line.month, begun.get(one.organisation_id))):
            continue
        before = told.get(line.month)
        if before is None or _weight(line) > _weight(before):
            told[line.month] = line
    return [told[month] for month in sorted(told)]


def _weight(line: Line) -> tuple[bool, int]:
    return line.paid is not None, line.due.amount or 0
