"""Taking a decision or a ceremony of a file back."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from partywork.admissions.service import undoing
from partywork.admissions.views.blueprint import bp
from partywork.cells.terms import OwnPage
from partywork.cells.views.undoing import undoing_page
from partywork.core.actor import Actor


@bp.route("/admissions/events/<uuid:event_id>/undo", methods=["GET", "POST"])
def undo(event_id: UUID) -> ResponseReturnValue:
    """Undo what a file recorded by mistake."""

    def act(actor: Actor, event_id: UUID, reason: str) -> str:
        return url_for(".file", procedure_id=undoing.undo(actor, event_id, reason).id)

    return undoing_page(OwnPage.ADMISSIONS, event_id, act)
