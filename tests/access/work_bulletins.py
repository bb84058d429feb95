"""What the office sends the cells, and who of the committee attends their meetings."""

from datetime import date

from partywork.bulletins import service
from partywork.bulletins.service import Named, Written
from partywork.bulletins.terms import BulletinKind
from partywork.core.actor import Desk
from partywork.core.periods import Month
from partywork.meetings.service import attachments, visiting
from tests.access.work import Builder
from tests.support.papers import pdf


def build(builder: Builder) -> None:
    """Keep a draft and an issued bulletin of the committee, a visitor at a meeting of a cell."""
    office = builder.make.office(Desk.CLERICAL)
    builder.freeze(date(2026, 10, 1))
    if builder.is_cell:
        _visit(builder)
        return
    for state in ("bulletin", "issued-bulletin"):
        side = builder.side
        written = Written(Month(2026, 10), side.word("Văn bản mới"), side.word("Lời dẫn"))
        found = service.draft(office, BulletinKind.TEXTS, written)
        named = Named(side.word("1-CV"), side.word("Ban"), side.word("việc"), date(2026, 9, 3))
        line = service.name_text(office, found.id, named, file=("van-ban.pdf", pdf(side.word())))
        if state == "issued-bulletin":
            service.issue(office, found.id, version=found.version)
        builder.keep(state, bulletin_id=found.id, line_id=line.id)


def _visit(builder: Builder) -> None:
    meeting_id = builder.side.objects["invited"]["meeting_id"]
    visitor = builder.make.committee().member_id
    assert visitor is not None
    visiting.assign(builder.make.office(Desk.CLERICAL), meeting_id, visitor)
    builder.keep("visited", meeting_id=meeting_id, member_id=visitor)
    side = builder.side
    paper = attachments.attach_paper(
        side.secretary,
        meeting_id,
        summary=side.word("Tài liệu"),
        file_name=f"{side.word('tệp')}.pdf",
        content=pdf(side.word("Nội dung tệp")),
    )
    file_id = builder.file_ids(paper.document_id)[0]
    builder.keep("visited-paper", document_id=paper.document_id, file_id=file_id)
