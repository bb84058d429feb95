"""A discipline in the life of a member, read from events, and when its shadow ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from partywork.cells.rules.membership import add_months
from partywork.cells.terms import DisciplineForm, EventKind


class Recorded(Protocol):
    """What is read of an event."""

    @property
    def kind(self) -> EventKind:
        """What happened."""

    @property
    def happened_on(self) -> date:
        """The day from which it counts."""

    @property
    def details(self) -> Mapping[str, Any]:
        """What this kind has besides."""


@dataclass(frozen=True, slots=True)
class Discipline:
    """A form of discipline from a day on, and the day its cell recognised progress, if it did."""

    form: DisciplineForm
    effective_on: date
    recognised_on: date | None = None

    def considered_again_on(self, months: Mapping[DisciplineForm, int]) -> date:
        """Return the first day on which a badge may be considered again.

        Six months after a reprimand, nine after a warning, twelve after a removal from office,
        provided the cell recognises progress (12-HD/BTCTW 2022, as quoted); the months are
        provisions. A later recognition moves the day.
        """
        term_ends = add_months(self.effective_on, months.get(self.form, 0))
        return max(term_ends, self.recognised_on or term_ends)


def disciplines_of(events: Iterable[Recorded]) -> tuple[Discipline, ...]:
    """Return the disciplines of one member, oldest first.

    A recognition of progress belongs to every discipline before it that has none yet.
    """
    found: list[Discipline] = []
    for event in sorted(events, key=lambda one: one.happened_on):
        if event.kind is EventKind.DISCIPLINED:
            found.append(Discipline(DisciplineForm(event.details["form"]), event.happened_on))
        elif event.kind is EventKind.PROGRESS_RECOGNISED:
            found = [
                one
                if one.recognised_on
                else Discipline(one.form, one.effective_on, event.happened_on)
                for one in found
            ]
    return tuple(found)
