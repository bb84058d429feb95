"""Imports of member lists: upload, columns, preview, the work itself, mending, undoing."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.importing import MendForm, RowFilter, UploadForm, columns_form
from partywork.cells.service import imported, importing, lists, undoing
from partywork.cells.terms import ImportMode, ImportStatus, RowStatus
from partywork.cells.views.blueprint import bp
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page
from partywork.web.uploads import sent_file


@bp.route("/imports")
def imports() -> ResponseReturnValue:
    """List the imports and say how many people wait to be mended."""
    actor = current_actor()
    _rows, waiting = imported.waiting(actor, limit=1)
    return render_template(
        "cells/imports.html", imports=imported.list_visible(actor), waiting=waiting
    )


@bp.route("/imports/new", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Upload a list and read it."""
    actor = current_actor()
    imported.require_office(actor)
    form = UploadForm(request.form)

    def act() -> str:
        sent = sent_file("tệp danh sách")
        batch = lists.preview(
            actor,
            file_name=sent.name,
            content=sent.content,
            offices_from=form.offices_from.data,
            mode=ImportMode(form.mode.data),
        )
        endpoint = ".columns" if lists.missing(batch) else ".show_import"
        return url_for(endpoint, import_id=batch.id)

    if answer := accepted(form, act, "Đã đọc danh sách, chưa nhập ai."):
        return answer
    return render_template("cells/upload.html", form=form), form.status


@bp.route("/imports/<uuid:import_id>/columns", methods=["GET", "POST"])
def columns(import_id: UUID) -> ResponseReturnValue:
    """Point out which column of a list means what."""
    actor = current_actor()
    found = lists.for_columns(actor, import_id)
    kind = columns_form(found.titles, found.fields)
    form = kind(request.form, version=found.batch.version)

    def act() -> str:
        version = form.version.data or 0
        lists.choose_columns(actor, import_id, version=version, chosen=form.chosen)
        return url_for(".show_import", import_id=import_id)

    if answer := accepted(form, act, "Đã đọc lại danh sách theo các cột vừa chọn."):
        return answer
    batch = imported.get(actor, import_id)
    missing = lists.missing(batch)
    return (
        render_template("cells/columns.html", batch=batch, form=form, missing=missing),
        form.status,
    )


@bp.route("/imports/<uuid:import_id>")
def show_import(import_id: UUID) -> ResponseReturnValue:
    """Show what a list came to, row by row, and what can be done with it."""
    return _import_page(import_id, VersionedForm())


def _import_page(import_id: UUID, form: VersionedForm) -> ResponseReturnValue:
    actor = current_actor()
    page = imported.open_page(actor, import_id)
    rows_filter = RowFilter(request.args)
    status, number = rows_filter.row_status, asked_page()
    rows = imported.rows_of(actor, import_id, status=status, offset=(number - 1) * PER_PAGE)
    total = page.counts.get(status, 0) if status else page.rows
    if request.method == "GET":
        form.version.data = page.batch.version

    def address(asked: int) -> str:
        return url_for(".show_import", import_id=import_id, trang=asked, tinh_trang=status)

    html = render_template(
        "cells/import.html",
        page=page,
        rows=rows,
        rows_page=Page(number, total),
        address=address,
        filter=rows_filter,
        form=form,
        missing=lists.missing(page.batch),
        may_mend_rows=policy.may_mend_some_rows(actor),
        is_own_job=page.job is not None and page.job.user_id == actor.user_id,
        ImportStatus=ImportStatus,
        RowStatus=RowStatus,
    )
    return html, form.status


@bp.route("/imports/<uuid:import_id>/start", methods=["POST"])
def start_import(import_id: UUID) -> ResponseReturnValue:
    """Order the import of everybody who is ready."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        importing.start(actor, import_id, version=form.version.data or 0)
        return url_for(".show_import", import_id=import_id)

    done = "Đang nhập. Có thể rời trang này; khi xong sẽ có thư trong hộp thư."
    return accepted(form, act, done) or _import_page(import_id, form)


@bp.route("/imports/<uuid:import_id>/undo", methods=["GET", "POST"])
def undo_import(import_id: UUID) -> ResponseReturnValue:
    """Take the whole import back, after saying what will happen."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        undoing.undo(actor, import_id, version=form.version.data or 0)
        return url_for(".show_import", import_id=import_id)

    if answer := accepted(form, act, "Đã hoàn tác toàn bộ lần nhập này."):
        return answer
    page = imported.open_page(actor, import_id)
    lists.refuse_unless(page.batch, ImportStatus.DONE)
    if request.method == "GET":
        form.version.data = page.batch.version
    return render_template(
        "cells/undo.html", page=page, form=form, RowStatus=RowStatus
    ), form.status


@bp.route("/imports/<uuid:import_id>/discard", methods=["GET", "POST"])
def discard_import(import_id: UUID) -> ResponseReturnValue:
    """Throw a list away that brought nobody, after saying what will happen."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        undoing.discard(actor, import_id, version=form.version.data or 0)
        return url_for(".imports")

    if answer := accepted(form, act, "Đã xóa danh sách này."):
        return answer
    page = imported.open_page(actor, import_id)
    lists.refuse_unless(page.batch, ImportStatus.PREVIEWED, ImportStatus.UNDONE)
    if request.method == "GET":
        form.version.data = page.batch.version
    return render_template("cells/discard.html", page=page, form=form), form.status


@bp.route("/imports/waiting")
def waiting() -> ResponseReturnValue:
    """List the people of imported lists who wait to be mended."""
    number = asked_page()
    actor = current_actor()
    rows, total = imported.waiting(actor, offset=(number - 1) * PER_PAGE)

    def address(asked: int) -> str:
        return url_for(".waiting", trang=asked)

    return render_template(
        "cells/waiting.html",
        rows=rows,
        page=Page(number, total),
        address=address,
        may_mend_rows=policy.may_mend_some_rows(actor),
    )


@bp.route("/imports/rows/<uuid:row_id>", methods=["GET", "POST"])
def mend(row_id: UUID) -> ResponseReturnValue:
    """Mend one person of a list."""
    actor = current_actor()
    form = MendForm(request.form)
    form.offer_cells(importing.for_mending(actor, row_id).cells)

    def act() -> str:
        row = importing.mend(actor, row_id, form.texts, version=form.version.data or 0)
        if row.status in (RowStatus.ERROR, RowStatus.DUPLICATE, RowStatus.UNKNOWN):
            flash("Đã lưu, nhưng chưa nhập được. Xem lời nhắc ở các ô.", "error")
            return url_for(".mend", row_id=row_id)
        was_imported = row.status in (RowStatus.IMPORTED, RowStatus.UPDATED)
        flash(
            "Đã nhập đồng chí này."
            if was_imported
            else "Đã đủ điều kiện, chờ nhập cùng cả danh sách."
        )
        return (
            url_for(".waiting") if was_imported else url_for(".show_import", import_id=row.batch_id)
        )

    if answer := accepted(form, act):
        return answer
    is_opened = request.method == "GET"
    mending = (importing.open_row if is_opened else importing.for_mending)(actor, row_id)
    if is_opened:
        form = MendForm(data={**MendForm.of(mending.person), "version": mending.row.version})
        form.offer_cells(mending.cells)
        form.tell(mending.person)
    return render_template("cells/mend.html", mending=mending, form=form), form.status
