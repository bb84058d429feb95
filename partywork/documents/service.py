"""Papers: drafting, their files, taking a number, publishing, opening.

Other packages' use cases call these inside their own transaction; who may do so is theirs to
decide, and theirs to record in the trail.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.models import Organisation, TermOfOffice
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import term_on
from partywork.core import clock, state_secrets
from partywork.core.actor import Actor, system
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.text import fold
from partywork.documents import engine, policy, queries, rules, store
from partywork.documents.models import (
    Clause,
    Document,
    DocumentFile,
    DocumentReader,
    NumberSeries,
    TakenNumber,
)
from partywork.documents.pages import Paragraph
from partywork.documents.terms import CODES, AccessClass, DocumentKind, DocumentStatus, FileRole
from partywork.pdf.renderer import LayoutFailed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NextNumber:
    """The number a paper would take now, and the term it would count in."""

    symbol: str
    term_name: str


def refuse_secret(actor: Actor, *texts: str | None) -> None:
    """Refuse texts with a state-secret mark; the log keeps who and when, nothing of the text."""
    try:
        state_secrets.refuse_secret(*texts)
    except RuleBroken:
        _log.warning("a state-secret mark from user %s was refused", actor.user_id)
        raise


def draft(
    actor: Actor,
    *,
    organisation_id: UUID,
    kind: DocumentKind,
    summary: str,
    access: AccessClass = AccessClass.INTERNAL,
) -> Document:
    """Begin a paper of the organisation."""
    with transaction():
        refuse_secret(actor, summary)
        document = Document(
            organisation_id=organisation_id,
            kind=kind,
            status=DocumentStatus.DRAFT,
            access=access,
            summary=summary,
            folded_text=_searched(kind, summary),
        )
        db.session.add(document)
        db.session.flush()
    return document


def reword(actor: Actor, document: Document, *, summary: str) -> None:
    """Change the trích yếu of a paper that has no number yet."""
    with transaction():
        _refuse_issued(document)
        refuse_secret(actor, summary)
        document.summary = summary
        _fold(document)


def set_clauses(actor: Actor, document: Document, clauses: Iterable[Paragraph]) -> None:
    """Replace the text of a paper without a number by these paragraphs, in order."""
    with transaction():
        _refuse_issued(document)
        wanted = list(clauses)
        refuse_secret(actor, *(one.words for one in wanted))
        for old in _clauses_of(document):
            db.session.delete(old)
        db.session.flush()
        db.session.add_all(
            Clause(
                organisation_id=document.organisation_id,
                document_id=document.id,
                position=position,
                part=one.part,
                text=one.text,
                rows=list(one.rows),
            )
            for position, one in enumerate(wanted, start=1)
        )
        db.session.flush()
        db.session.expire(document, ["clauses"])
        _fold(document)


def _refuse_issued(document: Document) -> None:
    if document.symbol is not None:
        raise RuleBroken("Văn bản đã phát hành, không sửa được nội dung.")


def _clauses_of(document: Document) -> list[Clause]:
    query = policy.visible_clauses(system(clock.today()))
    query = query.where(Clause.document_id == document.id).order_by(Clause.position)
    return list(db.session.scalars(query))


def _fold(document: Document) -> None:
    texts = (Paragraph(c.part, c.text, tuple(c.rows)).words for c in _clauses_of(document))
    document.folded_text = _searched(document.kind, document.symbol or "", document.summary, *texts)


def _searched(kind: DocumentKind, *texts: str) -> str:
    return fold(" ".join((kind.label, *texts)))


def attach(
    actor: Actor, document: Document, *, role: FileRole, file_name: str, content: bytes
) -> DocumentFile:
    """Keep an uploaded file with a paper.

    Its kind is decided by name and bytes together; name and text layer must not bear a
    state-secret mark (a scan has no text layer, so the form asks the person). Nothing of a
    refused file is kept.
    """
    with transaction():
        name = rules.safe_file_name(file_name)
        media_type = rules.check_file(name, content, len(content))
        refuse_secret(actor, *name.rpartition(".")[::2], _text_of(content, media_type))
        return _keep(document, role, name, content, media_type=media_type, added_by=actor.name)


def _text_of(content: bytes, media_type: str) -> str:
    try:
        return engine.text_of(content, media_type)
    except engine.Unreadable as unreadable:
        raise RuleBroken(
            "Không mở được tệp: tệp bị hỏng hoặc có mật khẩu. Hãy kiểm tra rồi gửi lại.", "file"
        ) from unreadable


def store_rendered(
    actor: Actor, document: Document, *, content: bytes, file_name: str
) -> DocumentFile:
    """Keep the PDF that the system itself laid out."""
    with transaction():
        name = rules.safe_file_name(file_name)
        return _keep(
            document,
            FileRole.RENDERED,
            name,
            content,
            media_type=engine.PDF,
            added_by=actor.name,
        )


def try_to_lay_out(lay_out: Callable[[], None]) -> None:
    """Lay out a paper whose act is already kept; a failure is logged and left to the timed job."""
    try:
        lay_out()
    except (LayoutFailed, OSError):
        _log.exception("a paper could not be laid out now")


def lay_out_each(
    waiting: Sequence[UUID], lay_out: Callable[[UUID], None]
) -> Iterator[tuple[int, int]]:
    """Lay out each waiting paper, one failure stopping no other; yield (done, total)."""
    for done, record_id in enumerate(waiting, start=1):
        try_to_lay_out(partial(lay_out, record_id))
        yield done, len(waiting)


def rendered(document: Document) -> DocumentFile | None:
    """Return the newest PDF that the system laid out for a paper whose files are loaded."""
    kept = [one for one in document.files if one.role is FileRole.RENDERED]
    return kept[-1] if kept else None


def _keep(
    document: Document,
    role: FileRole,
    name: str,
    content: bytes,
    *,
    media_type: str,
    added_by: str,
) -> DocumentFile:
    kept = DocumentFile(
        organisation_id=document.organisation_id,
        document=document,
        role=role,
        sha256=store.write(content),
        size=len(content),
        media_type=media_type,
        file_name=name,
        added_by=added_by,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def issue(actor: Actor, document: Document, *, issued_on: date) -> str:
    """Give the paper the next number of its code in the organisation's term and return the symbol.

    Quyết định and quy định share a code and so a series. Writers of one series queue until the
    end of the transaction, so numbers have no gap and are never given twice.
    """
    with transaction():
        _refuse_issued(document)
        organisation = _organisation(actor, document.organisation_id)
        code, term = _code_of(document.kind), _term_of(organisation, issued_on)
        series = _locked_series(organisation, term, code)
        series.last_number += 1
        db.session.add(
            TakenNumber(
                organisation_id=organisation.id,
                series_id=series.id,
                number=series.last_number,
                document_id=document.id,
            )
        )
        symbol = rules.format_symbol(series.last_number, code, organisation.symbol_code)
        document.symbol = symbol
        document.issued_on = issued_on
        document.term = term
        document.status = DocumentStatus.AVAILABLE
        _fold(document)
        db.session.flush()
    return symbol


def next_number(actor: Actor, organisation_id: UUID, kind: DocumentKind, day: date) -> NextNumber:
    """Return the number a paper would take on that day; another paper may take it first."""
    organisation = _organisation(actor, organisation_id)
    code, term = _code_of(kind), _term_of(organisation, day)
    series = queries.series_of(actor, organisation.id, term.id, code)
    number = series.last_number + 1 if series else 1
    return NextNumber(rules.format_symbol(number, code, organisation.symbol_code), term.name)


def set_last_numbers(
    actor: Actor, organisation: Organisation, last_numbers: Mapping[str, int], term: TermOfOffice
) -> None:
    """Continue the paper registers of a term: «NQ=21» lets the next nghị quyết be 22.

    A series from which the system has already given a number stays as it is.
    """
    with transaction():
        changed = []
        for code, last_number in last_numbers.items():
            if code not in CODES.values() or last_number < 0:
                raise RuleBroken(f"Số đã dùng gần nhất «{code}={last_number}» không đúng.")
            series = _locked_series(organisation, term, code)
            is_kept = queries.has_taken(system(clock.today()), series)
            if not is_kept and series.last_number != last_number:
                series.last_number = last_number
                changed.append(f"{code}={last_number}")
        if changed:
            audit.record(
                actor,
                "document.set-last-numbers",
                organisation,
                organisation_id=organisation.id,
                organisation_path=organisation.path,
                term=term.name,
                last_numbers=changed,
            )


def _locked_series(organisation: Organisation, term: TermOfOffice, code: str) -> NumberSeries:
    """Return the series, kept from other writers until the end of the transaction."""
    if not organisation.symbol_code:
        raise RuleBroken(f"«{organisation.name}» chưa có ký hiệu văn bản. Hãy báo văn phòng.")
    lock_for_update(f"number {organisation.id} {term.id} {code}")
    found = queries.series_of(system(clock.today()), organisation.id, term.id, code)
    if found is not None:
        return found
    series = NumberSeries(
        organisation_id=organisation.id, term_id=term.id, code=code, last_number=0
    )
    db.session.add(series)
    db.session.flush()
    return series


def _organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    query = visible_organisations(actor).where(Organisation.id == organisation_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def _code_of(kind: DocumentKind) -> str:
    if kind not in CODES:
        raise RuleBroken(f"«{kind.label}» không lấy số.")
    return CODES[kind]


def _term_of(organisation: Organisation, day: date) -> TermOfOffice:
    term = term_on(system(day), organisation.id, day)
    if term is None:
        raise RuleBroken(
            f"Chưa có nhiệm kỳ của «{organisation.name}» tại ngày {day:%d/%m/%Y}. "
            "Hãy báo văn phòng Đảng ủy."
        )
    return term


def publish(document: Document) -> None:
    """Open the paper to the people its access class names, once."""
    with transaction():
        document.published_at = document.published_at or clock.now()
        _make_available(document)


def publish_to(document: Document, member_ids: Iterable[UUID]) -> None:
    """Publish a paper; one with limited access also to these people by name."""
    with transaction():
        if document.access is AccessClass.RESTRICTED:
            query = policy.visible_readers(system(clock.today()))
            query = query.where(DocumentReader.document_id == document.id)
            known = {one.member_id for one in db.session.scalars(query)}
            db.session.add_all(
                DocumentReader(
                    organisation_id=document.organisation_id,
                    document_id=document.id,
                    member_id=member_id,
                )
                for member_id in set(member_ids) - known
            )
        publish(document)


def file_up(document: Document) -> None:
    """Open the paper to the committees above, once."""
    with transaction():
        document.filed_at = document.filed_at or clock.now()
        _make_available(document)


def _make_available(document: Document) -> None:
    if document.status is DocumentStatus.DRAFT:
        document.status = DocumentStatus.AVAILABLE


def get(actor: Actor, document_id: UUID, *options: Any) -> Document:
    """Return a paper with its organisation, term and files, or `NotVisible`."""
    query = policy.visible(actor).where(Document.id == document_id)
    found = db.session.scalar(
        query.options(
            joinedload(Document.organisation),
            joinedload(Document.term),
            selectinload(Document.files),
            *options,
        )
    )
    if found is None:
        raise NotVisible()
    return found


def full_key(document: Document) -> str | None:
    """Return the symbol with the organisation and the term it counts in; nothing for a draft."""
    if document.symbol is None or document.term is None:
        return None
    return rules.full_key(document.symbol, document.organisation_name, document.term.name)


def open_file(actor: Actor, file_id: UUID) -> tuple[DocumentFile, bytes]:
    """Return a file the actor may read, its bytes checked against their digest.

    Opening a paper with limited access is an act of its own and leaves an entry in the trail.
    """
    query = policy.visible_files(actor).where(DocumentFile.id == file_id)
    found = db.session.scalar(query.options(joinedload(DocumentFile.document)))
    if found is None:
        raise NotVisible()
    content = store.read(found.sha256)
    if found.document.access is AccessClass.RESTRICTED:
        with transaction():
            organisation = _organisation(actor, found.organisation_id)
            audit.record(actor, "document.open", found, organisation_path=organisation.path)
    return found, content
