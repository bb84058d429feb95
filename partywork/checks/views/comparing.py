"""Lists of another source beside the register: load, compare, decide, print, delete."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.cells.forms.importing import columns_form
from partywork.checks.forms import (
    AskWholeForm,
    DecideForm,
    LoadForm,
    LookFilter,
    PresenceForm,
    decide_form,
)
from partywork.checks.pages import OnlyOurs, PersonDifference
from partywork.checks.rules.presence import OF_OURS, OF_THEIRS
from partywork.checks.service import comparing, loading, presence, printing
from partywork.checks.terms import Look, Presence
from partywork.checks.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page
from partywork.web.uploads import sent_file

_NOTED = "Đã ghi ý kiến."


@bp.route("/checks/differences")
def differences() -> ResponseReturnValue:
    """List the lists that are being compared."""
    return render_template("checks/differences.html", lists=loading.list_visible(current_actor()))


@bp.route("/checks/differences/new", methods=["GET", "POST"])
def load() -> ResponseReturnValue:
    """Load another list."""
    actor = current_actor()
    loading.require_desk(actor)
    form = LoadForm(request.form)

    def act() -> str:
        sent = sent_file("tệp danh sách")
        source = form.source.data or ""
        compared = loading.load(actor, file_name=sent.name, source=source, content=sent.content)
        endpoint = ".list_columns" if loading.missing(compared) else ".compare"
        return url_for(endpoint, list_id=compared.id)

    if answer := accepted(form, act, "Đã đọc danh sách; sổ của ta chưa thay đổi gì."):
        return answer
    return render_template("checks/load.html", form=form), form.status


@bp.route("/checks/differences/<uuid:list_id>/columns", methods=["GET", "POST"])
def list_columns(list_id: UUID) -> ResponseReturnValue:
    """Point out which column of a list means what."""
    actor = current_actor()
    found = loading.for_columns(actor, list_id)
    kind = columns_form(found.titles, found.fields)
    form = kind(request.form, version=found.compared.version)

    def act() -> str:
        version = form.version.data or 0
        loading.choose_columns(actor, list_id, version=version, chosen=form.chosen)
        return url_for(".compare", list_id=list_id)

    if answer := accepted(form, act, "Đã đọc lại danh sách theo các cột vừa chọn."):
        return answer
    compared = loading.get(actor, list_id)
    missing = loading.missing(compared)
    return (
        render_template("checks/columns.html", compared=compared, form=form, missing=missing),
        form.status,
    )


@bp.route("/checks/differences/<uuid:list_id>")
def compare(list_id: UUID) -> ResponseReturnValue:
    """Show where a list and the register differ."""
    form, number = LookFilter(request.args), asked_page()
    page = comparing.open_page(
        current_actor(), list_id, look=form.look, offset=(number - 1) * PER_PAGE
    )

    def address(asked: int) -> str:
        return url_for(".compare", list_id=list_id, trang=asked, xem=form.look)

    return render_template(
        "checks/compare.html",
        page=page,
        form=form,
        look=form.look,
        missing=loading.missing(page.compared),
        rows_page=Page(number, page.total),
        address=address,
    )


@bp.route("/checks/differences/rows/<uuid:row_id>", methods=["GET", "POST"])
def decide(row_id: UUID) -> ResponseReturnValue:
    """Say field by field who is right about a person."""
    actor = current_actor()
    opened = comparing.open_person(actor, row_id)
    form: DecideForm = decide_form(opened.fields)(request.form, data={"version": opened.version})

    def act() -> str:
        version = form.version.data or 0
        row = comparing.decide(
            actor, row_id, version=version, decisions=form.decisions, bases=form.bases
        )
        return url_for(".compare", list_id=row.list_id)

    if answer := accepted(form, act, "Đã ghi ý kiến về từng mục."):
        return answer
    row = comparing.row_of(actor, row_id)
    return (
        render_template("checks/decide.html", person=opened, row=row, form=form),
        form.status,
    )


@bp.route("/checks/differences/rows/<uuid:row_id>/person", methods=["GET", "POST"])
def decide_theirs(row_id: UUID) -> ResponseReturnValue:
    """Say what is to become of somebody whom only the other list names."""
    actor = current_actor()
    person = presence.for_theirs(actor, row_id)
    compared = loading.get(actor, comparing.row_of(actor, row_id).list_id)
    form = PresenceForm(request.form, data=_said(person))
    form.offer(OF_THEIRS)

    def act() -> str:
        presence.decide_theirs(actor, row_id, **form.said)
        return url_for(".compare", list_id=compared.id, xem=Look.THEIRS)

    if answer := accepted(form, act, _NOTED):
        return answer
    shown = render_template("checks/presence.html", person=person, compared=compared, form=form)
    return shown, form.status


@bp.route("/checks/differences/<uuid:list_id>/ours/<uuid:member_id>", methods=["GET", "POST"])
def decide_ours(list_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Say what is to become of a member whom the other list does not name."""
    actor = current_actor()
    compared = loading.get(actor, list_id)
    person = presence.for_ours(actor, list_id, member_id)
    form = PresenceForm(request.form, data=_said(person))
    form.offer(OF_OURS)

    def act() -> str:
        presence.decide_ours(actor, list_id, member_id, **form.said)
        return url_for(".compare", list_id=list_id, xem=Look.OURS)

    if answer := accepted(form, act, _NOTED):
        return answer
    shown = render_template("checks/presence.html", person=person, compared=compared, form=form)
    return shown, form.status


def _said(person: PersonDifference | OnlyOurs) -> dict[str, Any]:
    said = person.presence or Presence.LATER
    return {"version": person.version, "presence": said, "basis": person.basis}


@bp.route("/checks/differences/<uuid:list_id>/corrections.pdf")
def corrections_pdf(list_id: UUID) -> Response:
    """Print what the other side is asked to put right."""
    return send_bytes(
        printing.print_masked(current_actor(), list_id),
        media_type="application/pdf",
        name="Danh sách đề nghị chỉnh sửa.pdf",
    )


@bp.route("/checks/differences/<uuid:list_id>/corrections/ask", methods=["GET", "POST"])
def ask_corrections(list_id: UUID) -> ResponseReturnValue:
    """Ask a second person for that paper with nothing masked."""
    actor, form = current_actor(), AskWholeForm(request.form)

    def act() -> str:
        made = printing.ask_whole(actor, list_id, reason=form.reason.data or "")
        return url_for("cells.show_export", request_id=made.id)

    if answer := accepted(form, act, "Đã gửi đề nghị. Chờ người thứ hai phê duyệt."):
        return answer
    page = printing.for_asking(actor, list_id)
    shown = render_template("checks/ask_corrections.html", form=form, page=page, list_id=list_id)
    return shown, form.status


@bp.route("/checks/differences/<uuid:list_id>/delete", methods=["GET", "POST"])
def delete_list(list_id: UUID) -> ResponseReturnValue:
    """Delete a compared list, after saying what will happen."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        loading.delete(actor, list_id, version=form.version.data or 0)
        return url_for(".differences")

    if answer := accepted(form, act, "Đã xóa danh sách đối chiếu. Hồ sơ đảng viên giữ nguyên."):
        return answer
    compared = loading.get(actor, list_id)
    if request.method == "GET":
        form.version.data = compared.version
    return render_template("checks/delete.html", compared=compared, form=form), form.status
