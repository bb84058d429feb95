"""The register of inspection cases."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.accounts.forms import OpenCaseForm
from partywork.accounts.policy import may_open_case
from partywork.accounts.service import cases as service
from partywork.accounts.views.blueprint import bp
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.get("/cases")
def cases() -> ResponseReturnValue:
    """List the cases."""
    actor = current_actor()
    return render_template(
        "accounts/cases.html", cases=service.list_visible(actor), may_open=may_open_case(actor)
    )


@bp.route("/cases/open", methods=["GET", "POST"])
def open_case() -> ResponseReturnValue:
    """Open the unfiled papers of one organisation."""
    actor = current_actor()
    form = OpenCaseForm(request.form)
    names = [(str(found.id), found.name) for found in service.organisations_to_open(actor)]
    form.organisation_id.choices = choices_from([("", "Chọn tổ chức đảng"), *names])

    def act() -> str:
        service.open_case(
            actor,
            organisation_id=UUID(form.organisation_id.data),
            case_number=form.case_number.data or "",
            reason=form.reason.data or "",
            closes_on=form.closes_on.data or actor.day,
        )
        return url_for(".cases")

    if answer := accepted(form, act, "Đã mở hồ sơ; Bí thư Đảng ủy đã được báo."):
        return answer
    return render_template("accounts/open_case.html", form=form), form.status
