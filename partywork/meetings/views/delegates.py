"""The page of the delegates of a congress."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core.errors import RuleBroken
from partywork.meetings.forms.delegates import DelegatesForm
from partywork.meetings.service import delegates as service
from partywork.meetings.terms import DelegateBasis
from partywork.meetings.views.asked import asked_key
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/meetings/<uuid:meeting_id>/delegates", methods=["GET", "POST"])
def delegates(meeting_id: UUID) -> ResponseReturnValue:
    """Show the delegates of a congress and choose those of one cell."""
    actor, cell_id = current_actor(), asked_key("chi-bo")
    found = service.for_choosing(actor, meeting_id, cell_id)
    form = DelegatesForm(request.form, obj=found.meeting)
    form.offer(found.people)

    def act() -> str:
        if cell_id is None:
            raise RuleBroken("Hãy chọn chi bộ.")
        service.choose(
            actor,
            meeting_id,
            version=form.version.data or 0,
            cell_id=cell_id,
            member_ids=form.chosen,
            basis=form.basis.data,
        )
        here: dict[str, Any] = {"chi-bo": cell_id}
        return url_for(".delegates", meeting_id=meeting_id, **here)

    if answer := accepted(form, act, "Đã lưu đại biểu của chi bộ."):
        return answer
    found = service.for_choosing(actor, meeting_id, cell_id)
    if request.method == "GET":
        form.members.data = [str(one) for one in found.chosen]
    counts = [(basis.label, found.count(basis)) for basis in DelegateBasis]
    return render_template(
        "meetings/delegates.html", found=found, form=form, counts=counts
    ), form.status
