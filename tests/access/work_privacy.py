"""A member's request about their own data, the papers of their dossier; a change of keys."""

from partywork.core.actor import Desk
from partywork.privacy.service import papers, requests, rotations
from partywork.privacy.service.papers import NotedPaper
from partywork.privacy.terms import PaperStanding, RequestKind
from tests.access.sides import TODAY, Side
from tests.access.work import Builder
from tests.support.make import Make


def build(builder: Builder) -> None:
    """Let a member of the cell ask; let the desk note where a paper lies."""
    side = builder.side
    builder.freeze(TODAY)
    asked = requests.ask(side.plain, kind=RequestKind.ACCESS, details=side.word("Xem hồ sơ"))
    assert side.plain.member_id is not None
    place = NotedPaper("A01", PaperStanding.PRESENT, None, side.word("Tủ"))
    papers.note(builder.make.office(Desk.ORGANISATION), side.plain.member_id, [place], version=0)
    builder.keep("request", request_id=asked.id)


def ask_rotation(make: Make, committee: Side) -> None:
    """Let one officer ask for a change of keys; its reason is the administrator's to read too."""
    asked = rotations.ask(make.office(Desk.ORGANISATION), reason="Đổi khóa định kỳ")
    committee.objects["rotation"] = {"rotation_id": asked.id}
