"""Taking an award or an act of a card back."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from partywork.badges.service import undoing
from partywork.badges.views.blueprint import bp
from partywork.cells.terms import OwnPage
from partywork.cells.views.undoing import undoing_page
from partywork.core.actor import Actor


@bp.route("/badges/events/<uuid:event_id>/undo", methods=["GET", "POST"])
def undo(event_id: UUID) -> ResponseReturnValue:
    """Undo an award or an act of a card recorded by mistake."""

    def act(actor: Actor, event_id: UUID, reason: str) -> str:
        return url_for(".member", member_id=undoing.undo(actor, event_id, reason).member_id)

    return undoing_page(OwnPage.BADGES, event_id, act)
