"""The lines of a register: reckoned, or as written once a month is closed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.models import Member, Membership
from partywork.cells.queries import offices_on
from partywork.cells.terms import MembershipStatus, OfficeTitle
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.periods import Month
from partywork.dues import queries
from partywork.dues.models import DuesDeclaration, DuesLine, DuesRelief
from partywork.dues.pages.sheets import Line
from partywork.dues.rules.amounts import Rates, Reckoned, reckon
from partywork.dues.rules.balance import state_of
from partywork.dues.terms import Why


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
        is_of_nobody=member.voided_on is not None and paid is None,
    )


def as_written(one: DuesLine) -> Line:
    """Return a line as it was written, whatever would be reckoned today."""
    month = Month.of(one.month)
    due = reckoned_of(one.due)
    return _line(one.member, month, due, written=one)


@dataclass(slots=True)
class _Facts:
    """What is known of the people of a cell for some months."""

    rates: dict[Month, Rates]
    declarations: dict[UUID, list[DuesDeclaration]]
    reliefs: dict[UUID, list[DuesRelief]]
    elsewhere: set[tuple[UUID, Month]] = field(default_factory=set)
    offices: dict[UUID, OfficeTitle] = field(default_factory=dict)


class Ledger:
    """Reckons the lines of one cell; it asks the database as often for one person as for many.

    A month belongs to the cell in which the member stands on its last day, unless another cell
    has already taken the money; who was written down here and left stays on the list.
    """

    def __init__(
        self,
        months: Sequence[Month],
        *,
        closed: Month | None,
        standings: Sequence[Membership],
        written: Sequence[DuesLine],
        facts: _Facts,
    ) -> None:
        """Take what one cell knows: who stood there when, and what it wrote."""
        self._months = months
        self._closed = closed
        self._standings = standings
        self._written = {(one.member_id, Month.of(one.month)): one for one in written}
        self._facts = facts

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


def ledger_of(
    actor: Actor, cell_id: UUID, months: Sequence[Month], *, closed: Month | None
) -> Ledger:
    """Return the ledger of a cell for these months, as far as the actor reads it.

    `closed` is the last month that the cell has closed.
    """
    first, last = min(months), max(months)
    standings = queries.memberships_between(actor, cell_id, first.last_day, last.last_day)
    written = queries.lines_of_cell(actor, cell_id, first, last)
    people = {one.member_id for one in standings} | {one.member_id for one in written}
    facts = _facts(actor, people, months)
    facts.elsewhere = queries.paid_in_other_cells(cell_id, people, first, last)
    facts.offices = offices_on(actor, cell_id, clock.today())
    return Ledger(
        months,
        closed=closed,
        standings=standings,
        written=written,
        facts=facts,
    )


def ledgers_of_people(people: Collection[UUID], months: Sequence[Month]) -> list[Ledger]:
    """Return, of every cell where these people stood, the part of its ledger about them.

    A cell counts from the first month that it kept here. As many questions are asked of the
    database for one cell as for many.
    """
    first, last = min(months), max(months)
    actor = system(clock.today())
    standings, written = defaultdict(list), defaultdict(list)
    for standing in queries.memberships_of_people(people, first.last_day, last.last_day):
        standings[standing.organisation_id].append(standing)
    for line in queries.lines_of_people(people, first, last):
        written[line.organisation_id].append(line)
    begun = queries.followed_since({*standings, *written}, actor.day)
    closed: dict[UUID, Month] = {}
    for closing in queries.closings_of(actor, list(begun)):
        closed.setdefault(closing.organisation_id, Month.of(closing.month))
    facts = _facts(actor, people, months)
    return [
        Ledger(
            [month for month in months if month >= since],
            closed=closed.get(cell_id),
            standings=standings[cell_id],
            written=written[cell_id],
            facts=facts,
        )
        for cell_id, since in begun.items()
    ]


def _facts(actor: Actor, people: Collection[UUID], months: Sequence[Month]) -> _Facts:
    declarations: dict[UUID, list[DuesDeclaration]] = defaultdict(list)
    for declaration in queries.declarations_of(actor, people):
        declarations[declaration.member_id].append(declaration)
    reliefs: dict[UUID, list[DuesRelief]] = defaultdict(list)
    for relief in queries.reliefs_of(actor, people):
        reliefs[relief.member_id].append(relief)
    return _Facts(queries.rates_of(months), declarations, reliefs)


def _holds_on(one: Membership, day: date) -> bool:
    return one.starts_on <= day and (one.ends_on is None or one.ends_on >= day)
