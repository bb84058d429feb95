"""Changes of the keys of sealed fields: asking, and the answer of a second person."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.privacy.forms.rotations import AnswerRotationForm, AskRotationForm
from partywork.privacy.service import rotations as service
from partywork.privacy.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.get("/privacy/keys")
def rotations() -> ResponseReturnValue:
    """List the changes of keys that were asked for."""
    return render_template("privacy/rotations.html", pages=service.listed(current_actor()))


@bp.route("/privacy/keys/new", methods=["GET", "POST"])
def ask_rotation() -> ResponseReturnValue:
    """Ask for a change of the keys."""
    actor, form = current_actor(), AskRotationForm(request.form)

    def act() -> str:
        made = service.ask(actor, reason=form.reason.data or "")
        return url_for(".rotation", rotation_id=made.id)

    if answer := accepted(form, act, "Đã gửi đề nghị. Chờ người thứ hai xác nhận."):
        return answer
    place = service.for_asking(actor)
    return render_template("privacy/ask_rotation.html", form=form, place=place), form.status


@bp.route("/privacy/keys/<uuid:rotation_id>", methods=["GET", "POST"])
def rotation(rotation_id: UUID) -> ResponseReturnValue:
    """Show one change of keys; the second person confirms or refuses it here."""
    actor = current_actor()
    shown = service.show(actor, rotation_id)
    form = AnswerRotationForm(request.form, version=shown.rotation.version)

    def act() -> str:
        service.answer(
            actor,
            rotation_id,
            version=form.version.data or 0,
            is_confirmed=form.is_confirmed,
            refusal=form.refusal.data or "",
        )
        return url_for(".rotation", rotation_id=rotation_id)

    if answer := accepted(form, act, "Đã ghi nhận ý kiến."):
        return answer
    shown = service.show(actor, rotation_id)
    return render_template("privacy/rotation.html", shown=shown, form=form), form.status
