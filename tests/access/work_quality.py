"""Quality sheets of filed meetings: one with the points of the evening, one with official ones."""

from datetime import date, time
from uuid import UUID

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.periods import Month
from partywork.meetings.service import closing, minutes, record
from partywork.quality.service import reading, sheets
from partywork.quality.service.sheets import Judgement
from tests.access.sides import TODAY
from tests.access.work import Builder
from tests.meetings.minuting import PASSWORD
from tests.support.meetings import confirm


def build(builder: Builder) -> None:
    """A meeting that waits for its official points, and one that waits to be confirmed."""
    side = builder.side
    builder.keep("marked-sheet", meeting_id=_filed(builder, date(2026, 9, 4)))
    official = _filed(builder, date(2026, 8, 7))
    builder.freeze(TODAY)
    sheet = reading.show(side.secretary, official).sheet
    assert sheet is not None
    sheets.finish(side.secretary, official, version=sheet.version)
    builder.keep("official-sheet", meeting_id=official)


def _filed(builder: Builder, on: date) -> UUID:
    side = builder.side
    builder.freeze(on)
    meeting_id = builder.opened(Month.of(on), on).id
    _mark(side.secretary, meeting_id)
    minutes.read_out(side.deputy, meeting_id)
    builder.freeze(on, time(21, 0))
    version = record.whole(side.secretary, meeting_id).version
    ended_at = clock.instant_of(on, time(20, 50))
    closing.close(side.secretary, meeting_id, version=version, ended_at=ended_at)
    for actor in (side.deputy, side.secretary):
        confirm(actor, meeting_id, PASSWORD)
    version = record.whole(side.secretary, meeting_id).version
    closing.report_up(side.secretary, meeting_id, version=version)
    return meeting_id


def _mark(chair: Actor, meeting_id: UUID) -> None:
    """Give every line that people judge all it can earn."""
    judged = {
        line.criterion.code: Judgement(line.criterion.most)
        for line in reading.show(chair, meeting_id).lines
        if line.computed.tenths is None and not line.waits
    }
    sheets.mark(chair, meeting_id, version=0, judged=judged)
