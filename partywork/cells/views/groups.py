"""Tổ đảng of a cell: the list, forming, filling, ending."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.groups import EndGroupForm, FillForm, GroupForm
from partywork.cells.service import groups as service
from partywork.cells.service.groups import Filling
from partywork.cells.terms import GroupPost
from partywork.cells.views.blueprint import bp
from partywork.core import clock
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/cells/<uuid:organisation_id>/groups")
def groups(organisation_id: UUID) -> ResponseReturnValue:
    """List the groups of a cell with their people."""
    actor = current_actor()
    page = service.of_cell(actor, organisation_id)
    may_run = policy.may_run_cell(actor, organisation_id)
    return render_template("cells/groups.html", page=page, may_run=may_run)


@bp.route("/cells/<uuid:organisation_id>/groups/new", methods=["GET", "POST"])
def form_group(organisation_id: UUID) -> ResponseReturnValue:
    """Form a group of a cell."""
    actor = current_actor()
    form = GroupForm(request.form)

    def act() -> str:
        starts_on = cast(date, form.starts_on.data)
        group = service.form(actor, organisation_id, name=form.name.data or "", starts_on=starts_on)
        return url_for(".fill_group", group_id=group.id)

    if answer := accepted(form, act, "Đã lập tổ đảng. Hãy phân công tổ viên."):
        return answer
    organisation = service.for_forming(actor, organisation_id)
    return render_template(
        "cells/form_group.html", organisation=organisation, form=form
    ), form.status


@bp.route("/cells/groups/<uuid:group_id>", methods=["GET", "POST"])
def fill_group(group_id: UUID) -> ResponseReturnValue:
    """Say who belongs to a group, who leads it."""
    actor = current_actor()
    filling = service.for_filling(actor, group_id)
    form = FillForm(request.form, **_shown(filling))
    form.offer((one.member_id, one.member.full_name) for one in filling.people)

    def act() -> str:
        group = service.fill(
            actor,
            group_id,
            version=form.version.data or 0,
            on=cast(date, form.on.data),
            members=form.chosen,
            leader=form.chosen_leader,
            deputy=form.chosen_deputy,
        )
        return url_for(".groups", organisation_id=group.organisation_id)

    if answer := accepted(form, act, "Đã phân công tổ đảng."):
        return answer
    group = service.get(actor, group_id)
    return render_template("cells/fill_group.html", group=group, form=form), form.status


def _shown(filling: Filling) -> dict[str, object]:
    leader, deputy = filling.holder_id(GroupPost.LEADER), filling.holder_id(GroupPost.DEPUTY)
    return {
        "version": filling.group.version,
        "on": max(clock.today(), filling.group.starts_on),
        "members": [str(one.member_id) for one in filling.places],
        "leader": str(leader or ""),
        "deputy": str(deputy or ""),
    }


@bp.route("/cells/groups/<uuid:group_id>/end", methods=["GET", "POST"])
def end_group(group_id: UUID) -> ResponseReturnValue:
    """End a group."""
    actor = current_actor()
    form = EndGroupForm(request.form, version=service.get(actor, group_id).version)

    def act() -> str:
        ends_on = cast(date, form.on.data)
        group = service.end(actor, group_id, version=form.version.data or 0, ends_on=ends_on)
        return url_for(".groups", organisation_id=group.organisation_id)

    if answer := accepted(form, act, "Đã ghi kết thúc tổ đảng."):
        return answer
    group = service.get(actor, group_id)
    return render_template("cells/end_group.html", group=group, form=form), form.status
