"""Taking lists of members out: at once, or with a second person's consent."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.lists import (
    DecideExportForm,
    ExportForm,
    PeopleFilter,
    RequestExportForm,
)
from partywork.cells.pages.exporting import ELSEWHERE, MEANINGS
from partywork.cells.service import export_making, export_requests, exports
from partywork.cells.service.export_files import ExportFile
from partywork.cells.views.asking import address_of, asked_in, carried
from partywork.cells.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


def _send(file: ExportFile) -> ResponseReturnValue:
    return send_bytes(file.content, media_type=file.media_type, name=file.name)


@bp.post("/members/export")
def export_members() -> ResponseReturnValue:
    """Send the list on screen if it is short; a long one begins with a request."""
    actor = current_actor()
    form = ExportForm(request.form)
    asked = asked_in(actor, request.form)
    wanted = PeopleFilter.showing(asked).wanted
    if exports.needs_second_person(actor, wanted):
        flash(
            "Danh sách này, hoặc tổng số đã tải hôm nay, quá mức một người được tải nên cần người "
            "thứ hai phê duyệt. Hãy ghi lý do để đề nghị."
        )
        return redirect(address_of(actor, ".ask_export", asked, dang=form.export_format.value), 303)
    return _send(exports.export(actor, wanted, form.export_format))


@bp.get("/members/exports")
def export_list() -> ResponseReturnValue:
    """List one's own requests and those one may decide on."""
    actor = current_actor()
    found = export_requests.requests(actor)
    return render_template(
        "cells/exports.html",
        requests=found,
        user_id=actor.user_id,
        decides=policy.may_decide_exports(actor),
        columns=MEANINGS.items(),
        elsewhere=ELSEWHERE,
    )


@bp.route("/members/exports/new", methods=["GET", "POST"])
def ask_export() -> ResponseReturnValue:
    """Ask a second person for a long or unmasked list."""
    actor = current_actor()
    is_sent = request.method == "POST"
    asked = asked_in(actor, request.form if is_sent else request.args)
    form = RequestExportForm(request.form if is_sent else request.args)

    def act() -> str:
        made = export_requests.ask(
            actor,
            asked,
            export_format=form.export_format,
            is_unmasked=form.is_unmasked.data,
            reason=form.reason.data or "",
        )
        return url_for(".show_export", request_id=made.id)

    if answer := accepted(form, act, "Đã gửi đề nghị. Chờ người thứ hai phê duyệt."):
        return answer
    wanted = PeopleFilter.showing(asked).wanted
    place = exports.organisation_of(actor, wanted.organisation_id)
    page = render_template(
        "cells/ask_export.html",
        form=form,
        said=carried(actor, asked),
        wanted=wanted,
        total=exports.count(actor, wanted),
        place=place.name,
        may_unmask=bool(policy.fields_to_export(actor, place.path)),
    )
    return page, form.status


@bp.route("/members/exports/<uuid:request_id>", methods=["GET", "POST"])
def show_export(request_id: UUID) -> ResponseReturnValue:
    """Show a request; the second person agrees to it or refuses it here."""
    actor = current_actor()
    shown = export_requests.show(actor, request_id)
    form = DecideExportForm(request.form, version=shown.request.version)

    def act() -> str:
        export_requests.decide(
            actor,
            request_id,
            form.version.data or 0,
            is_approved=form.is_approved,
            refusal=form.refusal.data or "",
        )
        return url_for(".show_export", request_id=request_id)

    if answer := accepted(form, act, "Đã ghi nhận ý kiến."):
        return answer
    shown = export_requests.show(actor, request_id)
    return render_template("cells/export.html", shown=shown, form=form), form.status


@bp.post("/members/exports/<uuid:request_id>/take")
def take_export(request_id: UUID) -> ResponseReturnValue:
    """Send the file once to who asked for it."""
    return _send(export_making.take(current_actor(), request_id))
