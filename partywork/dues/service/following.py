"""How cells stand with their dues: the list of cells, debtors, figures for reports and prompts."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import require
from partywork.core.periods import Month
from partywork.dues import policy, queries
from partywork.dues.pages.sheets import CellLine, DebtSheet, DuesFigures
from partywork.dues.rules.balance import is_missed, is_unpaid
from partywork.dues.rules.beginning import is_followed
from partywork.dues.service.ledger import ledgers_of_people
from partywork.dues.service.sheets import followed_lines, month_sheet, year_sheet
from partywork.dues.terms import LineState

_NOT_YOURS = "Sổ đảng phí do cấp ủy chi bộ giữ; đồng chí xem phần của mình ở «Hồ sơ của tôi»."


def cells(actor: Actor) -> list[CellLine]:
    """Return how each cell of the actor stands: closed to which month, how many paid this month."""
    require(policy.may_list(actor), _NOT_YOURS)
    month = Month.of(clock.today())
    found = list(db.session.scalars(policy.visible_sums(actor).order_by(Organisation.path)))
    may_open = {one.id for one in db.session.scalars(policy.visible_registers(actor))}
    closed: dict[UUID, Month] = {}
    for closing in queries.closings_of(actor):
        closed.setdefault(closing.organisation_id, Month.of(closing.month))
    settled = {one.organisation_id: one for one in reversed(queries.settlements_of(actor))}
    paid = queries.payers_of(actor, month)
    begun = queries.followed_since([one.id for one in found], actor.day)
    return [
        CellLine(
            cell=cell,
            begun=begun.get(cell.id),
            closed=closed.get(cell.id),
            have_paid=paid.get(cell.id, 0),
            settlement=settled.get(cell.id),
            may_open=cell.id in may_open,
        )
        for cell in found
    ]


def debts(actor: Actor, cell_id: UUID, year: int) -> DebtSheet:
    """Return who owes which months of a year, and what is left of the year before."""
    return DebtSheet(year_sheet(actor, cell_id, year), year_sheet(actor, cell_id, year - 1))


def unpaid_months(member_ids: Collection[UUID], first: date, last: date) -> list[tuple[UUID, date]]:
    """Return which months these people left unpaid without good reason, by their first day.

    A month counts in whichever cell the member stood: who moved, or whose cell was merged, takes
    the debts of the year along; amounts are not told. Who asks must be allowed to know.
    """
    begun, ended = Month.of(first), Month.of(last)
    length = 12 * (ended.year - begun.year) + ended.month - begun.month + 1
    span = [begun.shift(ahead) for ahead in range(length)]
    states: dict[tuple[UUID, Month], list[LineState]] = defaultdict(list)
    for ledger in ledgers_of_people(member_ids, span):
        for line in ledger.lines():
            states[line.member_id, line.month].append(line.state)
    return [(one, month.first_day) for (one, month), found in states.items() if is_missed(found)]


def figures(cell_id: UUID, month: Month, starts_on: date, ends_on: date) -> DuesFigures | None:
    """Return figure 21 of a monthly report; nothing of a month that no register here holds.

    Due and collected are those of the month, debts count from January of its year, passed up is
    what was handed up between the two days. The sums name nobody: who may see the report decides
    who sees them.
    """
    actor = system(clock.today())
    if not is_followed(month, queries.followed_from(cell_id, actor.day)):
        return None
    totals = month_sheet(actor, cell_id, month).totals
    year = [Month(month.year, number) for number in range(1, month.month + 1)]
    unpaid = [one for one in followed_lines(actor, cell_id, year) if is_unpaid(one.state)]
    handed = [
        one.passed_up
        for one in queries.settlements_of(actor, [cell_id])
        if one.handed_on is not None and starts_on <= one.handed_on <= ends_on
    ]
    return DuesFigures(
        due=totals.due,
        collected=totals.paid,
        debtors=len({one.member_id for one in unpaid}),
        months_owed=len(unpaid),
        owed=sum((one.due.amount or 0) - (one.paid or 0) for one in unpaid),
        passed_up=sum(handed),
    )
