"""The offices written down of an organisation, and taking a wrong entry back."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.forms.offices import WithdrawForm
from partywork.cells.service import office_register, withdrawing
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/cells/<uuid:organisation_id>/offices")
def offices(organisation_id: UUID) -> ResponseReturnValue:
    """List every office written down there, past and to come, and what was withdrawn."""
    register = office_register.open_register(current_actor(), organisation_id)
    return render_template("cells/offices.html", register=register)


@bp.route("/cells/appointments/<uuid:appointment_id>/withdraw", methods=["GET", "POST"])
def withdraw(appointment_id: UUID) -> ResponseReturnValue:
    """Take back what was written down last of an office."""
    actor = current_actor()
    entry = withdrawing.for_withdrawing(actor, appointment_id)
    form = WithdrawForm(request.form, version=entry.asked.version)

    def act() -> str:
        held = withdrawing.withdraw(
            actor,
            appointment_id,
            version=form.version.data or 0,
            reason=form.reason.data or "",
            paper=form.paper,
        )
        return url_for(".offices", organisation_id=held.organisation_id)

    if answer := accepted(form, act, entry.told):
        return answer
    entry = withdrawing.for_withdrawing(actor, appointment_id)
    return render_template("cells/withdraw.html", entry=entry, form=form), form.status
