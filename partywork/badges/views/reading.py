"""The batches of the coming two years, one batch with its papers, the badges of one member."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from partywork.badges import policy
from partywork.badges.service import papers, people, reading
from partywork.badges.views.blueprint import asked_cell, bp, day_of
from partywork.web.downloads import send_bytes
from partywork.web.guards import current_actor


@bp.route("/badges/")
def index() -> ResponseReturnValue:
    """Show the batches to come."""
    actor, cell_id = current_actor(), asked_cell()
    return render_template(
        "badges/index.html",
        found=reading.overview(actor, cell_id),
        cells=reading.cells_to_choose(actor),
        cell_id=cell_id,
        today=actor.day,
    )


@bp.route("/badges/batches/<on>/")
def batch(on: str) -> ResponseReturnValue:
    """Show one batch."""
    actor, day, cell_id = current_actor(), day_of(on), asked_cell()
    submissions = reading.submissions(actor, day)
    return render_template(
        "badges/batch.html",
        batch=reading.batch(actor, day, cell_id),
        amounts=reading.amounts_on(day),
        submissions=submissions,
        origins=reading.origins_of(actor, submissions),
        may_submit=policy.may_submit(actor, papers.issuer(actor, cell_id)),
        cells=reading.cells_to_choose(actor),
        cell_id=cell_id,
        today=actor.day,
    )


@bp.route("/badges/batches/<on>/list.pdf")
def batch_list(on: str) -> ResponseReturnValue:
    """Hand out the list of a batch."""
    name, content = papers.batch_list(current_actor(), day_of(on), asked_cell())
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route("/badges/members/<uuid:member_id>/")
def member(member_id: UUID) -> ResponseReturnValue:
    """Show the badges and the card of one member."""
    found = people.of_member(current_actor(), member_id)
    return render_template("badges/member.html", found=found)
