"""Papers of transfers, laid out when asked for: the letter, the return slip, the book."""

from uuid import UUID

from sqlalchemy.orm import joinedload

from partywork.cells.models import Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import secretaries_on
from partywork.cells.service import members
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, Role
from partywork.core.db import db
from partywork.core.errors import NotVisible, RuleBroken
from partywork.documents.pages import Recipients, Signature, heading_of, numbered_heading_of
from partywork.documents.rules import (
    authority_line,
    draft_symbol,
    office_line,
    strip_academic_titles,
)
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.transfers.models import Transfer
from partywork.transfers.pages import BookPage, LetterPage, SlipPage
from partywork.transfers.service import reading
from partywork.transfers.terms import TransferKind

# Hướng dẫn 05-HD/VPTW gives administrative papers no code; these are the first letters in use.
_LETTER, _SLIP = "GGT", "PB"
_KEPT = "Lưu Văn phòng Đảng ủy"


def letter(actor: Actor, transfer_id: UUID) -> tuple[str, bytes]:
    """Return the letter of introduction of somebody who leaves: the file name and the PDF.

    Until the letter is issued it has room for its number and day.
    """
    found = reading.get(actor, transfer_id)
    if found.kind not in (TransferKind.OUT, TransferKind.AWAY):
        raise RuleBroken("Giấy giới thiệu chỉ có ở hồ sơ chuyển đi.")
    issuer = _issuer(actor, found)
    member = found.member
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
        from_name=found.organisation.name,
        to_name=found.other_end,
        is_temporary=found.kind.is_temporary,
        effective_on=found.effective_on,
        until_on=found.until_on,
        decision=found.decision_number or "",
        dues_paid_to=found.dues_paid_to,
        recipients=Recipients(("Như trên", found.organisation.name, _KEPT)),
        signature=_signature(actor, issuer),
    )
    return f"Giấy giới thiệu {member.full_name}.pdf", render("pdf/introduction.html", page)


def slip(actor: Actor, transfer_id: UUID) -> tuple[str, bytes]:
    """Return the return slip for somebody who came, for good or for a time: name and PDF.

    For a guest it says how long the stay is, and once it is over since when they are back.
    """
    found = reading.get(actor, transfer_id)
    host = found.host
    if host is None:
        raise RuleBroken("Phiếu báo do nơi tiếp nhận cấp; hồ sơ này là chuyển đi.")
    is_ours = found.kind is TransferKind.AWAY
    issuer = _issuer(actor, found)
    page = SlipPage(
        heading=numbered_heading_of(
            issuer,
            BodyKind.COMMITTEE,
            symbol=found.slip_number or draft_symbol(_SLIP, issuer.symbol_code),
            day=found.slip_on,
        ),
        addressed_to=found.organisation.name if is_ours else found.other_end,
        full_name=found.member.full_name,
        born_on=found.member.born_on,
        letter_number=found.letter_number or "",
        letter_on=found.letter_on,
        to_name=host.name,
        received_on=found.effective_on,
        until_on=found.until_on,
        back_on=found.closed_on if found.kind.is_temporary else None,
        recipients=Recipients(("Như trên", host.name, _KEPT)),
        signature=_signature(actor, issuer),
    )
    return f"Phiếu báo {found.member.full_name}.pdf", render("pdf/return_slip.html", page)


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


def _signature(actor: Actor, issuer: Organisation) -> Signature:
    secretary = secretaries_on(actor, actor.day).get(issuer.id)
    for_cell = provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, actor.day)
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
