"""The words of the room."""

from partywork.core.terms import Term


class Way(Term):
    """How a person came in."""

    INVITATION = "invitation", "Từ giấy mời"
    HALL_CODE = "hall_code", "Quét mã tại hội trường"


class Part(Term):
    """The parts of the room's page that change by themselves; the value is their address."""

    VOTE = "vote", "Biểu quyết"
    NOW = "now", "Đang bàn"
    AGENDA = "agenda", "Chương trình"
    PEOPLE = "people", "Có mặt"
    SPEAKERS = "speakers", "Xin phát biểu"
    PAPERS = "papers", "Tài liệu"
    MINUTES = "minutes", "Biên bản"
    SCREEN = "screen", "Màn chiếu"


# Which topics of the meeting's channel make a part of the page old. Of each single voice in an open
# vote ("voices") only the screen of the chair hears: else every voice would be asked about by
# the whole meeting.
TOPICS: dict[Part, tuple[str, ...]] = {
    Part.VOTE: ("vote", "ballot", "roll", "closing"),
    Part.NOW: ("item", "answers", "result", "ballot", "room", "roll", "closing"),
    Part.AGENDA: ("item", "agenda"),
    Part.PEOPLE: ("roll", "room"),
    Part.SPEAKERS: ("speakers", "item", "room", "roll"),
    Part.PAPERS: ("papers", "item"),
    Part.MINUTES: ("minutes", "item", "speakers"),
    Part.SCREEN: ("item", "vote", "ballot", "room", "roll", "closing", "speakers", "agenda"),
}
