"""Looking resolutions up, and whom an issued one concerns."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_
from sqlalchemy.orm import joinedload

from partywork.cells.models import Appointment, Organisation
from partywork.cells.policy import visible_appointments, visible_organisations, within
from partywork.cells.queries import acts_on, memberships_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import OrganisationKind
from partywork.core.actor import Actor, system
from partywork.core.db import count_rows, db
from partywork.core.text import fold
from partywork.documents.models import Document, DocumentFile
from partywork.documents.policy import visible as visible_documents
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from partywork.resolutions import policy
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus
from partywork.web.pagination import Page


def _matching(actor: Actor, words: str, organisation_id: UUID | None) -> Select[Resolution]:
    papers = visible_documents(actor)
    for word in fold(words).split():
        papers = papers.where(Document.folded_text.contains(word, autoescape=True))
    found = papers.with_only_columns(Document.id)
    query = policy.visible(actor).where(Resolution.document_id.in_(found))
    if organisation_id is not None:
        query = query.where(Resolution.organisation_id == organisation_id)
    return query


def look_up(
    actor: Actor, words: str, organisation_id: UUID | None, page: int
) -> tuple[list[Resolution], Page]:
    """Return one page of the readable resolutions that hold every word, marks or not.

    Papers on their way come first, then the issued ones, newest first.
    """
    matching = _matching(actor, words, organisation_id)
    shown = Page(number=page, total=count_rows(matching))
    query = (
        matching.options(
            joinedload(Resolution.document).joinedload(Document.organisation),
            joinedload(Resolution.document).joinedload(Document.term),
        )
        .order_by(
            Resolution.issued_on.is_not(None), Resolution.issued_on.desc(), Resolution.id.desc()
        )
        .limit(shown.per_page)
        .offset(shown.offset)
    )
    return list(db.session.scalars(query)), shown


def issuers(actor: Actor) -> list[Organisation]:
    """Return the organisations of which the actor may read a resolution."""
    known = policy.visible(actor).with_only_columns(Resolution.organisation_id)
    query = visible_organisations(actor).where(Organisation.id.in_(known))
    return list(db.session.scalars(query.order_by(Organisation.path)))


def concerned(resolution: Resolution, day: date) -> list[UUID]:
    """Return whom an issued paper is told to.

    A cell's is told to its members; one of the Đảng ủy to its own officers and to bí thư and phó
    bí thư of the organisations below; one that not everybody reads to nobody but its readers.
    """
    everybody = system(day)
    if resolution.document.access is AccessClass.RESTRICTED:
        return []
    organisation = resolution.document.organisation
    if organisation.kind is OrganisationKind.CELL:
        here = memberships_on(everybody, organisation.id, day)
        return [one.member_id for one in here]
    query = visible_appointments(everybody).where(
        within([organisation.path], Appointment.organisation_id),
        or_(Appointment.organisation_id == organisation.id, Appointment.office.in_(SECRETARIES)),
        acts_on(day),
    )
    held = db.session.scalars(query.order_by(Appointment.id))
    return list(dict.fromkeys(one.member_id for one in held))


def without_paper(actor: Actor) -> list[UUID]:
    """Return the issued resolutions whose laid-out file is not in the store yet, newest first."""
    is_kept = Document.files.any(DocumentFile.role == FileRole.RENDERED)
    papers = visible_documents(actor).where(~is_kept).with_only_columns(Document.id)
    query = (
        policy.visible(actor)
        .where(Resolution.issued_on.is_not(None), Resolution.document_id.in_(papers))
        .order_by(Resolution.issued_on.desc(), Resolution.id.desc())
    )
    return [one.id for one in db.session.scalars(query)]


def in_force(actor: Actor, organisation_id: UUID) -> Select[Resolution]:
    """Return the resolutions of an organisation that are issued and not replaced."""
    return policy.visible(actor).where(
        Resolution.organisation_id == organisation_id,
        Resolution.status == ResolutionStatus.ISSUED,
    )


def unfinished(actor: Actor, organisation_id: UUID) -> Select[Resolution]:
    """Return the resolutions of an organisation that are neither issued nor rejected."""
    return policy.visible(actor).where(
        Resolution.organisation_id == organisation_id,
        Resolution.issued_on.is_(None),
        Resolution.status != ResolutionStatus.REJECTED,
    )


def of_kind(query: Select[Resolution], kind: DocumentKind) -> Select[Resolution]:
    """Leave the papers of one kind."""
    return query.where(Resolution.document.has(Document.kind == kind))


def decisions_of(actor: Actor, meeting_id: UUID) -> Select[Resolution]:
    """Return the decisions that a meeting took, in the order in which they were drafted."""
    found = policy.visible(actor).where(Resolution.meeting_id == meeting_id)
    drafted = of_kind(found, DocumentKind.DECISION)
    return drafted.order_by(Resolution.created_at, Resolution.id)


def resolutions_of(actor: Actor, meeting_id: UUID) -> Select[Resolution]:
    """Return the resolutions that a meeting voted on, that of the whole meeting first."""
    found = policy.visible(actor).where(Resolution.meeting_id == meeting_id)
    drafted = of_kind(found, DocumentKind.RESOLUTION)
    return drafted.order_by(Resolution.created_at, Resolution.id)


def decisions_on(actor: Actor, vote_id: UUID) -> Select[Resolution]:
    """Return the decision that rests on a vote."""
    found = policy.visible(actor).where(Resolution.vote_id == vote_id)
    return of_kind(found, DocumentKind.DECISION)
