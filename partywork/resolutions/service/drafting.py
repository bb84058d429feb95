"""Drafting the resolution that a meeting voted on, and changing it before the signature."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from partywork.audit import service as audit
from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus
from partywork.cells.models import Body, Organisation
from partywork.cells.policy import visible_bodies
from partywork.cells.terms import OrganisationKind
from partywork.core import clock
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.pages import Paragraph
from partywork.documents.rules import issuer_of
from partywork.documents.terms import AccessClass, DocumentKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import pages, policy, rules
from partywork.resolutions.models import Resolution
from partywork.resolutions.service.reading import get
from partywork.resolutions.terms import ResolutionStatus

_OUTCOMES = {
    VoteStatus.PASSED: ResolutionStatus.ADOPTED,
    VoteStatus.FAILED: ResolutionStatus.REJECTED,
}


def draft_from_meeting(
    actor: Actor,
    *,
    organisation_id: UUID,
    body_id: UUID,
    meeting_id: UUID,
    title: str,
    opening: str,
    closing: str,
    parts: pages.Parts,
    vote: Vote | None,
    adopted_on: date,
    recipients: str,
    is_congress: bool = False,
) -> Resolution:
    """Draft the resolution that a meeting voted on; the vote alone decides what becomes of it.

    A passed vote makes it adopted, a failed one rejected for good; without a vote it stays a
    draft. A congress writes under a sign of its own.
    """
    with transaction():
        body = body_of(organisation_id, body_id)
        require(
            actor.is_system or policy.may_draft(actor, body),
            "Chỉ cấp ủy của tổ chức được lập nghị quyết.",
        )
        documents.refuse_secret(actor, title, opening, closing, recipients)
        document = documents.draft(
            actor,
            organisation_id=organisation_id,
            kind=DocumentKind.RESOLUTION,
            summary=title,
            access=_access_of(body.organisation),
            issuer=issuer_of(body.kind, is_congress=is_congress),
        )
        check_authority(body, document, adopted_on)
        documents.set_clauses(actor, document, pages.paragraphs_of(parts))
        status = _outcome_of(vote, body)
        resolution = Resolution(
            organisation_id=organisation_id,
            body=body,
            document=document,
            vote_id=vote.id if vote else None,
            meeting_id=meeting_id,
            status=status,
            title=title,
            opening=opening,
            closing=closing,
            recipients=recipients,
            adopted_on=adopted_on if status is ResolutionStatus.ADOPTED else None,
        )
        db.session.add(resolution)
        db.session.flush()
        audit.record(
            actor,
            "resolution.draft",
            resolution,
            organisation_path=body.organisation.path,
            status=status,
        )
    return resolution


def body_of(organisation_id: UUID, body_id: UUID) -> Body:
    """Return a body of an organisation with that organisation."""
    query = visible_bodies(system(clock.today())).where(
        Body.id == body_id, Body.organisation_id == organisation_id
    )
    body = db.session.scalar(query.options(joinedload(Body.organisation)))
    if body is None:
        raise NotVisible()
    return body


def check_authority(body: Body, document: Document, day: date) -> None:
    """Refuse a kind of paper that the body may not issue on that day."""
    matrix = provisions.value(ProvisionKey.AUTHORITY, day)
    rules.check_authority(matrix, body.kind, document.kind)


def _access_of(organisation: Organisation) -> AccessClass:
    """A cell's resolutions are for its members, those of the Đảng ủy for the whole Đảng bộ."""
    is_cell = organisation.kind is OrganisationKind.CELL
    return AccessClass.INTERNAL if is_cell else AccessClass.OPEN


def _outcome_of(vote: Vote | None, body: Body) -> ResolutionStatus:
    if vote is None:
        return ResolutionStatus.DRAFT
    if vote.body_id != body.id:
        raise RuleBroken("Cuộc biểu quyết này không phải của cơ quan ban hành nghị quyết.")
    if vote.status not in _OUTCOMES:
        raise RuleBroken("Cuộc biểu quyết chưa kết thúc.")
    rules.check_step(ResolutionStatus.DRAFT, _OUTCOMES[vote.status])
    return _OUTCOMES[vote.status]


def for_editing(actor: Actor, resolution_id: UUID) -> Resolution:
    """Return the resolution if the actor may work on it and it may still change."""
    resolution = get(actor, resolution_id)
    require(
        policy.may_draft(actor, resolution.body),
        "Chỉ cấp ủy của tổ chức được sửa văn bản này.",
    )
    rules.check_edit(resolution.document.kind, resolution.status, changes_text=False)
    return resolution


def edit(
    actor: Actor,
    resolution_id: UUID,
    *,
    version: int,
    title: str | None = None,
    parts: pages.Parts | None = None,
    recipients: str,
) -> Resolution:
    """Change a draft; of an adopted resolution only who receives it.

    A title or parts that are not given stay as they are.
    """
    with transaction():
        resolution = for_editing(actor, resolution_id)
        resolution.expect_version(version)
        documents.refuse_secret(actor, title, recipients)
        kept = pages.paragraphs_of(pages.clauses_of(resolution))
        clauses = kept if parts is None else _with_tables(pages.paragraphs_of(parts), kept)
        title = resolution.title if title is None else title
        changes_text = title != resolution.title or clauses != kept
        rules.check_edit(DocumentKind.RESOLUTION, resolution.status, changes_text=changes_text)
        if changes_text:
            resolution.title = title
            documents.reword(actor, resolution.document, summary=title)
            documents.set_clauses(actor, resolution.document, clauses)
        resolution.recipients = recipients
        flag_modified(resolution, "recipients")
        note(actor, "resolution.edit", resolution, changes_text=changes_text)
    return resolution


def _with_tables(typed: list[Paragraph], kept: list[Paragraph]) -> list[Paragraph]:
    """Leave the table with a paragraph whose words were not touched; a form shows words only."""
    tables = {(one.part, one.text): one.rows for one in kept}
    return [one._replace(rows=tables.get((one.part, one.text), one.rows)) for one in typed]


def note(actor: Actor, action: str, resolution: Resolution, **changes: Any) -> None:
    """Write one step of a paper into the trail, inside the running transaction."""
    path = resolution.document.organisation.path
    audit.record(actor, action, resolution, organisation_path=path, **changes)
