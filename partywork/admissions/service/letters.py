"""The letter that goes with people sent to a class, laid out for the signature by hand."""

from uuid import UUID

from partywork.admissions.models import PartyClass
from partywork.admissions.pages.papers import class_letter
from partywork.admissions.service import classes
from partywork.cells.queries import appointments_on
from partywork.cells.rules.offices import office_rank
from partywork.cells.service import members
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor
from partywork.documents.pages import Recipients, Signature, numbered_heading_of
from partywork.documents.rules import (
    authority_line,
    draft_symbol,
    office_line,
    strip_academic_titles,
)
from partywork.documents.terms import CODES, DocumentKind
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey

_SIGNERS = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def letter(actor: Actor, class_id: UUID) -> tuple[str, bytes]:
    """Return the file name and the PDF of the letter with its list.

    Its number is taken from the book of the organisation and stands here once it was typed.
    """
    found = classes.get(actor, class_id)
    body = _body(found)
    code = CODES[DocumentKind.OFFICIAL_LETTER]
    heading = numbered_heading_of(
        found.organisation,
        body,
        symbol=found.letter_number or draft_symbol(code, found.organisation.symbol_code),
        day=found.letter_on,
    )
    kept = "Lưu Chi bộ" if body is BodyKind.CELL else "Lưu Văn phòng Đảng ủy"
    page = class_letter(found, heading, Recipients(("Như trên", kept)), _signature(actor, found))
    name = f"Cử đi học {found.kind.in_text} {found.starts_on:%d-%m-%Y}.pdf"
    content = render("pdf/class_letter.html", page)
    members.note_list(actor, found.organisation, len(page.people))
    return name, content


def _body(found: PartyClass) -> BodyKind:
    is_cell = found.organisation.kind is OrganisationKind.CELL
    return BodyKind.CELL if is_cell else BodyKind.COMMITTEE


def _signature(actor: Actor, found: PartyClass) -> Signature:
    """Return the place for the bí thư's signature, or the phó bí thư's where there is none."""
    day = found.letter_on or actor.day
    held = appointments_on(actor, found.organisation_id, day)
    signers = sorted(
        (one for one in held if one.office in _SIGNERS), key=lambda one: office_rank(one.office)
    )
    signer = signers[0] if signers else None
    for_cell = provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, day)
    return Signature(
        authority=authority_line(_body(found), for_cell),
        office=office_line(signer.office if signer else OfficeTitle.SECRETARY),
        name=strip_academic_titles(signer.member.full_name) if signer else "",
    )
