"""The words of a paper that has no number yet."""

from collections.abc import Iterable
from uuid import UUID

from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.documents.models import Clause, Document
from partywork.documents.pages import Paragraph
from partywork.documents.service.words import (
    clauses_of,
    fold_again,
    refuse_issued,
    refuse_secret,
    searched,
)
from partywork.documents.terms import AccessClass, DocumentKind, DocumentStatus, Issuer


def draft(
    actor: Actor,
    *,
    organisation_id: UUID,
    kind: DocumentKind,
    summary: str,
    access: AccessClass = AccessClass.INTERNAL,
    issuer: Issuer = Issuer.ORGANISATION,
) -> Document:
    """Begin a paper of the organisation."""
    with transaction():
        refuse_secret(actor, summary)
        document = Document(
            organisation_id=organisation_id,
            kind=kind,
            status=DocumentStatus.DRAFT,
            access=access,
            issuer=issuer,
            summary=summary,
            folded_text=searched(kind, summary),
        )
        db.session.add(document)
        db.session.flush()
    return document


def reword(actor: Actor, document: Document, *, summary: str) -> None:
    """Change the trích yếu of a paper that has no number yet."""
    with transaction():
        refuse_issued(document)
        refuse_secret(actor, summary)
        document.summary = summary
        fold_again(document)


def set_clauses(actor: Actor, document: Document, clauses: Iterable[Paragraph]) -> None:
    """Replace the text of a paper without a number by these paragraphs, in order."""
    with transaction():
        refuse_issued(document)
        wanted = list(clauses)
        refuse_secret(actor, *(one.words for one in wanted))
        for old in clauses_of(document):
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
        fold_again(document)
