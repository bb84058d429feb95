"""The office's pages: returning a report, accepting it."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.reports.forms import AcceptForm, ReturnForm
from partywork.reports.service import review
from partywork.reports.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/reports/<uuid:report_id>/return", methods=["GET", "POST"])
def return_for_more(report_id: UUID) -> ResponseReturnValue:
    """«Trả lại để bổ sung»: comments at the sections they are about."""
    actor = current_actor()
    form = ReturnForm(request.form)

    def act() -> str:
        review.return_for_more(
            actor, report_id, version=form.version.data or 0, comments=form.comments
        )
        return url_for(".show", report_id=report_id)

    if answer := accepted(form, act, "Đã trả lại báo cáo để chi bộ bổ sung."):
        return answer
    report = review.for_review(actor, report_id)
    if request.method == "GET":
        form = ReturnForm(None, version=report.version)
    return render_template("reports/return.html", report=report, form=form), form.status


@bp.route("/reports/<uuid:report_id>/accept", methods=["GET", "POST"])
def accept(report_id: UUID) -> ResponseReturnValue:
    """«Tiếp nhận»: one sentence before, because nobody changes the report afterwards."""
    actor = current_actor()
    form = AcceptForm(request.form)

    def act() -> str:
        review.accept(actor, report_id, version=form.version.data or 0)
        return url_for(".show", report_id=report_id)

    if answer := accepted(form, act, "Đã tiếp nhận báo cáo."):
        return answer
    report = review.for_review(actor, report_id)
    if request.method == "GET":
        form = AcceptForm(None, version=report.version)
    return render_template("reports/accept.html", report=report, form=form), form.status
