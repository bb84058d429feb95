"""Who reads and who moves resolutions."""

from sqlalchemy import Select, select

from partywork.cells.models import Body
from partywork.cells.policy import runs
from partywork.cells.rules.offices import SECRETARIES
from partywork.cells.terms import BodyKind, OfficeTitle
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents import policy as documents
from partywork.documents.models import Document
from partywork.resolutions.models import Resolution

_INSPECTION_LEADERS = (OfficeTitle.INSPECTION_HEAD, OfficeTitle.INSPECTION_DEPUTY)


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


def may_draft(actor: Actor, body: Body) -> bool:
    """Who runs a body drafts its papers; the office drafts for its own committee."""
    return runs(actor, body.kind, body.organisation_id)


def signing_offices(kind: BodyKind) -> tuple[OfficeTitle, ...]:
    """Return whose signature stands under the papers of a body."""
    return _INSPECTION_LEADERS if kind is BodyKind.INSPECTION_COMMISSION else SECRETARIES


def may_sign(actor: Actor, resolution: Resolution) -> bool:
    """Bí thư and phó bí thư sign and issue, for the inspection commission chủ nhiệm and phó."""
    return actor.holds(resolution.organisation_id, *signing_offices(resolution.body.kind))


def may_issue(actor: Actor, resolution: Resolution) -> bool:
    """Who signs may issue; the committee office numbers and issues its committee's papers."""
    is_office = resolution.organisation_id in actor.organisations_as(Role.OFFICE)
    return may_sign(actor, resolution) or (is_office and may_draft(actor, resolution.body))
