"""A cell that keeps its dues, for the tests of this folder."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, system
from partywork.core.db import transaction
from partywork.core.periods import Month
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import beginning, collecting, declaring
from partywork.dues.terms import DuesGroup, Entry, PaymentWay
from tests.support.make import Make

WAGE = Declared(DuesGroup.INSURED, 12_340_000)
JULY = Month(2026, 7)


def declare_own(person: Actor, declared: Declared, since: Month) -> None:
    """Let somebody declare for themself, having seen what stands there."""
    opened = declaring.for_declaring_own(person)
    declaring.declare_own(person, version=opened.version, declared=declared, from_month=since)


def write_down(
    officer: Actor, member_id: UUID, declared: Declared, since: Month, **papers: str
) -> None:
    """Let an officer copy a declaration, having seen what stands there."""
    opened = declaring.for_writing_down(officer, member_id)
    declaring.declare(
        officer,
        member_id,
        version=opened.version,
        declared=declared,
        from_month=since,
        **papers,
    )


def begin(secretary: Actor, cell: Organisation, since: Month) -> None:
    """Begin the register of a cell, or put its month right."""
    opened = beginning.for_beginning(secretary, cell.id)
    beginning.begin(secretary, cell.id, version=opened.version, from_month=since)


@dataclass
class Keeping:
    """A secretary and a member, both with a declared wage of 12.340.000 đồng since July."""

    make: Make
    cell: Organisation
    secretary: Actor
    member: Actor
    office: Actor

    @classmethod
    def begun(cls, make: Make, cell: Organisation | None = None, since: Month = JULY) -> "Keeping":
        """Begin the register of a cell there is, or of one formed for it."""
        kept = cls.formed(make, cell)
        kept.begin(since)
        return kept

    @classmethod
    def formed(cls, make: Make, cell: Organisation | None = None) -> "Keeping":
        """Form the cell, or take one there is; its register is not begun."""
        cell = cell or make.cell()
        kept = cls(make, cell, make.secretary(cell), make.plain_member(cell), make.office())
        for person in (kept.secretary, kept.member):
            kept.declare(person)
        return kept

    def begin(self, since: Month) -> None:
        """Let the secretary begin the register with a month."""
        begin(self.secretary, self.cell, since)

    def declare(self, person: Actor, declared: Declared = WAGE, since: Month = JULY) -> None:
        """Write down what somebody declared."""
        assert person.member_id is not None
        if person is self.secretary:
            declare_own(person, declared, since)
        else:
            write_down(self.secretary, person.member_id, declared, since)

    def collect(self, month: Month, *people: Actor, on: date) -> int:
        """Take the money of these people; the office writes down what the secretary brought."""
        others = [one.member_id for one in people if one is not self.secretary and one.member_id]
        taken = 0
        if self.secretary in people:
            self.record(month, self.secretary, Entry.CASH, 123_000, on)
            taken = 1
        if others or not taken:
            taken += collecting.collect(
                self.secretary,
                self.cell.id,
                month,
                member_ids=others,
                paid_on=on,
                way=PaymentWay.CASH,
            )
        return taken

    def record(
        self,
        month: Month,
        person: Actor,
        entry: Entry,
        amount: int | None = None,
        paid_on: date | None = None,
    ) -> None:
        """Write down one line, by whom it may be written."""
        assert person.member_id is not None
        collecting.record_one(
            self.office if person is self.secretary else self.secretary,
            self.cell.id,
            month,
            person.member_id,
            entry=entry,
            amount=amount,
            paid_on=paid_on,
        )

    def move(self, person: Actor, to: Organisation, on: date) -> None:
        """Let somebody move to another cell."""
        assert person.member_id is not None
        moved = NewEvent(
            EventKind.MOVED,
            on,
            self.cell.id,
            other_organisation_id=to.id,
            document_number="5-QĐ/ĐU",
        )
        with transaction():
            events.apply(system(on), person.member_id, moved)

    def close(self, *months: Month) -> None:
        """Close months."""
        for month in months:
            collecting.close_month(self.secretary, self.cell.id, month)
