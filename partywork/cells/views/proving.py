"""The page on which the days of somebody taken over are put right."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.forms.proving import ProvedDaysForm
from partywork.cells.service import proving as service
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/members/<uuid:member_id>/days", methods=["GET", "POST"])
def prove_days(member_id: UUID) -> ResponseReturnValue:
    """Enter or put right the days that papers prove."""
    actor, form = current_actor(), ProvedDaysForm(request.form)

    def act() -> str:
        service.prove(
            actor,
            member_id,
            version=form.version.data or 0,
            days=form.days,
            card=form.card,
            paper=form.paper.data or "",
        )
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi các ngày theo giấy tờ."):
        return answer
    proving = service.for_proving(actor, member_id)
    if request.method == "GET":
        form = ProvedDaysForm(data=proving.shown)
    return render_template("cells/prove_days.html", form=form, proving=proving), form.status
