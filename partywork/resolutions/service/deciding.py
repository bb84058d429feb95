"""Drafting and wording the decision that rests on a vote of a meeting."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from partywork.ballots.models import Vote
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.rules import issuer_of
from partywork.documents.terms import AccessClass, DocumentKind
from partywork.resolutions import policy, queries, rules
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import decisions as pages
from partywork.resolutions.service.drafting import body_of, check_authority, for_editing, note
from partywork.resolutions.terms import ResolutionStatus


def draft_decision(
    actor: Actor,
    *,
    meeting_id: UUID,
    vote: Vote,
    decided_on: date,
    title: str,
    grounds: str,
    articles: str,
    recipients: str,
    access: AccessClass,
) -> Resolution:
    """Draft the decision that a vote of a meeting took; it points at both and waits for signature.

    The caller keeps other writers of the meeting away meanwhile.
    """
    with transaction():
        body = body_of(vote.organisation_id, vote.body_id)
        require(
            policy.may_draft(actor, body), "Chỉ người điều hành cơ quan này được lập quyết định."
        )
        is_taken = db.session.scalar(queries.decisions_on(system(actor.day), vote.id)) is not None
        rules.check_deciding(vote.subject, vote.status, is_taken=is_taken)
        document = documents.draft(
            actor,
            organisation_id=body.organisation_id,
            kind=DocumentKind.DECISION,
            summary=title,
            access=access,
            issuer=issuer_of(body.kind),
        )
        check_authority(body, document, decided_on)
        _write(actor, document, grounds, articles)
        documents.refuse_secret(actor, recipients)
        decision = Resolution(
            organisation_id=body.organisation_id,
            body=body,
            document=document,
            vote_id=vote.id,
            meeting_id=meeting_id,
            status=ResolutionStatus.ADOPTED,
            title=title,
            recipients=recipients,
            adopted_on=decided_on,
        )
        db.session.add(decision)
        db.session.flush()
        note(actor, "decision.draft", decision, vote=vote.id)
    return decision


def _write(actor: Actor, document: Document, grounds: str, articles: str) -> None:
    read = rules.articles_of(articles)
    rules.check_text(read)
    documents.set_clauses(actor, document, pages.decided_paragraphs(grounds, read))


def reword_decision(
    actor: Actor,
    decision_id: UUID,
    *,
    version: int,
    title: str,
    grounds: str,
    articles: str,
    recipients: str,
) -> Resolution:
    """Change the words of a decision that is not sent for signature yet."""
    with transaction():
        decision = for_editing(actor, decision_id)
        decision.expect_version(version)
        if not pages.is_decision(decision):
            raise RuleBroken("Văn bản này không phải quyết định.")
        documents.refuse_secret(actor, title, recipients)
        decision.title = title
        documents.reword(actor, decision.document, summary=title)
        _write(actor, decision.document, grounds, articles)
        decision.recipients = recipients
        flag_modified(decision, "recipients")
        note(actor, "decision.reword", decision)
    return decision
