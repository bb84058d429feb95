"""The room of the meeting that is being held: somebody came in, an item is on, one speaks."""

from partywork.meetings.service import record
from partywork.meetings.terms import Place
from partywork.rooms.service import coming, hall, leading, recording
from tests.access.work import Builder


def build(builder: Builder) -> None:
    """Fill the room of one side."""
    side = builder.side
    meeting_id = side.objects["open"]["meeting_id"]
    code = hall.make_code(side.secretary, meeting_id)
    coming.come_in(side.deputy, meeting_id, place=Place.HALL)
    item = record.whole(side.secretary, meeting_id).agenda[2]
    leading.go_to(side.secretary, meeting_id, item.id)
    leading.ask_to_speak(side.deputy, meeting_id)
    leading.ask_to_speak(side.secretary, meeting_id)
    turn = leading.call(side.secretary, meeting_id, side.deputy.member_id)
    recording.decide(side.secretary, meeting_id, side.word("Ghi âm để làm biên bản"))
    vote_id = side.objects["voting"]["vote_id"]
    builder.keep(
        "room", meeting_id=meeting_id, item_id=item.id, vote_id=vote_id, turn_id=turn.id, code=code
    )
