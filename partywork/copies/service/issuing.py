"""A copy on paper, its signature, its number, its kept file."""

from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.terms import OfficeTitle
from partywork.copies import policy, rules
from partywork.copies.models import Copy
from partywork.copies.pages import CopyPage
from partywork.copies.service import sources, writing
from partywork.copies.service.sources import Source
from partywork.copies.terms import CopyKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import lock_for_update, transaction
from partywork.core.errors import require
from partywork.documents import service as documents
from partywork.documents.models import DocumentFile
from partywork.documents.pages import Signature, numbered_heading_of, recipients
from partywork.documents.rules import authority_line, office_line, strip_academic_titles
from partywork.documents.service import NextNumber
from partywork.documents.terms import DocumentKind, FileRole
from partywork.pdf.binding import bound, sheets_of
from partywork.pdf.renderer import render
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions.rules import check_scan

_TEMPLATE = "pdf/copy.html"
_NOT_YOURS = "Chỉ bí thư, phó bí thư hoặc văn phòng của tổ chức được lấy số và phát hành."


def for_issuing(actor: Actor, copy_id: UUID) -> Copy:
    """Return a copy without a number to somebody who may give it one."""
    copy = writing.get(actor, copy_id)
    require(policy.may_issue(actor, copy.organisation_id), _NOT_YOURS)
    return writing.for_change(actor, copy_id)


def next_number(actor: Actor, copy: Copy) -> NextNumber:
    """Return the number the copy would take today, in the series of copies."""
    return documents.next_number(
        actor, copy.organisation_id, DocumentKind.COPY, clock.today(), copy.document.issuer
    )


def issue(
    actor: Actor,
    copy_id: UUID,
    *,
    version: int,
    signed_on: date,
    file_name: str,
    content: bytes,
) -> Copy:
    """Give a signed copy its number and open it to those it is given to.

    The scan of the signed sheet is kept with it; its paper is laid out after the number is safe.
    """
    for_issuing(actor, copy_id)
    check_scan(file_name)
    file = documents.inspected(actor, file_name, content)
    with transaction():
        copy = for_issuing(actor, copy_id)
        copy.expect_version(version)
        source = sources.of(actor, copy.source_id)
        rules.check_signed(signed_on, source_day=source.day, today=clock.today())
        documents.attach(actor, copy.document, role=FileRole.SIGNED_COPY, file=file)
        symbol = documents.issue(actor, copy.document, issued_on=clock.today())
        documents.publish(copy.document)
        copy.signed_on = signed_on
        audit.record(
            actor,
            "copy.issue",
            copy,
            organisation_path=copy.document.organisation.path,
            symbol=symbol,
            signed_on=signed_on,
        )
    documents.try_to_lay_out(lambda: lay_out(actor, copy_id))
    return writing.get(actor, copy_id)


def lay_out(actor: Actor, copy_id: UUID) -> None:
    """Keep the paper of an issued copy, once; no lock is held while it is drawn."""
    copy = writing.get(actor, copy_id)
    if documents.rendered(copy.document) is not None:
        return
    content = _drawn(copy)
    with transaction():
        lock_for_update(f"paper of copy {copy_id}")
        copy = writing.get(actor, copy_id)
        if documents.rendered(copy.document) is None:
            documents.store_rendered(
                actor, copy.document, content=content, file_name=file_name(copy)
            )


def open_paper(actor: Actor, copy_id: UUID) -> tuple[str, bytes]:
    """Return a copy as a PDF: the kept one, or the sheet that is printed for the signature."""
    copy = writing.get(actor, copy_id)
    kept = documents.rendered(copy.document)
    if kept is not None:
        opened, content = documents.open_file(actor, kept.id)
        return opened.file_name, content
    return file_name(copy), _drawn(copy)


def _drawn(copy: Copy) -> bytes:
    """Lay a copy out; a whole copy is the kept paper itself with one sheet more."""
    robot = system(clock.today())
    source = sources.of(robot, copy.source_id)
    if copy.kind is CopyKind.EXTRACT:
        return render(_TEMPLATE, copy_page(copy, source, sheets=None))
    original = _bytes_of(source.paper, robot)
    sheet = render(_TEMPLATE, copy_page(copy, source, sheets=sheets_of(original)))
    return bound([original, sheet])


def _bytes_of(file: DocumentFile, robot: Actor) -> bytes:
    return documents.open_file(robot, file.id)[1]


def copy_page(copy: Copy, source: Source, *, sheets: int | None) -> CopyPage:
    """Fill the paper of a copy; before the issue there is room for number and day."""
    document = copy.document
    organisation = document.organisation
    is_extract = copy.kind is CopyKind.EXTRACT
    authority = provisions.value(ProvisionKey.SIGNATURE_FOR_CELL, clock.today())
    return CopyPage(
        heading=numbered_heading_of(
            organisation,
            copy.body.kind,
            symbol=document.symbol or documents.draft_symbol(document, clock.today()),
            day=document.issued_on,
        ),
        name=f"TRÍCH {source.document.kind.label.upper()}"
        if is_extract
        else copy.kind.label.upper(),
        summary=source.document.summary,
        source=source.said,
        opening=source.opening if is_extract else "",
        fragments=tuple(one for one in source.fragments if one.number in copy.chosen),
        sheets=sheets,
        recipients=recipients(copy.recipients),
        signature=Signature(
            authority=authority_line(copy.body.kind, authority),
            office=office_line(OfficeTitle(copy.signer_office)),
            name=strip_academic_titles(copy.signer.full_name),
        ),
    )


def file_name(copy: Copy) -> str:
    """«Trích sao số 03-BS-CB ngày 22-11-2026.pdf», or «Dự thảo trích sao ….pdf»."""
    document = copy.document
    if document.symbol is None or document.issued_on is None:
        return f"Dự thảo {document.summary[:60].strip()}.pdf"
    symbol = document.symbol.replace("/", "-")
    return f"{copy.kind.label} số {symbol} ngày {document.issued_on:%d-%m-%Y}.pdf"
