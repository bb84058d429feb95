"""Taking a step of a transfer back."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from partywork.cells.terms import OwnPage
from partywork.cells.views.undoing import undoing_page
from partywork.core.actor import Actor
from partywork.transfers.service import undoing
from partywork.transfers.views.blueprint import bp


@bp.route("/transfers/events/<uuid:event_id>/undo", methods=["GET", "POST"])
def undo(event_id: UUID) -> ResponseReturnValue:
    """Undo what a transfer recorded by mistake."""

    def act(actor: Actor, event_id: UUID, reason: str) -> str:
        return url_for(".show", transfer_id=undoing.undo(actor, event_id, reason).id)

    return undoing_page(OwnPage.TRANSFERS, event_id, act)
