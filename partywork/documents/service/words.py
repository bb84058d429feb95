"""What every use case asks of the words of a paper, and how they are searched."""

import logging

from partywork.core import clock, state_secrets
from partywork.core.actor import Actor, system
from partywork.core.db import db
from partywork.core.errors import RuleBroken
from partywork.core.text import fold
from partywork.documents import policy
from partywork.documents.models import Clause, Document
from partywork.documents.pages import Paragraph
from partywork.documents.terms import DocumentKind

_log = logging.getLogger(__name__)


def refuse_secret(actor: Actor, *texts: str | None) -> None:
    """Refuse texts with a state-secret mark; the log keeps who and when, nothing of the text."""
    try:
        state_secrets.refuse_secret(*texts)
    except RuleBroken:
        _log.warning("a state-secret mark from user %s was refused", actor.user_id)
        raise


def refuse_issued(document: Document) -> None:
    """Refuse to change a paper that has its number."""
    if document.symbol is not None:
        raise RuleBroken("Văn bản đã phát hành, không sửa được nội dung.")


def clauses_of(document: Document) -> list[Clause]:
    """Return the paragraphs of a paper in order, as the system reads them."""
    query = policy.visible_clauses(system(clock.today()))
    query = query.where(Clause.document_id == document.id).order_by(Clause.position)
    return list(db.session.scalars(query))


def fold_again(document: Document) -> None:
    """Let a paper be found by the words it has now."""
    texts = (Paragraph(c.part, c.text, tuple(c.rows)).words for c in clauses_of(document))
    document.folded_text = searched(document.kind, document.symbol or "", document.summary, *texts)


def searched(kind: DocumentKind, *texts: str) -> str:
    """Return texts as a search compares them, the kind of paper before them."""
    return fold(" ".join((kind.label, *texts)))
