"""Taking an entry of the registers back."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from partywork.cells.terms import OwnPage
from partywork.cells.views.undoing import undoing_page
from partywork.conduct.service import undoing
from partywork.conduct.views.blueprint import bp
from partywork.core.actor import Actor


@bp.route("/conduct/events/<uuid:event_id>/undo", methods=["GET", "POST"])
def undo(event_id: UUID) -> ResponseReturnValue:
    """Undo an entry recorded by mistake."""

    def act(actor: Actor, event_id: UUID, reason: str) -> str:
        return url_for(".member", member_id=undoing.undo(actor, event_id, reason).member_id)

    return undoing_page(OwnPage.CONDUCT, event_id, act)
