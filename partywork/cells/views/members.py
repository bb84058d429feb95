"""The record of one member."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.service import members as service
from partywork.cells.views.blueprint import bp
from partywork.web.guards import current_actor


@bp.route("/members/me")
def own_record() -> ResponseReturnValue:
    """Show a member their own record."""
    record = service.own_record(current_actor())
    return render_template("cells/member.html", record=record, is_own=True, may_list=False)


@bp.route("/members/<uuid:member_id>")
def member(member_id: UUID) -> ResponseReturnValue:
    """Show the record of a member; opening somebody else's leaves a trace."""
    actor = current_actor()
    record = service.open_record(actor, member_id)
    return render_template(
        "cells/member.html",
        record=record,
        is_own=member_id == actor.member_id,
        may_list=policy.may_list_people(actor),
    )
