"""The letter that goes with people sent to a class: a draft to sign, kept once it is issued."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from partywork.admissions import queries
from partywork.admissions.models import ClassLetter, PartyClass
from partywork.admissions.pages.papers import ClassLetterPage, class_letter
from partywork.cells.queries import acting_on
from partywork.cells.rules.offices import office_rank
from partywork.cells.service import members
from partywork.cells.terms import BodyKind, OfficeTitle, OrganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import after_commit, db, lock_for_update, transaction
from partywork.documents import service as documents
from partywork.documents.pages import Recipients, Signature, frozen, numbered_heading_of, thawed
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

_TEMPLATE = "pdf/class_letter.html"
_SIGNERS = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def open_letter(actor: Actor, found: PartyClass) -> tuple[str, bytes]:
    """Return the file name and the PDF of the letter with its list.

    Its number is taken from the book of the organisation. Until it was typed here with the day,
    the letter has room for both; from then on it is the file that was issued.
    """
    organisation, people = found.organisation, len(found.places)
    paper = _issued(actor, found) if found.is_issued else _draft(actor, found)
    members.note_list(actor, organisation, people)
    return paper


def _draft(actor: Actor, found: PartyClass) -> tuple[str, bytes]:
    name, page = _page(actor, found)
    return name, render(_TEMPLATE, page)


def _issued(actor: Actor, found: PartyClass) -> tuple[str, bytes]:
    query = queries.class_letter(actor, found.id)
    if db.session.scalar(query) is None:
        with transaction():
            lock_for_update("class_letters")
            issue(actor, found)
    return documents.open_issued(query, _draw)


def issue(actor: Actor, found: PartyClass) -> None:
    """Freeze what a letter that has its number says, once; its file is kept after the use case.

    What cannot be laid out then is by the timed job, or when it is first opened.
    """
    # The letter says the same whoever issues or opens it.
    robot = system(actor.day)
    queries.load_again(robot, found)
    query = queries.class_letter(robot, found.id)
    if not found.is_issued or db.session.scalar(query) is not None:
        return
    name, page = _page(robot, found)
    db.session.add(ClassLetter(class_id=found.id, content=frozen(page), file_name=name))
    after_commit(partial(documents.try_to_lay_out, partial(documents.keep_issued, query, _draw)))


def issue_again(actor: Actor, found: PartyClass) -> None:
    """Let go of the letter of a number that was wrong, and issue the one of the right number."""
    kept = db.session.scalar(queries.class_letter(system(actor.day), found.id))
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()
    issue(actor, found)


def lay_out_missing(actor: Actor) -> Iterator[tuple[int, int]]:
    """Lay out every issued letter that has no file yet, newest first; yield (done, total)."""
    yield from documents.lay_out_each(queries.letters_without_file(actor), partial(_lay_out, actor))


def _lay_out(actor: Actor, class_id: UUID) -> None:
    documents.keep_issued(queries.class_letter(actor, class_id), _draw)


def _draw(letter: ClassLetter) -> Callable[[], bytes]:
    """Return what lays out an issued letter from what it says."""
    return partial(render, _TEMPLATE, thawed(ClassLetterPage, letter.content))


def _page(actor: Actor, found: PartyClass) -> tuple[str, ClassLetterPage]:
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
    return f"Cử đi học {found.kind.in_text} {found.starts_on:%d-%m-%Y}.pdf", page


def _body(found: PartyClass) -> BodyKind:
    is_cell = found.organisation.kind is OrganisationKind.CELL
    return BodyKind.CELL if is_cell else BodyKind.COMMITTEE


def _signature(actor: Actor, found: PartyClass) -> Signature:
    """Return the place for the bí thư's signature, or the phó bí thư's where there is none."""
    day = found.letter_on or actor.day
    held = acting_on(actor, found.organisation_id, day)
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
