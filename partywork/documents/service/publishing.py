"""Opening a paper to its readers, and finding it for one of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible
from partywork.documents import policy
from partywork.documents.models import Document, DocumentReader
from partywork.documents.service.words import refuse_issued
from partywork.documents.terms import AccessClass, DocumentStatus


def publish(document: Document) -> None:
    """Open the paper to the people its access class names, once."""
    with transaction():
        document.published_at = document.published_at or clock.now()
        _make_available(document)


def publish_to(document: Document, member_ids: Iterable[UUID]) -> None:
    """Publish a paper; one with limited access also to these people by name."""
    with transaction():
        if document.access is AccessClass.RESTRICTED:
            name_readers(document, member_ids)
        publish(document)


def name_readers(document: Document, member_ids: Iterable[UUID]) -> None:
    """Write down to whom a paper is given by name; they read it once it is published."""
    with transaction():
        known = {one.member_id for one in _readers(document)}
        db.session.add_all(
            DocumentReader(
                organisation_id=document.organisation_id,
                document_id=document.id,
                member_id=member_id,
            )
            for member_id in set(member_ids) - known
        )


def take_back(document: Document, member_ids: Iterable[UUID]) -> None:
    """Let a paper be given to these people by name no longer."""
    with transaction():
        named = set(member_ids)
        for reader in _readers(document):
            if reader.member_id in named:
                db.session.delete(reader)


def _readers(document: Document) -> list[DocumentReader]:
    query = policy.visible_readers(system(clock.today()))
    return list(db.session.scalars(query.where(DocumentReader.document_id == document.id)))


def discard(document: Document) -> None:
    """Throw away a draft that has no number, no text and no file."""
    with transaction():
        refuse_issued(document)
        for reader in _readers(document):
            db.session.delete(reader)
        db.session.flush()
        db.session.delete(document)


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
