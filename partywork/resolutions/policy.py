"""Who reads and who moves resolutions."""

from uuid import UUID

from sqlalchemy import Select, select

from partywork.cells.policy import may_sign_for
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents import policy as documents
from partywork.documents.models import Document
from partywork.resolutions.models import Resolution


def visible(actor: Actor) -> Select[Resolution]:
    """Every resolution whose paper `actor` may read.

    Its officers read their own organisation's, drafts included; members those issued to them;
    everybody in the Đảng bộ the issued ones of the Đảng ủy; overseers what was filed.
    """
    query = select(Resolution).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    readable = documents.visible(actor).with_only_columns(Document.id)
    return query.where(Resolution.document_id.in_(readable))


def may_draft(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of the organisation draft; the office drafts for its own committee."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)


def may_sign(actor: Actor, resolution: Resolution) -> bool:
    """Bí thư and phó bí thư sign and issue their organisation's resolutions."""
    return may_sign_for(actor, resolution.organisation_id)


def may_issue(actor: Actor, resolution: Resolution) -> bool:
    """Who signs may issue; the committee office numbers and issues its committee's papers."""
    is_office = resolution.organisation_id in actor.organisations_as(Role.OFFICE)
    return may_sign(actor, resolution) or is_office
