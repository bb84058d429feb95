"""Who reads which papers."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from partywork.cells.policy import (
    OVERSEERS,
    in_case,
    in_own_organisation,
    in_succession,
    run_in,
    within,
)
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents.models import (
    Clause,
    Document,
    DocumentFile,
    DocumentReader,
    NumberSeries,
    TakenNumber,
)
from partywork.documents.terms import AccessClass, Issuer

# Who works with the drafts of an organisation of their own.
_OWN_STAFF = (Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)
# Bodies of a few: what they prepare is read by those who run them.
_NARROW = {
    Issuer.STANDING_COMMITTEE: BodyKind.STANDING_COMMITTEE,
    Issuer.INSPECTION_COMMISSION: BodyKind.INSPECTION_COMMISSION,
}


def own_drafts(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «the actor works with the drafts of that very organisation».

    An inspector joins while a case with number and reason is open, and so do the officers of a
    cell for those dissolved into it. Committees above never see drafts of an organisation below.
    """
    return or_(
        in_own_organisation(actor, organisation_id, *_OWN_STAFF),
        in_case(actor, organisation_id),
        in_succession(actor, organisation_id),
    )


def filed_below(actor: Actor, organisation_id: Any, filed_at: Any) -> ColumnElement[bool]:
    """Return the condition «it was filed, in a subtree the actor oversees»."""
    return and_(filed_at.is_not(None), within(actor.paths_as(*OVERSEERS), organisation_id))


def _worked_on(actor: Actor) -> ColumnElement[bool]:
    """Return the condition «the actor works with it»: of a body of a few, those who run that body.

    What such a body published to more than some readers by name is for the whole staff again.
    """
    is_told = and_(Document.published_at.is_not(None), Document.access != AccessClass.RESTRICTED)
    shared = or_(Document.issuer.not_in(_NARROW), is_told)
    run = (
        and_(Document.issuer == issuer, Document.organisation_id.in_(run_in(actor, kind)))
        for issuer, kind in _NARROW.items()
    )
    return or_(
        and_(own_drafts(actor, Document.organisation_id), shared),
        in_case(actor, Document.organisation_id),
        *run,
    )


def _readable(actor: Actor) -> ColumnElement[bool]:
    conditions = [
        _worked_on(actor),
        filed_below(actor, Document.organisation_id, Document.filed_at),
        and_(
            Document.published_at.is_not(None),
            Document.access == AccessClass.INTERNAL,
            in_own_organisation(actor, Document.organisation_id, Role.MEMBER),
        ),
        and_(
            Document.published_at.is_not(None),
            Document.id.in_(
                select(DocumentReader.document_id).where(
                    DocumentReader.member_id == actor.member_id
                )
            ),
        ),
    ]
    if actor.is_party:
        conditions.append(
            and_(Document.published_at.is_not(None), Document.access == AccessClass.OPEN)
        )
    return or_(*conditions)


def visible(actor: Actor) -> Select[Document]:
    """Every paper `actor` may read.

    The organisation's officers read its own, drafts included, those of Ban Thường vụ and of the
    inspection commission only who runs these; members what was published to them; the whole Đảng
    bộ what is open; office, committee and inspectors what was filed; anybody what was given to
    them by name.
    """
    query = select(Document).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_readable(actor))


def visible_files(actor: Actor) -> Select[DocumentFile]:
    """Files of the papers the actor may read."""
    query = select(DocumentFile).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = select(Document.id).where(_readable(actor))
    return query.where(DocumentFile.document_id.in_(readable))


def visible_clauses(actor: Actor) -> Select[Clause]:
    """Clauses of the papers the actor may read."""
    query = select(Clause).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = select(Document.id).where(_readable(actor))
    return query.where(Clause.document_id.in_(readable))


def visible_readers(actor: Actor) -> Select[DocumentReader]:
    """To whom the papers were given that the actor may read."""
    query = select(DocumentReader).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = select(Document.id).where(_readable(actor))
    return query.where(DocumentReader.document_id.in_(readable))


def visible_series(actor: Actor) -> Select[NumberSeries]:
    """Number series of the organisations whose papers the actor works with."""
    query = select(NumberSeries).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, NumberSeries.organisation_id, *_OWN_STAFF))


def visible_taken_numbers(actor: Actor) -> Select[TakenNumber]:
    """Numbers given in those series."""
    query = select(TakenNumber).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, TakenNumber.organisation_id, *_OWN_STAFF))
