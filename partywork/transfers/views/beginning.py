"""Beginning the transfer of a member of ours: out, to another cell, for a time."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.transfers.forms import AwayForm, MoveForm, OutForm
from partywork.transfers.service import going, reading
from partywork.transfers.service.limits import limits_on
from partywork.transfers.views.blueprint import bp
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.route("/transfers/members/<uuid:member_id>/out", methods=["GET", "POST"])
def begin_out(member_id: UUID) -> ResponseReturnValue:
    """Begin a transfer to a Party organisation outside."""
    actor = current_actor()
    form = OutForm(request.form)

    def act() -> str:
        made = going.begin_out(
            actor,
            member_id,
            to_place=form.to_place.data or "",
            effective_on=form.effective_on.data or actor.day,
            decision=form.decision,
        )
        return url_for(".show", transfer_id=made.id)

    if answer := accepted(form, act, "Đã lập hồ sơ chuyển sinh hoạt."):
        return answer
    found = reading.for_beginning(actor, member_id)
    return render_template("transfers/out.html", form=form, found=found), form.status


@bp.route("/transfers/members/<uuid:member_id>/move", methods=["GET", "POST"])
def move(member_id: UUID) -> ResponseReturnValue:
    """Move a member to another of our cells."""
    actor = current_actor()
    found = reading.for_moving(actor, member_id)
    form = MoveForm(request.form, data={"deciding_body": found.committee})
    form.to_cell.choices = choices_from((str(one.id), one.name) for one in found.cells)
    form.vote_id.offer(found.votes)

    def act() -> str:
        made = going.move(
            actor,
            member_id,
            to_cell=form.to_cell.cell or member_id,
            effective_on=form.effective_on.data or actor.day,
            decision=form.decision,
        )
        return url_for(".show", transfer_id=made.id)

    if answer := accepted(form, act, "Đã chuyển đảng viên sang chi bộ mới."):
        return answer
    found = reading.for_moving(actor, member_id)
    return render_template("transfers/move.html", form=form, found=found), form.status


@bp.route("/transfers/members/<uuid:member_id>/away", methods=["GET", "POST"])
def send_away(member_id: UUID) -> ResponseReturnValue:
    """Send a member to another cell for a time."""
    actor = current_actor()
    found = reading.for_moving(actor, member_id)
    form = AwayForm(request.form)
    cells = ((str(one.id), one.name) for one in found.cells)
    form.to_cell.choices = choices_from([("", "Ngoài Đảng bộ"), *cells])

    def act() -> str:
        made = going.send_away(actor, member_id, stay=form.stay, letter=form.letter)
        return url_for(".show", transfer_id=made.id)

    if answer := accepted(form, act, "Đã ghi đi sinh hoạt tạm thời."):
        return answer
    found = reading.for_moving(actor, member_id)
    return render_template(
        "transfers/away.html", form=form, found=found, limits=limits_on(actor.day)
    ), form.status
