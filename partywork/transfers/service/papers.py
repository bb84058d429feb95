"""Papers of transfers: the letter and the return slip, kept once issued; the book of a year."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import secretaries_on
from partywork.cells.service import members
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Role, system
from partywork.core.db import after_commit, db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents.pages import (
    Recipients,
    Signature,
    frozen,
    heading_of,
    numbered_heading_of,
    thawed,
)
from partywork.documents.rules import (
    authority_line,
    draft_symbol,
    office_line,
    strip_academic_titles,
)
from partywork.documents.service import (
    keep_issued,
    lay_out_each,
    open_issued,
    try_to_lay_out,
)
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.transfers import policy, queries
from partywork.transfers.models import Transfer, TransferPaper
from partywork.transfers.pages import BookPage, LetterPage, SlipPage
from partywork.transfers.service import reading
from partywork.transfers.terms import PaperKind, TransferKind

# Hướng dẫn 05-HD/VPTW gives administrative papers no code; these are the first letters in use.
_LETTER, _SLIP = "GGT", "PB"
_WITH_LETTER = (TransferKind.OUT, TransferKind.AWAY)
_KEPT = "Lưu Văn phòng Đảng ủy"


def letter(actor: Actor, transfer_id: UUID) -> tuple[str, bytes]:
    """Return the letter of introduction of somebody who leaves: the file name and the PDF.

    Until the letter is issued it has room for its number and day; from then on it is the file
    that was issued.
    """
    found = reading.get(actor, transfer_id)
    if found.kind not in _WITH_LETTER:
        raise RuleBroken("Giấy giới thiệu chỉ có ở hồ sơ chuyển đi.")
    return _paper(actor, found, PaperKind.LETTER)


def slip(actor: Actor, transfer_id: UUID) -> tuple[str, bytes]:
    """Return the return slip for somebody who came, for good or for a time: name and PDF.

    For a guest it says how long the stay is, and once it is over since when they are back. Once
    issued it is the file that was issued.
    """
    found = reading.get(actor, transfer_id)
    if found.host is None:
        raise RuleBroken("Phiếu báo do nơi tiếp nhận cấp; hồ sơ này là chuyển đi.")
    return _paper(actor, found, PaperKind.SLIP)


def issue(actor: Actor, transfer_id: UUID) -> None:
    """Freeze what a paper that has its number now says; its file is kept after the use case.

    What cannot be laid out then is by the timed job, or when it is first opened.
    """
    # The paper says the same whoever issues or opens it.
    robot = system(actor.day)
    found = reading.get(robot, transfer_id)
    for kind in PaperKind:
        query = queries.paper(robot, transfer_id, kind)
        if not _is_issued(found, kind) or db.session.scalar(query) is not None:
            continue
        name, page = _PAGES[kind](robot, found)
        db.session.add(
            TransferPaper(transfer_id=transfer_id, kind=kind, content=frozen(page), file_name=name)
        )
        after_commit(partial(try_to_lay_out, partial(keep_issued, query, _draw)))


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every issued paper that has no file yet, newest first; yield (done, total)."""
    yield from lay_out_each(queries.papers_without_file(actor), partial(_lay_out, actor))


def forget_slip(actor: Actor, transfer: Transfer) -> None:
    """Take the kept slip away where its step was recorded by mistake."""
    kept = db.session.scalar(queries.paper(actor, transfer.id, PaperKind.SLIP))
    if kept is not None:
        db.session.delete(kept)


def _is_issued(transfer: Transfer, kind: PaperKind) -> bool:
    """Say whether one of our papers has its number."""
    if kind is PaperKind.LETTER:
        return transfer.kind in _WITH_LETTER and bool(transfer.letter_number)
    return transfer.host is not None and bool(transfer.slip_number)


def _paper(actor: Actor, found: Transfer, kind: PaperKind) -> tuple[str, bytes]:
    if not _is_issued(found, kind):
        name, page = _PAGES[kind](actor, found)
        return name, render(_FORMS[kind][0], page)
    query = queries.paper(actor, found.id, kind)
    if db.session.scalar(query) is None:
        with transaction():
            lock_for_update("transfer_papers")
            issue(actor, found.id)
    return open_issued(query, _draw)


def _draw(paper: TransferPaper) -> Callable[[], bytes]:
    """Return what lays out an issued paper from what it says."""
    template, form = _FORMS[paper.kind]
    return partial(render, template, thawed(form, paper.content))


def _lay_out(actor: Actor, paper_id: UUID) -> None:
    query = policy.visible_papers(actor).where(TransferPaper.id == paper_id)
    keep_issued(query, _draw)


def _letter(actor: Actor, found: Transfer) -> tuple[str, LetterPage]:
    day = found.letter_on or actor.day
    issuer = _issuer(actor, found)
    member, from_name = found.member, found.organisation.name_on(day)
    page = LetterPage(
        heading=numbered_heading_of(
            issuer,
            BodyKind.COMMITTEE,
            symbol=found.letter_number or draft_symbol(_LETTER, issuer.symbol_code),
            day=found.letter_on,
        ),
        addressed_to=found.addressed_to or found.other_end,
        full_name=member.full_name,
        born_on=member.born_on,
        admitted_on=member.admitted_on,
        official_on=member.official_on,
        card_number=member.card_number or "",
        from_name=from_name,
        to_name=found.other_end,
        is_temporary=found.kind.is_temporary,
        effective_on=found.effective_on,
        until_on=found.until_on,
        decision=found.decision_number or "",
        dues_paid_to=found.dues_paid_to,
        recipients=Recipients(("Như trên", from_name, _KEPT)),
        signature=_signature(actor, issuer, day),
    )
    return f"Giấy giới thiệu {member.full_name}.pdf", page


def _slip(actor: Actor, found: Transfer) -> tuple[str, SlipPage]:
    day = found.slip_on or actor.day
    issuer = _issuer(actor, found)
    host = found.host or found.organisation
    is_ours = found.kind is TransferKind.AWAY
    page = SlipPage(
        heading=numbered_heading_of(
            issuer,
            BodyKind.COMMITTEE,
            symbol=found.slip_number or draft_symbol(_SLIP, issuer.symbol_code),
            day=found.slip_on,
        ),
        addressed_to=found.organisation.name_on(day) if is_ours else found.other_end,
        full_name=found.member.full_name,
        born_on=found.member.born_on,
        letter_number=found.letter_number or "",
        letter_on=found.letter_on,
        to_name=host.name_on(day),
        received_on=found.effective_on,
        until_on=found.until_on,
        back_on=found.closed_on if found.kind.is_temporary else None,
        recipients=Recipients(("Như trên", host.name_on(day), _KEPT)),
        signature=_signature(actor, issuer, day),
    )
    return f"Phiếu báo {found.member.full_name}.pdf", page


_PAGES: dict[PaperKind, Callable[[Actor, Transfer], tuple[str, LetterPage | SlipPage]]] = {
    PaperKind.LETTER: _letter,
    PaperKind.SLIP: _slip,
}
_FORMS: dict[PaperKind, tuple[str, type[LetterPage | SlipPage]]] = {
    PaperKind.LETTER: ("pdf/introduction.html", LetterPage),
    PaperKind.SLIP: ("pdf/return_slip.html", SlipPage),
}


def book(actor: Actor, year: int) -> tuple[str, bytes]:
    """Return the transfer book of a year, marked with the day it was printed."""
    lines = reading.book(actor, year)
    organisation = _own(actor)
    page = BookPage(
        heading=heading_of(organisation),
        year=year,
        scope=organisation.name,
        lines=lines,
        printed_on=actor.day,
    )
    content = render("pdf/transfer_book.html", page)
    members.note_list(actor, organisation, len(lines))
    return f"Sổ chuyển sinh hoạt đảng năm {year}.pdf", content


def _issuer(actor: Actor, transfer: Transfer) -> Organisation:
    """Return the Đảng bộ above the cell: it introduces and receives, not the cell itself."""
    query = visible_organisations(actor).where(Organisation.kind == OrganisationKind.COMMITTEE)
    found = db.session.scalars(query.options(joinedload(Organisation.parent)))
    path = transfer.organisation.path
    return next((one for one in found if path.startswith(one.path)), transfer.organisation)


def _signature(actor: Actor, issuer: Organisation, day: date) -> Signature:
    secretary = secretaries_on(actor, day).get(issuer.id)
    for_cell = provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day)
    return Signature(
        authority=authority_line(BodyKind.COMMITTEE, for_cell),
        office=office_line(OfficeTitle.SECRETARY),
        name=strip_academic_titles(secretary.full_name) if secretary else "",
    )


def _own(actor: Actor) -> Organisation:
    """Return in whose name the book is: the Đảng bộ of the desk, else the officer's cell."""
    for role in (Role.OFFICE, Role.CELL_OFFICER):
        for key in sorted(actor.organisations_as(role), key=str):
            query = visible_organisations(actor).where(Organisation.id == key)
            found = db.session.scalar(query.options(joinedload(Organisation.parent)))
            if found is not None:
                return found
    raise NotVisible()
