"""The list of cells, the page of an organisation, and decisions on its offices."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.offices import AppointForm, RelieveForm
from partywork.cells.service import appointments, organisations
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/cells")
def index() -> ResponseReturnValue:
    """List the cells with who leads them and how many they are."""
    return render_template("cells/index.html", lines=organisations.cell_lines(current_actor()))


@bp.route("/cells/<uuid:organisation_id>")
def show(organisation_id: UUID) -> ResponseReturnValue:
    """Show who leads an organisation, how many belong to it and what to heed."""
    actor = current_actor()
    page = organisations.open_page(actor, organisation_id)
    return render_template(
        "cells/show.html",
        page=page,
        may_appoint=policy.may_appoint(actor, page.organisation),
        may_list=policy.may_list_people(actor),
        may_oversee=policy.may_oversee(actor),
    )


@bp.route("/cells/<uuid:organisation_id>/appoint", methods=["GET", "POST"])
def appoint(organisation_id: UUID) -> ResponseReturnValue:
    """Record a decision that gives an office."""
    actor = current_actor()
    form = AppointForm(request.form)
    candidates = appointments.for_appointing(actor, organisation_id)
    people = [(one.id, f"{one.full_name} ({one.born_on:%d/%m/%Y})") for one in candidates.members]
    form.offer(candidates.organisation.kind, people)

    def act() -> str:
        appointments.appoint(
            actor,
            organisation_id=organisation_id,
            member_id=UUID(form.member_id.data),
            office=form.office_title,
            desk=form.chosen_desk,
            starts_on=cast(date, form.starts_on.data),
            decision_number=form.decision_number.data,
            decided_on=cast(date, form.decided_on.data),
        )
        return url_for(".show", organisation_id=organisation_id)

    if answer := accepted(form, act, "Đã ghi quyết định phân công giữ chức vụ."):
        return answer
    organisation = appointments.for_appointing(actor, organisation_id).organisation
    return render_template("cells/appoint.html", organisation=organisation, form=form), form.status


@bp.route("/cells/appointments/<uuid:appointment_id>/relieve", methods=["GET", "POST"])
def relieve(appointment_id: UUID) -> ResponseReturnValue:
    """Record a decision that ends an office."""
    actor = current_actor()
    form = RelieveForm(request.form)

    def act() -> str:
        held = appointments.relieve(
            actor,
            appointment_id,
            version=form.version.data or 0,
            ends_on=cast(date, form.ends_on.data),
            decision_number=form.decision_number.data or "",
            decided_on=cast(date, form.decided_on.data),
        )
        return url_for(".show", organisation_id=held.organisation_id)

    if answer := accepted(form, act, "Đã ghi quyết định thôi giữ chức vụ."):
        return answer
    held = appointments.for_relieving(actor, appointment_id)
    if request.method == "GET":
        form = RelieveForm(version=held.version)
    return render_template("cells/relieve.html", held=held, form=form), form.status
