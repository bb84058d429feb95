"""A voter's pages: the ballot, the sealed answers, the box."""

import json
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.forms import CastForm, StepForm, paper_form
from partywork.ballots.service import reading, secret
from partywork.ballots.terms import LIMITS, PROMISE
from partywork.ballots.views.blueprint import bp
from partywork.core.errors import RuleBroken
from partywork.web.forms import BaseForm
from partywork.web.guards import current_actor

_BALLOT = "/ballots/<uuid:ballot_id>"


@bp.get(_BALLOT)
def show(ballot_id: UUID) -> ResponseReturnValue:
    """A ballot: the voter's own paper while it is open, afterwards what anybody can check."""
    return _page(ballot_id)


def _page(ballot_id: UUID, refused: BaseForm | None = None) -> ResponseReturnValue:
    view = reading.show(current_actor(), ballot_id)
    questions = {vote.id: vote.question for vote in view.ballot.votes}
    html = render_template(
        "ballots/show.html",
        view=view,
        ballot=view.ballot,
        form=refused or paper_form(questions)(),
        step=StepForm(version=view.ballot.version),
        promise=PROMISE,
        limits=LIMITS,
    )
    return html, refused.status if refused is not None else 200


@bp.post(f"{_BALLOT}/review")
def review(ballot_id: UUID) -> ResponseReturnValue:
    """«Xem lại»: the answers are sealed and shown once more; nothing is kept.

    No key of the form is kept either: it would note who was here and when.
    """
    actor = current_actor()
    questions = {vote.id: vote.question for vote in reading.show(actor, ballot_id).ballot.votes}
    form = paper_form(questions)(request.form)
    if not form.validate():
        form.status = 422
        return _page(ballot_id, form)
    try:
        sealed = secret.review(actor, ballot_id, form.options)  # type: ignore[attr-defined]
    except RuleBroken as refusal:
        form.refuse(refusal)
        form.status = 422
        return _page(ballot_id, form)
    cast = CastForm(
        envelopes=json.dumps({str(one): text for one, text in sealed.envelopes.items()}),
        proof=sealed.proof,
    )
    return render_template(
        "ballots/review.html",
        view=reading.show(actor, ballot_id),
        sealed=sealed,
        form=cast,
        chosen=form,
    )


@bp.post(f"{_BALLOT}/cast")
def cast(ballot_id: UUID) -> ResponseReturnValue:
    """«Bỏ phiếu»: the envelopes go into the box; sent twice they are there once."""
    form = CastForm(request.form)
    view = reading.show(current_actor(), ballot_id)
    if not form.validate():
        form.status = 422
        return render_template("ballots/cast.html", view=view, cast=None, form=form), 422
    try:
        done = secret.cast(
            current_actor(), ballot_id, written=form.written, proof=form.proof.data or ""
        )
    except RuleBroken as refusal:
        form.refuse(refusal)
        return render_template("ballots/cast.html", view=view, cast=None, form=form), 422
    return render_template("ballots/cast.html", view=view, cast=done, form=form)


@bp.get(f"{_BALLOT}/recount")
def recount(ballot_id: UUID) -> ResponseReturnValue:
    """A sheet with which anybody works the result out again, for print."""
    actor = current_actor()
    view = reading.show(actor, ballot_id)
    return render_template(
        "ballots/recount.html",
        view=view,
        ballot=view.ballot,
        recount=reading.recount(actor, ballot_id),
        address=url_for("ballots.show", ballot_id=ballot_id, _external=True),
    )
