"""The papers of the meeting that goes on are on Sổ tay đảng viên."""

from partywork.core import clock
from partywork.handbook.service import packs
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """Note when they were posted."""
    side = builder.side
    meeting_id = side.objects["open"]["meeting_id"]
    packs.note_papers(side.secretary, meeting_id, version=0, posted_at=clock.now())
