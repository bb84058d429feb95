"""Taking a commendation, a discipline or a suspension back that was recorded by mistake."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.cells.models import MemberEvent
from partywork.cells.service import events
from partywork.cells.terms import OwnPage
from partywork.core.actor import Actor
from partywork.core.db import transaction


def undo(actor: Actor, event_id: UUID, reason: str) -> MemberEvent:
    """Void what this register recorded; the entry leaves it, the life of the member keeps it."""
    with transaction():
        wrong = events.take_back(actor, event_id, OwnPage.CONDUCT, reason)
        audit.record(
            actor,
            "conduct.undo",
            wrong,
            organisation_path=wrong.organisation.path,
            decision=wrong.document_number,
            happened_on=wrong.happened_on,
        )
    return wrong
