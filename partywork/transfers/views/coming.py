"""Taking in who comes from elsewhere."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.transfers.forms import GuestForm, InForm
from partywork.transfers.service import coming
from partywork.transfers.service.limits import limits_on
from partywork.transfers.views.blueprint import bp
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.route("/transfers/in", methods=["GET", "POST"])
def take_in() -> ResponseReturnValue:
    """Take in somebody who comes for good."""
    actor = current_actor()
    cells = coming.for_taking_in(actor)
    form = InForm(request.form)
    form.cell_id.choices = choices_from((str(one.id), one.name) for one in cells)

    def act() -> str:
        made = coming.take_in(
            actor,
            form.arrival,
            cell_id=form.cell_id.cell or cells[0].id,
            from_place=form.from_place.data or "",
            received_on=form.received_on.data or actor.day,
            letter=form.letter,
        )
        return url_for(".show", transfer_id=made.id)

    if answer := accepted(form, act, "Đã tiếp nhận đảng viên."):
        return answer
    return render_template("transfers/in.html", form=form), form.status


@bp.route("/transfers/guest", methods=["GET", "POST"])
def welcome() -> ResponseReturnValue:
    """Welcome somebody who comes for a time."""
    actor = current_actor()
    cells = coming.for_taking_in(actor)
    form = GuestForm(request.form)
    form.cell_id.choices = choices_from((str(one.id), one.name) for one in cells)

    def act() -> str:
        made = coming.welcome(
            actor,
            form.arrival,
            cell_id=form.cell_id.cell or cells[0].id,
            from_place=form.from_place.data or "",
            stay=form.stay,
            letter=form.letter,
        )
        return url_for(".show", transfer_id=made.id)

    if answer := accepted(form, act, "Đã ghi đến sinh hoạt tạm thời."):
        return answer
    return render_template(
        "transfers/guest.html", form=form, limits=limits_on(actor.day)
    ), form.status
