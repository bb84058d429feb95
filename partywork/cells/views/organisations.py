"""The list of cells, the page of an organisation, its facts, its phone list."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.organisations import ConsentForm, FactsForm
from partywork.cells.service import (
    cell_page,
    consents,
    facts,
    organisations,
    phone_list,
    reorganising,
)
from partywork.cells.views.blueprint import bp
from partywork.pdf.renderer import render
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.months import month_of

_PDF = "application/pdf"


@bp.route("/cells")
def index() -> ResponseReturnValue:
    """List the cells with who leads them and how many they are."""
    actor = current_actor()
    return render_template(
        "cells/index.html",
        lines=organisations.cell_lines(actor),
        upper_places=organisations.places_above_cells(actor),
        ended=organisations.ended_cells(actor),
        may_confirm=policy.may_confirm_offices(actor),
    )


@bp.route("/cells/own")
def own() -> ResponseReturnValue:
    """Lead to the page of the cell the actor runs or belongs to."""
    return redirect(url_for(".show", organisation_id=cell_page.own_cell(current_actor())), 303)


@bp.route("/cells/<uuid:organisation_id>")
def show(organisation_id: UUID) -> ResponseReturnValue:
    """Show who leads an organisation, who belongs to it and what to heed."""
    actor = current_actor()
    page = cell_page.open_page(actor, organisation_id)
    decisions = reorganising.of_organisation(actor, organisation_id)
    return render_template(
        "cells/show.html",
        page=page,
        month=month_of(actor, organisation_id) if page.is_running_cell else None,
        decisions=decisions,
        origins=reorganising.origins_of(actor, decisions),
        may_appoint=policy.may_appoint(actor, page.organisation) and not page.has_ended,
        may_list=policy.may_list_people(actor),
        may_oversee=policy.may_oversee(actor),
        may_run=policy.may_run_cell(actor, organisation_id),
        may_print_phones=policy.may_sign_for(actor, organisation_id),
    )


@bp.route("/cells/<uuid:organisation_id>/facts", methods=["GET", "POST"])
def change_facts(organisation_id: UUID) -> ResponseReturnValue:
    """Change the facts of an organisation and its place in the tree."""
    actor = current_actor()
    organisation = facts.for_changing(actor, organisation_id)
    form = FactsForm(request.form, obj=organisation)
    form.offer((one.id, one.name) for one in facts.parents_for(actor, organisation))

    def act() -> str:
        version = form.version.data or 0
        facts.change(
            actor, organisation_id, version=version, facts=form.facts, parent_id=form.parent
        )
        return url_for(".show", organisation_id=organisation_id)

    if answer := accepted(form, act, "Đã sửa thông tin tổ chức đảng."):
        return answer
    organisation = facts.for_changing(actor, organisation_id)
    return render_template("cells/facts.html", organisation=organisation, form=form), form.status


@bp.route("/cells/<uuid:organisation_id>/consent", methods=["GET", "POST"])
def record_consent(organisation_id: UUID) -> ResponseReturnValue:
    """Write down that the committee above agrees to what an organisation is."""
    actor = current_actor()
    form = ConsentForm(request.form)

    def act() -> str:
        consents.record(
            actor,
            organisation_id,
            number=form.decision_number.data or "",
            decided_on=cast(date, form.decided_on.data),
            deciding_body=form.deciding_body.data or "",
        )
        return url_for(".show", organisation_id=organisation_id)

    if answer := accepted(form, act, "Đã ghi văn bản đồng ý của cấp trên."):
        return answer
    organisation, standing = consents.for_recording(actor, organisation_id)
    page = render_template(
        "cells/consent.html", organisation=organisation, standing=standing, form=form
    )
    return page, form.status


@bp.route("/cells/<uuid:organisation_id>/phones", methods=["POST"])
def phones(organisation_id: UUID) -> ResponseReturnValue:
    """Hand the printed phone list over to bí thư or phó bí thư; it is written down."""
    page = phone_list.take(current_actor(), organisation_id)
    content = render("pdf/phone_list.html", page)
    return send_bytes(content, media_type=_PDF, name=f"Danh bạ {page.organisation}.pdf")
