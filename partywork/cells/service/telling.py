"""What the form of an event was told, and the event it makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from partywork.cells.rules.event_fields import ELSEWHERE, EventField, details_of
from partywork.cells.rules.history import PAPERS
from partywork.cells.service import placing
from partywork.cells.service.new_events import NewEvent
from partywork.cells.terms import EventKind


@dataclass(frozen=True, slots=True)
class Told:
    """What a form of an event was told."""

    kind: EventKind
    happened_on: date
    has_paper: bool
    note: str | None
    given: Mapping[EventField, Any]

    def cell_for(self, member_id: UUID, present: UUID) -> UUID:
        """Return the cell it happened in: the chosen one, or that of the member on its day.

        A paper for the file goes to the file, which the present cell keeps.
        """
        chosen = self.given.get(EventField.CELL)
        if chosen:
            return UUID(chosen)
        if self.kind is EventKind.FILE_SUPPLEMENTED:
            return present
        return placing.cell_on(member_id, self.happened_on) or present

    def event(self, member_id: UUID, cell_id: UUID) -> NewEvent:
        """Return the event to be recorded in the life of a cell.

        What led somebody into the Party elsewhere happened in no cell of ours.
        """
        given = self.given
        other = given.get(EventField.OTHER_CELL)
        details = details_of(self.kind, given)
        if "years" in details:
            details["years"] = int(details["years"])
        if self.kind in PAPERS and placing.is_of_elsewhere(member_id, self.happened_on):
            details[ELSEWHERE] = True
        return NewEvent(
            kind=self.kind,
            happened_on=self.happened_on,
            cell_id=cell_id,
            until_on=given.get(EventField.UNTIL_ON),
            document_number=given.get(EventField.DOCUMENT_NUMBER),
            decided_on=given.get(EventField.DECIDED_ON),
            deciding_body=given.get(EventField.DECIDING_BODY),
            has_paper=self.has_paper,
            other_organisation_id=UUID(other) if other else None,
            other_place=given.get(EventField.OTHER_PLACE),
            details=details,
            note=self.note,
        )
