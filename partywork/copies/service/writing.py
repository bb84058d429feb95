"""Writing a copy: what it shows, who reads it, who signs it; looking at it; throwing it away."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.audit import service as audit
from partywork.cells.models import Appointment, Membership, Organisation
from partywork.cells.policy import visible_people
from partywork.cells.queries import appointments_on
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import OfficeTitle
from partywork.copies import policy, rules
from partywork.copies.models import Copy
from partywork.copies.service import sources
from partywork.copies.service.sources import Source
from partywork.copies.terms import CopyKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents import service as documents
from partywork.documents.models import Document
from partywork.documents.rules import issuer_of
from partywork.documents.terms import AccessClass, DocumentKind

_NOT_YOURS = "Chỉ cấp ủy của tổ chức được trích, sao văn bản của tổ chức."
_SIGNERS = (*SECRETARIES, OfficeTitle.INSPECTION_HEAD, OfficeTitle.INSPECTION_DEPUTY)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What may be chosen for a copy: the paper's parts, who signs, whom it may be given to."""

    source: Source
    signers: list[Appointment]
    people: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy as somebody wants it."""

    kind: CopyKind
    chosen: tuple[int, ...]
    signer_id: UUID
    recipients: str
    readers: tuple[UUID, ...] = ()


def for_beginning(actor: Actor, document_id: UUID) -> Beginning:
    """Return a paper of the actor's own organisation that may be copied."""
    source = sources.of(actor, document_id)
    own = source.document.organisation_id
    require(policy.may_copy(actor, own), _NOT_YOURS)
    held = appointments_on(actor, own, clock.today())
    people = db.session.scalars(
        visible_people(actor)
        .where(Membership.organisation_id == own)
        .options(joinedload(Membership.member))
    )
    named = sorted(people, key=lambda one: one.member.name_sort_key)
    return Beginning(
        source=source,
        signers=[one for one in held if one.office in _SIGNERS],
        people=[(one.member_id, one.member.full_name) for one in named],
    )


def write(actor: Actor, document_id: UUID, wanted: Wanted) -> Copy:
    """Begin a copy of a paper; it has no number before it is signed.

    It is for the organisation's officers and for the people it is given to, once it is issued.
    """
    with transaction():
        found = for_beginning(actor, document_id)
        source = found.source
        rules.check_chosen(wanted.kind, wanted.chosen, [one.number for one in source.fragments])
        signers = [one for one in found.signers if one.member_id == wanted.signer_id]
        if not signers:
            raise RuleBroken("Hãy chọn người ký trong danh sách.", "signer_id")
        documents.refuse_secret(actor, wanted.recipients)
        organisation = source.document.organisation
        document = documents.draft(
            actor,
            organisation_id=organisation.id,
            kind=DocumentKind.COPY,
            summary=f"{wanted.kind.label} {source.said[:1].lower()}{source.said[1:]}",
            access=AccessClass.RESTRICTED,
            issuer=issuer_of(source.body.kind),
        )
        documents.name_readers(document, _known(wanted.readers, found.people))
        copy = Copy(
            organisation_id=organisation.id,
            document_id=document.id,
            source_id=source.document.id,
            body_id=source.body.id,
            kind=wanted.kind,
            chosen=sorted(wanted.chosen) if wanted.kind is CopyKind.EXTRACT else [],
            recipients=wanted.recipients.strip(),
            signer_id=wanted.signer_id,
            signer_office=signers[0].office.value,
        )
        db.session.add(copy)
        db.session.flush()
        audit.record(
            actor,
            "copy.write",
            copy,
            organisation_path=organisation.path,
            copy_kind=copy.kind,
            signer=copy.signer_id,
        )
    return get(actor, copy.id)


def _known(readers: Collection[UUID], people: Collection[tuple[UUID, str]]) -> set[UUID]:
    return set(readers) & {key for key, _ in people}


def get(actor: Actor, copy_id: UUID) -> Copy:
    """Return a copy with its papers, or `NotVisible`."""
    paper = joinedload(Copy.document)
    query = policy.visible(actor).where(Copy.id == copy_id)
    found = db.session.scalar(
        query.options(
            paper.joinedload(Document.organisation).joinedload(Organisation.parent),
            paper.joinedload(Document.term),
            paper.selectinload(Document.files),
            joinedload(Copy.source),
            joinedload(Copy.body),
            joinedload(Copy.signer),
        )
    )
    if found is None:
        raise NotVisible("Không tìm thấy bản sao.")
    return found


def listed(actor: Actor) -> list[Copy]:
    """Return the copies the actor may read, newest first."""
    query = policy.visible(actor).options(joinedload(Copy.document), selectinload(Copy.source))
    return list(db.session.scalars(query.order_by(Copy.created_at.desc(), Copy.id.desc())))


def drop(actor: Actor, copy_id: UUID) -> None:
    """Throw away a copy that has no number yet."""
    with transaction():
        copy = for_change(actor, copy_id)
        document = copy.document
        path = document.organisation.path
        db.session.delete(copy)
        db.session.flush()
        documents.discard(document)
        audit.record(actor, "copy.drop", copy, organisation_path=path)


def for_change(actor: Actor, copy_id: UUID) -> Copy:
    """Return a copy without a number to somebody who may work on it."""
    copy = get(actor, copy_id)
    require(policy.may_copy(actor, copy.organisation_id), _NOT_YOURS)
    rules.check_unnumbered(copy.document.symbol)
    return copy
