"""Who reads copies, who makes them, who gives them their number."""

from uuid import UUID

from sqlalchemy import Select, select

from partywork.cells.policy import may_sign_for
from partywork.copies.models import Copy, MinutesBook
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents.models import Document
from partywork.documents.policy import own_drafts
from partywork.documents.policy import visible as visible_documents


def visible(actor: Actor) -> Select[Copy]:
    """Every copy whose paper `actor` may read: the organisation's own, and those given to them."""
    query = select(Copy).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = visible_documents(actor).with_only_columns(Document.id)
    return query.where(Copy.document_id.in_(readable))


def visible_books(actor: Actor) -> Select[MinutesBook]:
    """The books of the organisations whose drafts the actor works with."""
    query = select(MinutesBook).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(own_drafts(actor, MinutesBook.organisation_id))


def may_copy(actor: Actor, organisation_id: UUID) -> bool:
    """Officers copy the papers of their organisation, the office those of its committee."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)


def may_issue(actor: Actor, organisation_id: UUID) -> bool:
    """Who signs may issue; the committee office numbers and issues its committee's copies."""
    is_office = organisation_id in actor.organisations_as(Role.OFFICE)
    return is_office or may_sign_for(actor, organisation_id)
