"""The steps of a transfer, one page each."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.transfers.forms import (
    CompleteForm,
    EndForm,
    ExtendForm,
    LetterForm,
    PrepareForm,
    SlipForm,
    StopForm,
)
from partywork.transfers.service import coming, going, reading, staying
from partywork.transfers.service.limits import limits_on
from partywork.transfers.terms import TransferState
from partywork.transfers.views.blueprint import bp
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor


def _back(transfer_id: UUID) -> str:
    return url_for(".show", transfer_id=transfer_id)


@bp.route("/transfers/<uuid:transfer_id>/papers", methods=["GET", "POST"])
def prepare(transfer_id: UUID) -> ResponseReturnValue:
    """Note dues and self-review."""
    actor = current_actor()
    form = PrepareForm(request.form)

    def act() -> str:
        going.prepare(
            actor,
            transfer_id,
            version=form.version.data or 0,
            dues_paid_to=form.dues_paid_to.month,
            has_self_review=bool(form.has_self_review.data),
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã ghi giấy tờ."):
        return answer
    found = reading.for_preparing(actor, transfer_id)
    if request.method == "GET":
        paid_to = found.dues_paid_to
        form = PrepareForm(
            version=found.version,
            dues_paid_to=f"{paid_to:%m/%Y}" if paid_to else "",
            has_self_review=found.has_self_review,
        )
    return render_template("transfers/papers.html", form=form, transfer=found), form.status


@bp.route("/transfers/<uuid:transfer_id>/letter", methods=["GET", "POST"])
def issue_letter(transfer_id: UUID) -> ResponseReturnValue:
    """Issue the letter of introduction."""
    actor = current_actor()
    form = LetterForm(request.form)

    def act() -> str:
        going.issue_letter(
            actor,
            transfer_id,
            version=form.version.data or 0,
            letter=form.letter,
            addressed_to=form.addressed_to.data or "",
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã cấp giấy giới thiệu."):
        return answer
    found = reading.for_deciding(actor, transfer_id, TransferState.STARTED)
    if request.method == "GET":
        form = LetterForm(
            version=found.version, letter_on=actor.day, addressed_to=found.other_place
        )
    return render_template(
        "transfers/letter.html", form=form, transfer=found, limits=limits_on(actor.day)
    ), form.status


@bp.route("/transfers/<uuid:transfer_id>/complete", methods=["GET", "POST"])
def complete(transfer_id: UUID) -> ResponseReturnValue:
    """Keep the return slip of somebody who left."""
    actor = current_actor()
    form = CompleteForm(request.form)

    def act() -> str:
        going.complete(
            actor,
            transfer_id,
            version=form.version.data or 0,
            received_on=form.received_on.data or actor.day,
            slip=form.slip,
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã hoàn thành việc chuyển sinh hoạt."):
        return answer
    return _page("transfers/complete.html", form, transfer_id, TransferState.LETTER_ISSUED)


@bp.route("/transfers/<uuid:transfer_id>/slip", methods=["GET", "POST"])
def send_slip(transfer_id: UUID) -> ResponseReturnValue:
    """Keep that the return slip was sent."""
    actor = current_actor()
    form = SlipForm(request.form)

    def act() -> str:
        coming.send_slip(actor, transfer_id, version=form.version.data or 0, slip=form.slip)
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã ghi phiếu báo."):
        return answer
    found = reading.for_slip(actor, transfer_id)
    if request.method == "GET":
        form.version.data = found.version
    return render_template("transfers/slip.html", form=form, transfer=found), form.status


@bp.route("/transfers/<uuid:transfer_id>/extend", methods=["GET", "POST"])
def extend(transfer_id: UUID) -> ResponseReturnValue:
    """Let a temporary stay last longer."""
    actor = current_actor()
    form = ExtendForm(request.form)

    def act() -> str:
        staying.extend(
            actor,
            transfer_id,
            version=form.version.data or 0,
            until_on=form.until_on.data or actor.day,
            document_number=form.document_number.data or "",
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã gia hạn và báo cho hai bên."):
        return answer
    return _page("transfers/extend.html", form, transfer_id, TransferState.RUNNING)


@bp.route("/transfers/<uuid:transfer_id>/end", methods=["GET", "POST"])
def end(transfer_id: UUID) -> ResponseReturnValue:
    """End a temporary stay."""
    actor = current_actor()
    form = EndForm(request.form)

    def act() -> str:
        staying.end(
            actor,
            transfer_id,
            version=form.version.data or 0,
            ended_on=form.ended_on.data or actor.day,
            slip=form.slip,
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã ghi hết sinh hoạt tạm thời."):
        return answer
    return _page("transfers/end.html", form, transfer_id, TransferState.RUNNING)


@bp.route("/transfers/<uuid:transfer_id>/stop", methods=["GET", "POST"])
def stop(transfer_id: UUID) -> ResponseReturnValue:
    """End a transfer that does not take place."""
    actor = current_actor()
    form = StopForm(request.form)

    def act() -> str:
        going.stop(
            actor,
            transfer_id,
            version=form.version.data or 0,
            ending=form.ending.data,
            closed_on=form.closed_on.data or actor.day,
            reason=form.reason.data or "",
        )
        return _back(transfer_id)

    if answer := accepted(form, act, "Đã dừng hồ sơ."):
        return answer
    states = (TransferState.STARTED, TransferState.LETTER_ISSUED)
    return _page("transfers/stop.html", form, transfer_id, *states)


def _page(
    template: str, form: VersionedForm, transfer_id: UUID, *states: TransferState
) -> ResponseReturnValue:
    found = reading.for_deciding(current_actor(), transfer_id, *states)
    if request.method == "GET":
        form.version.data = found.version
    return render_template(template, form=form, transfer=found), form.status
