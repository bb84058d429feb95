"""The tờ trình of a batch: its draft, its number, who is on it."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.badges.forms import SubmitBatchForm
from partywork.badges.service import submitting as service
from partywork.badges.views.blueprint import asked_cell, bp, day_of
from partywork.core import clock
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.route("/badges/batches/<on>/submission.pdf")
def submission(on: str) -> ResponseReturnValue:
    """Hand out a draft tờ trình for a batch."""
    name, content = service.draft(current_actor(), day_of(on), asked_cell())
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route("/badges/batches/<on>/submit", methods=["GET", "POST"])
def submit_batch(on: str) -> ResponseReturnValue:
    """Give the signed tờ trình its number."""
    actor, day, cell_id = current_actor(), day_of(on), asked_cell()
    form = SubmitBatchForm(request.form)
    form.signer.choices = choices_from(
        service.for_submitting(actor, day, cell_id).signers_to_choose
    )

    def act() -> str:
        service.issue(
            actor,
            day,
            cell_id,
            nomination_ids=form.chosen.data or [],
            signer_id=form.signer.data,
            issued_on=form.issued_on.data or clock.today(),
            vote_id=form.vote_id.chosen,
        )
        return url_for(".batch", on=day.isoformat(), **_filter(cell_id))

    if answer := accepted(form, act, "Đã lấy số và lưu tờ trình."):
        return answer
    found = service.for_submitting(actor, day, cell_id)
    form.vote_id.offer(found.votes_to_choose)
    if request.method == "GET":
        form.chosen.data = [one.id for one in found.ready]
        form.issued_on.data = clock.today()
    return render_template(
        "badges/submit_batch.html", found=found, form=form, cell_id=cell_id
    ), form.status


def _filter(cell_id: UUID | None) -> dict[str, Any]:
    return {"chi-bo": cell_id} if cell_id else {}
