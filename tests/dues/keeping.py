"""A cell that keeps its dues, for the tests of this folder."""

from dataclasses import dataclass
from datetime import date

from partywork.cells.models import Organisation
from partywork.cells.service import events
from partywork.cells.service.events import NewEvent
from partywork.cells.terms import EventKind
from partywork.core.actor import Actor, system
from partywork.core.db import transaction
from partywork.core.periods import Month
from partywork.dues.rules.amounts import Declared
from partywork.dues.service import collecting, declaring
from partywork.dues.terms import DuesGroup, PaymentWay
from tests.support.make import Make

WAGE = Declared(DuesGroup.INSURED, 12_340_000)
JULY = Month(2026, 7)


@dataclass
class Keeping:
    """A secretary and a member, both with a declared wage of 12.340.000 đồng since July."""

    make: Make
    cell: Organisation
    secretary: Actor
    member: Actor

    @classmethod
    def begun(cls, make: Make) -> "Keeping":
        """Form the cell."""
        cell = make.cell()
        kept = cls(make, cell, make.secretary(cell), make.plain_member(cell))
        for person in (kept.secretary, kept.member):
            kept.declare(person)
        return kept

    def declare(self, person: Actor, declared: Declared = WAGE, since: Month = JULY) -> None:
        """Write down what somebody declared."""
        assert person.member_id is not None
        declaring.declare(self.secretary, person.member_id, declared=declared, from_month=since)

    def collect(self, month: Month, *people: Actor, on: date) -> int:
        """Take the money of these people."""
        return collecting.collect(
            self.secretary,
            self.cell.id,
            month,
            member_ids=[person.member_id for person in people if person.member_id],
            paid_on=on,
            way=PaymentWay.CASH,
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
