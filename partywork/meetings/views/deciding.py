"""The page on which a passed vote becomes a decision."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.meetings.forms.votes import DecideForm
from partywork.meetings.service import deciding as service
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/meetings/<uuid:meeting_id>/votes/<uuid:vote_id>/decision", methods=["GET", "POST"])
def decide(meeting_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """Draft the decision that a vote of the meeting took."""
    actor = current_actor()
    form = DecideForm(request.form)

    def act() -> str:
        decision = service.decide(actor, meeting_id, vote_id, **form.text)
        return url_for("resolutions.show", resolution_id=decision.id)

    if answer := accepted(form, act, "Đã lập dự thảo quyết định."):
        return answer
    draft = service.for_deciding(actor, meeting_id, vote_id)
    if request.method == "GET":
        form.fill(draft)
    return render_template("meetings/decide.html", draft=draft, form=form), form.status
