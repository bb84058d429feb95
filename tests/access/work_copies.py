"""Copies of each side: one that waits for the signature, one that is issued; a bound book."""

from datetime import date

from partywork.copies.service import books, issuing, writing
from partywork.copies.service.writing import Wanted
from partywork.copies.terms import CopyKind
from tests.access.sides import TODAY
from tests.access.work import Builder
from tests.support.papers import pdf

ISSUED_ON = date(2026, 10, 7)


def build(builder: Builder) -> None:
    """Extract the resolution of the October meeting twice; issue the second extract."""
    side = builder.side
    builder.freeze(ISSUED_ON)
    source = side.objects["issued-paper"]["document_id"]
    waiting, issued = (
        writing.write(
            side.secretary,
            source,
            Wanted(
                kind=CopyKind.EXTRACT,
                chosen=(1,),
                signer_id=side.secretary.member_id,
                recipients=side.word("Lưu"),
                readers=(side.plain.member_id,),
            ),
        )
        for _ in range(2)
    )
    issuing.issue(
        side.secretary,
        issued.id,
        version=issued.version,
        signed_on=ISSUED_ON,
        file_name=f"{side.word('Ban ky')}.pdf",
        content=pdf(),
    )
    builder.keep("copy", copy_id=waiting.id)
    builder.keep("issued-copy", copy_id=issued.id)
    builder.keep("own-books", organisation_id=side.organisation.id)
    if builder.is_cell:
        list(books.bind(side.organisation.id, ISSUED_ON.year))
    builder.freeze(TODAY)
