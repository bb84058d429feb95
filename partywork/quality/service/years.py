"""A year of meetings in words: what they were called, never who came before whom."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.quality import queries
from partywork.quality.models import QualitySheet
from partywork.quality.rules.sums import year_in_words


@dataclass(frozen=True, slots=True)
class CellYear:
    """The year of one cell: its sheets by day and what they come to in words."""

    organisation: Organisation
    name: str
    sheets: list[QualitySheet]
    words: str


def of_year(actor: Actor, year: int, organisation_id: UUID | None = None) -> list[CellYear]:
    """Return the year of every cell the actor may read, in the order of the tree."""
    sheets = queries.sheets_of_year(actor, year, organisation_id)
    sheets.sort(key=lambda one: (one.meeting.organisation.path, one.meeting.starts_at))
    cells = []
    for _, found in groupby(sheets, key=lambda one: one.organisation_id):
        own = list(found)
        cells.append(
            CellYear(
                organisation=own[-1].meeting.organisation,
                name=own[-1].meeting.organisation_name,
                sheets=own,
                words=year_in_words([one.final_level for one in own]),
            )
        )
    return cells
