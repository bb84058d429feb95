"""The lines of a cell and of a member: reckoned, or as written once a month is closed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.models import Member, Membership, Organisation
from partywork.cells.queries import offices_on
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import NotVisible
from partywork.core.periods import Month
from partywork.dues import policy, queries
from partywork.dues.models import DuesDeclaration, DuesLine, DuesRelief
from partywork.dues.pages.sheets import Line, MonthSheet, YearRow, YearSheet
from partywork.dues.rules.amounts import Rates, Reckoned, reckon
from partywork.dues.rules.balance import state_of
from partywork.dues.terms import Why


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
    lines = _Ledger(actor, cell.id, (month,)).lines()
    return MonthSheet(
        cell=cell,
        month=month,
        lines=tuple(sorted(lines, key=lambda line: line.rank)),
        closing=next((one for one in closings if one.month == month.first_day), None),
        closed=Month.of(closings[0].month) if closings else None,
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
    """Return the lines of the months that are followed here and have begun."""
    begun = queries.followed_from(cell_id, actor.day)
    now = Month.of(clock.today())
    wanted = tuple(month for month in months if begun is not None and begun <= month <= now)
    return _Ledger(actor, cell_id, wanted).lines() if wanted else []


def member_lines(actor: Actor, member: Member, year: int) -> list[Line]:
    """Return what was written of a member in a year, a line a month, oldest first.

    Who moved stands on the lists of two cells: what was paid is told, else what was due.
    """
    told: dict[Month, Line] = {}
    for line in map(_as_written, queries.lines_of_member(actor, member.id, year)):
        before = told.get(line.month)
        if before is None or _weight(line) > _weight(before):
            told[line.month] = line
    return [told[month] for month in sorted(told)]


def _weight(line: Line) -> tuple[bool, int]:
    return line.paid is not None, line.due.amount or 0


def _as_written(one: DuesLine) -> Line:
    month = Month.of(one.month)
    due = reckoned_of(one.due)
    return _line(one.member, month, due, written=one)


def as_json(due: Reckoned) -> dict[str, Any]:
    """Return what is sealed of a reckoning."""
    return {"amount": due.amount, "why": due.why.value, "percent": due.percent}


def reckoned_of(kept: Any) -> Reckoned:
    """Return the reckoning that was sealed; it undoes `as_json`."""
    return Reckoned(kept["amount"], Why(kept["why"]), kept["percent"])


def _line(
    member: Member,
    month: Month,
    due: Reckoned,
    *,
    written: DuesLine | None,
    standing: MembershipStatus | None = None,
    office: OfficeTitle | None = None,
    declaration: DuesDeclaration | None = None,
) -> Line:
    paid = written.paid if written is not None else None
    is_excused = written.is_excused if written is not None else False
    is_over = month < Month.of(clock.today())
    return Line(
        member_id=member.id,
        name=member.full_name,
        sort_key=member.name_sort_key,
        office=office,
        status=standing,
        month=month,
        group=declaration.group if declaration is not None else None,
        due=due,
        paid=paid,
        paid_on=written.paid_on if written is not None else None,
        way=written.way if written is not None else None,
        is_excused=is_excused,
        state=state_of(due, paid, is_over=is_over, is_excused=is_excused),
    )


@dataclass(slots=True)
class _Facts:
    """What is known of the people of a cell for some months."""

    rates: dict[Month, Rates]
    declarations: dict[UUID, list[DuesDeclaration]]
    reliefs: dict[UUID, list[DuesRelief]]
    elsewhere: set[tuple[UUID, Month]]
    offices: dict[UUID, OfficeTitle]


class _Ledger:
    """Reckons the lines of one cell; it asks the database as often for one person as for many.

    A month belongs to the cell in which the member stands on its last day, unless another cell
    has already taken the money; who was written down here and left stays on the list.
    """

    def __init__(self, actor: Actor, cell_id: UUID, months: Sequence[Month]) -> None:
        """Load the people, what they declared and what was written."""
        first, last = min(months), max(months)
        self._months = months
        self._closed = queries.closed_to(cell_id, actor.day)
        self._standings = queries.memberships_between(actor, cell_id, first.last_day, last.last_day)
        written = queries.lines_of_cell(actor, cell_id, first, last)
        self._written = {(one.member_id, Month.of(one.month)): one for one in written}
        people = {one.member_id for one in self._standings} | {one.member_id for one in written}
        self._facts = _facts(actor, cell_id, people, months)

    def lines(self) -> list[Line]:
        """Return every line, month after month."""
        return [line for month in self._months for line in self._lines_of(month)]

    def _lines_of(self, month: Month) -> list[Line]:
        if self._closed is not None and month <= self._closed:
            return [self._kept(one) for key, one in self._written.items() if key[1] == month]
        here = [one for one in self._standings if _holds_on(one, month.last_day)]
        present = {one.member_id for one in here}
        left = [
            one
            for (member_id, of), one in self._written.items()
            if of == month and member_id not in present
        ]
        return [*(self._reckoned(one, month) for one in here), *map(self._kept, left)]

    def _kept(self, one: DuesLine) -> Line:
        month = Month.of(one.month)
        declaration = self._declared(one.member_id, month)
        return _line(
            one.member,
            month,
            reckoned_of(one.due),
            written=one,
            standing=self._status_of(one.member_id, month),
            office=self._facts.offices.get(one.member_id),
            declaration=declaration,
        )

    def _reckoned(self, standing: Membership, month: Month) -> Line:
        member = standing.member
        declaration = self._declared(member.id, month)
        if (member.id, month) in self._facts.elsewhere:
            due = Reckoned(0, Why.PAID_BEFORE)
        else:
            due = reckon(
                month,
                status=standing.status,
                party_age_from=member.party_age_from,
                declared=declaration.declared if declaration is not None else None,
                lowered=[one.lowered for one in self._facts.reliefs.get(member.id, [])],
                rates=self._facts.rates[month],
            )
        written = self._written.get((member.id, month))
        office = self._facts.offices.get(member.id)
        return _line(
            member,
            month,
            due,
            written=written,
            standing=standing.status,
            office=office,
            declaration=declaration,
        )

    def _declared(self, member_id: UUID, month: Month) -> DuesDeclaration | None:
        known = self._facts.declarations.get(member_id, [])
        return next((one for one in known if one.month <= month), None)

    def _status_of(self, member_id: UUID, month: Month) -> MembershipStatus | None:
        held = (one for one in self._standings if one.member_id == member_id)
        return next((one.status for one in held if _holds_on(one, month.last_day)), None)


def _facts(
    actor: Actor, cell_id: UUID, people: Collection[UUID], months: Sequence[Month]
) -> _Facts:
    declarations: dict[UUID, list[DuesDeclaration]] = defaultdict(list)
    for declaration in queries.declarations_of(actor, people):
        declarations[declaration.member_id].append(declaration)
    reliefs: dict[UUID, list[DuesRelief]] = defaultdict(list)
    for relief in queries.reliefs_of(actor, people):
        reliefs[relief.member_id].append(relief)
    return _Facts(
        rates=queries.rates_of(months),
        declarations=declarations,
        reliefs=reliefs,
        elsewhere=queries.paid_in_other_cells(cell_id, people, min(months), max(months)),
        offices=offices_on(actor, cell_id, clock.today()),
    )


def _holds_on(one: Membership, day: date) -> bool:
    return one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
