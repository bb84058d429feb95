"""What the office sent for the month of a cell's meeting, to be read at its item B1."""

from partywork.bulletins import queries
from partywork.bulletins.models import Bulletin
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.meetings.models import Meeting
from partywork.meetings.service import sections

ITEM = "B1"


def issued_for(actor: Actor, meeting: Meeting) -> list[Bulletin]:
    """Return the bulletins that a meeting of a whole cell reads; smaller bodies read none."""
    if meeting.body.kind is not BodyKind.CELL:
        return []
    return queries.issued_for(actor, meeting.organisation.path, meeting.period)


def write_into_draft(actor: Actor, meeting: Meeting) -> None:
    """Let the draft of item B1 begin with the texts of the month, where nobody wrote there yet."""
    texts = [line.words for one in issued_for(actor, meeting) for line in one.lines]
    for item in meeting.agenda:
        if texts and item.code == ITEM and not item.notes:
            sections.write_on(
                actor, item, "\n".join(("Phổ biến, quán triệt:", *(f"- {text}" for text in texts)))
            )
