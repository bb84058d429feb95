"""Beginning the file of a readmission, and putting right what it says of the past."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.admissions.forms.readmission import PastForm
from partywork.admissions.pages.files import name_of
from partywork.admissions.service import files, readmission
from partywork.admissions.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/admissions/prospects/<uuid:prospect_id>/open-again", methods=["GET", "POST"])
def open_again(prospect_id: UUID) -> ResponseReturnValue:
    """Begin the file of somebody who was in the Party before."""
    actor = current_actor()
    form = PastForm(request.form)

    def act() -> str:
        procedure = readmission.open_again(actor, prospect_id, form.facts)
        return url_for(".file", procedure_id=procedure.id)

    if answer := accepted(form, act, "Đã lập hồ sơ kết nạp lại."):
        return answer
    prospect = files.for_opening(actor, prospect_id)
    page = render_template(
        "admissions/open_again.html",
        form=form,
        prospect=prospect,
        exclusions=readmission.exclusions(actor),
    )
    return page, form.status


@bp.route("/admissions/files/<uuid:procedure_id>/past", methods=["GET", "POST"])
def change_past(procedure_id: UUID) -> ResponseReturnValue:
    """Put right how somebody left who asks to be admitted again."""
    actor = current_actor()
    form = PastForm(request.form)

    def act() -> str:
        readmission.change(actor, procedure_id, version=form.version.data or 0, facts=form.facts)
        return url_for(".file", procedure_id=procedure_id)

    if answer := accepted(form, act, "Đã lưu điều kiện kết nạp lại."):
        return answer
    procedure, kept = readmission.for_changing(actor, procedure_id)
    if request.method == "GET":
        form = PastForm(obj=kept)
        form.version.data = procedure.version
    page = render_template(
        "admissions/past.html",
        form=form,
        procedure=procedure,
        name=name_of(procedure),
        exclusions=readmission.exclusions(actor),
    )
    return page, form.status
