"""Taking back what was recorded of a badge or a card by mistake."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.badges import queries
from partywork.badges.models import BadgeNomination
from partywork.badges.terms import NominationStatus
from partywork.cells.models import MemberEvent
from partywork.cells.service import events
from partywork.cells.terms import EventKind, OwnPage
from partywork.core.actor import Actor
from partywork.core.db import transaction


def undo(actor: Actor, event_id: UUID, reason: str) -> MemberEvent:
    """Void an award or an act of a card; a nomination waits for its decision again."""
    with transaction():
        wrong = events.take_back(actor, event_id, OwnPage.BADGES, reason)
        nomination = None
        if wrong.kind is EventKind.BADGE_AWARDED:
            nomination = queries.nomination_of(wrong.member_id, wrong.details["years"])
        if nomination is not None and nomination.status is NominationStatus.AWARDED:
            _wait_again(nomination)
        audit.record(
            actor,
            "badge.undo",
            wrong,
            organisation_path=wrong.organisation.path,
            kind=wrong.kind,
            happened_on=wrong.happened_on,
        )
    return wrong


def _wait_again(nomination: BadgeNomination) -> None:
    nomination.status = NominationStatus.SUBMITTED
    nomination.decision_number = nomination.decided_on = nomination.deciding_body = None
    nomination.awarded_on = nomination.badge_number = None
