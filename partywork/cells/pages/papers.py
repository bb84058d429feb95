"""The decisions of the way into the Party on record, as the columns of lists show them."""

from collections.abc import Iterable
from typing import Any

from partywork.cells.models import Member, MemberEvent
from partywork.cells.pages.events import cell_named
from partywork.cells.rules.importing.messages import ImportField
from partywork.cells.rules.importing.papers import PAPER_COLUMNS


def papers_on_record(member: Member, known: Iterable[MemberEvent]) -> dict[ImportField, Any]:
    """Return number, day, body and cell of the decisions behind the days of a member.

    Of a former time in the Party, before a readmission, lists tell nothing.
    """
    found: dict[ImportField, Any] = {}
    for event in known:
        columns = PAPER_COLUMNS.get(event.kind)
        if columns is not None and event.happened_on == getattr(member, columns.day.value):
            found |= {
                columns.number: event.document_number,
                columns.signed_on: event.decided_on,
                columns.body: event.deciding_body,
                columns.cell: cell_named(event) or None,
            }
    return found
