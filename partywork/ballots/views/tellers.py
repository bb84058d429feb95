"""Pages of who counts and who leads: shares, closing, papers and their count, stopping."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.forms import (
    HandOutForm,
    ShareForm,
    StepForm,
    StopForm,
    TakeShareForm,
    count_form,
)
from partywork.ballots.service import papers, reading, secret, stopping
from partywork.ballots.views.blueprint import bp
from partywork.web.codes import code_svg
from partywork.web.forms import accepted
from partywork.web.guards import current_actor

_BALLOT = "/ballots/<uuid:ballot_id>"


def _at(ballot_id: UUID) -> str:
    return url_for("ballots.show", ballot_id=ballot_id)


@bp.route(f"{_BALLOT}/share", methods=["GET", "POST"])
def take_share(ballot_id: UUID) -> ResponseReturnValue:
    """A teller's share, shown once to be printed: with the address in a code that phones read.

    The share stands behind the # of the address, which browsers send to nobody.
    """
    form = TakeShareForm(request.form)
    shown: list[str] = []

    def act() -> str:
        shown.append(secret.take_share(current_actor(), ballot_id))
        return url_for("ballots.confirm_share", ballot_id=ballot_id)

    answer = accepted(form, act)
    view = reading.for_teller(current_actor(), ballot_id)
    if shown:
        here = url_for("ballots.confirm_share", ballot_id=ballot_id, _external=True)
        return render_template(
            "ballots/share.html", view=view, share=shown[0], code=code_svg(f"{here}#{shown[0]}")
        )
    if answer:
        return answer
    return render_template("ballots/take_share.html", view=view, form=form), form.status


@bp.route(f"{_BALLOT}/share/confirm", methods=["GET", "POST"])
def confirm_share(ballot_id: UUID) -> ResponseReturnValue:
    """A teller reads the printed share back; after closing the same page takes it to open."""
    form = ShareForm(request.form)

    def act() -> str:
        secret.give_share(current_actor(), ballot_id, typed=form.share.data or "")
        return _at(ballot_id)

    if answer := accepted(form, act, "Đã nhận mảnh chìa khóa."):
        return answer
    view = reading.for_teller(current_actor(), ballot_id)
    return render_template("ballots/give_share.html", view=view, form=form), form.status


@bp.post(f"{_BALLOT}/close")
def close(ballot_id: UUID) -> ResponseReturnValue:
    """«Đóng hòm phiếu»."""
    form = StepForm(request.form)

    def act() -> str:
        secret.close(current_actor(), ballot_id, version=form.version.data or 0)
        return _at(ballot_id)

    if answer := accepted(form, act, "Đã đóng hòm phiếu."):
        return answer
    view = reading.show(current_actor(), ballot_id)
    return render_template("ballots/step.html", view=view, form=form), form.status


@bp.route(f"{_BALLOT}/stop", methods=["GET", "POST"])
def stop(ballot_id: UUID) -> ResponseReturnValue:
    """«Dừng cuộc bỏ phiếu», with what that means and why it is done."""
    actor = current_actor()
    view = reading.for_stopping(actor, ballot_id)
    form = StopForm(request.form, version=view.ballot.version)

    def act() -> str:
        reason, version = form.reason.data or "", form.version.data or 0
        stopping.stop(actor, ballot_id, version=version, reason=reason)
        return _at(ballot_id)

    if answer := accepted(form, act, "Đã dừng cuộc bỏ phiếu."):
        return answer
    return render_template("ballots/stop.html", view=view, form=form), form.status


@bp.route(f"{_BALLOT}/papers", methods=["GET", "POST"])
def hand_out(ballot_id: UUID) -> ResponseReturnValue:
    """Who was handed a paper, where people vote on papers and screens."""
    view = reading.for_handing_out(current_actor(), ballot_id)
    form = HandOutForm(request.form)
    form.offer(view.waiting)

    def act() -> str:
        papers.hand_out_papers(current_actor(), ballot_id, form.members.data or [])
        return _at(ballot_id)

    if answer := accepted(form, act, "Đã ghi người nhận phiếu giấy."):
        return answer
    return render_template("ballots/hand_out.html", view=view, form=form), form.status


@bp.route(f"{_BALLOT}/count", methods=["GET", "POST"])
def record_paper(ballot_id: UUID) -> ResponseReturnValue:
    """The tellers' count of paper ballots."""
    actor = current_actor()
    view = reading.for_counting(actor, ballot_id)
    kind = count_form({vote.id: vote.question for vote in view.ballot.votes})
    form = kind(request.form, version=view.ballot.version)

    def act() -> str:
        papers.record_paper(
            actor,
            ballot_id,
            version=form.version.data or 0,
            count=form.count,  # type: ignore[attr-defined]
        )
        return _at(ballot_id)

    if answer := accepted(form, act, "Đã ghi kết quả kiểm phiếu."):
        return answer
    view = reading.for_counting(actor, ballot_id)
    return render_template("ballots/count.html", view=view, form=form), form.status
