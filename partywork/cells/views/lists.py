"""The list of members: narrowed, kept under a name, counted."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.lists import ExportForm, PeopleFilter, SaveFilterForm, SensitiveForm
from partywork.cells.service import demography as counting
from partywork.cells.service import filters
from partywork.cells.service import people as service
from partywork.cells.terms import SensitiveTopic
from partywork.cells.views.asking import address_of, asked_in, carried
from partywork.cells.views.blueprint import bp
from partywork.core.actor import Actor
from partywork.core.errors import RuleBroken
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page


@bp.route("/members", methods=["GET", "POST"])
def members() -> ResponseReturnValue:
    """List the people of the actor's cell or subtree; asking leads to an address without names."""
    actor = current_actor()
    if request.method == "GET":
        asked = asked_in(actor, request.args)
        return _list(actor, PeopleFilter.showing(asked), asked, SaveFilterForm())
    service.require_lists(actor)
    form = PeopleFilter(request.form)
    if form.validate():
        return redirect(address_of(actor, ".members", form.asked), 303)
    form.status = 422
    return _list(actor, form, {}, SaveFilterForm())


def _list(
    actor: Actor, form: PeopleFilter, asked: Mapping[str, str], save_form: SaveFilterForm
) -> ResponseReturnValue:
    wanted = PeopleFilter.showing(asked).wanted
    number = asked_page()
    people = service.list_visible(actor, wanted, offset=(number - 1) * PER_PAGE)
    choices = service.choices(actor, wanted.organisation_id)
    form.offer(
        cells=[(cell.id, cell.name) for cell in choices.cells],
        groups=[(group.id, group.name) for group in choices.groups],
        ages=choices.ages,
        party_ages=choices.party_ages,
    )
    said = carried(actor, asked)
    page = render_template(
        "cells/members.html",
        form=form,
        said=said,
        export_form=ExportForm(),
        save_form=save_form,
        people=people,
        page=Page(number, people.total),
        address=lambda page: url_for(".members", trang=page, **said),
        saved=filters.saved(actor),
        choices=choices,
        may_import=policy.may_import(actor),
        may_oversee=policy.may_oversee(actor),
    )
    return page, max(form.status, save_form.status)


@bp.post("/members/filters")
def save_filter() -> ResponseReturnValue:
    """Keep what is asked under a name."""
    actor = current_actor()
    asked = asked_in(actor, request.form)
    form = SaveFilterForm(request.form)

    def act() -> str:
        filters.save(actor, name=form.name.data or "", asked=asked)
        return address_of(actor, ".members", asked)

    if answer := accepted(form, act, "Đã lưu cách lọc."):
        return answer
    return _list(actor, PeopleFilter.showing(asked), asked, form)


@bp.get("/members/filters/<uuid:filter_id>")
def apply_filter(filter_id: UUID) -> ResponseReturnValue:
    """Ask again what was kept."""
    actor = current_actor()
    return redirect(address_of(actor, ".members", filters.asked_by(actor, filter_id)), 303)


@bp.post("/members/filters/<uuid:filter_id>/delete")
def delete_filter(filter_id: UUID) -> ResponseReturnValue:
    """Forget a filter."""
    actor = current_actor()

    def act() -> str:
        filters.delete(actor, filter_id)
        return url_for(".members")

    answer = accepted(BaseForm(request.form), act, "Đã xóa cách lọc.")
    return answer or redirect(url_for(".members"), 303)


@bp.get("/members/demography")
def demography() -> ResponseReturnValue:
    """Show the people of a cell, or of all cells, by sex, age, Party age and education."""
    actor = current_actor()
    form = PeopleFilter(request.args)
    cells = service.cells_to_choose(actor)
    form.offer(cells=[(cell.id, cell.name) for cell in cells], groups=(), ages=(), party_ages=())
    return render_template(
        "cells/demography.html",
        form=form,
        has_cells=len(cells) > 1,
        shown=counting.demography(actor, form.wanted.organisation_id),
        day=actor.day,
        may_count_sensitive=policy.may_count_some(actor),
    )


@bp.route("/members/sensitive", methods=["GET", "POST"])
def sensitive() -> ResponseReturnValue:
    """Count ethnicity, religion or discipline for a reason; the answer is shown and not kept."""
    actor = current_actor()
    counting.require_desk(actor)
    form = SensitiveForm(request.form)
    form.offer_cells((cell.id, cell.name) for cell in service.cells_to_choose(actor))
    counted = None
    if request.method == "POST" and form.validate():
        try:
            counted = counting.count_sensitive(
                actor,
                SensitiveTopic(form.topic.data),
                organisation_id=form.organisation_id,
                reason=form.reason.data or "",
                value=form.value.data or "",
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
    status = 200 if counted or request.method == "GET" else 422
    return render_template("cells/sensitive.html", form=form, counted=counted), status
