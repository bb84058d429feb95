"""The sheet of a meeting, the year in words, the template."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.quality.forms import ConfirmForm, FinishForm, MarkForm, TemplateForm
from partywork.quality.service import reading, sheets, templates, years
from partywork.quality.service.reading import SheetView
from partywork.quality.terms import QualityGroup
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor

bp = Blueprint("quality", __name__)

_SHEET = "/meetings/<uuid:meeting_id>/quality-sheet"


def _at(meeting_id: UUID) -> str:
    return url_for(".show", meeting_id=meeting_id)


@bp.route(_SHEET, methods=["GET", "POST"])
def show(meeting_id: UUID) -> ResponseReturnValue:
    """The sheet of a meeting: read by all who read the meeting, marked while it goes on."""
    actor = current_actor()
    form = MarkForm(request.form)

    def act() -> str:
        sheets.mark(actor, meeting_id, version=form.version.data or 0, judged=form.judged)
        return _at(meeting_id)

    if done := accepted(form, act, "Đã lưu điểm buổi sinh hoạt."):
        return done
    view = reading.show(actor, meeting_id)
    if request.method == "GET":
        form.version.data = view.sheet.version if view.sheet else 0
        form.begin(view.lines)
    for line in view.lines:
        if row := form.by_code.get(line.criterion.code):
            row.offer(line)
    html = render_template(
        "quality/show.html", view=view, meeting=view.meeting, form=form, kinds=list(QualityGroup)
    )
    return html, form.status


@bp.route(f"{_SHEET}/finish", methods=["GET", "POST"])
def finish(meeting_id: UUID) -> ResponseReturnValue:
    """Let the points become official."""
    form = FinishForm(request.form)

    def act() -> str:
        sheets.finish(current_actor(), meeting_id, version=form.version.data or 0)
        return _at(meeting_id)

    if done := accepted(form, act, "Điểm của buổi sinh hoạt đã chính thức."):
        return done
    view = reading.for_finishing(current_actor(), meeting_id)
    return _step(view, form, "quality/finish.html")


@bp.route(f"{_SHEET}/confirm", methods=["GET", "POST"])
def confirm(meeting_id: UUID) -> ResponseReturnValue:
    """Confirm for the level above."""
    form = ConfirmForm(request.form)

    def act() -> str:
        sheets.confirm(
            current_actor(),
            meeting_id,
            version=form.version.data or 0,
            note=form.note.data or "",
        )
        return _at(meeting_id)

    if done := accepted(form, act, "Đã xác nhận điểm buổi sinh hoạt."):
        return done
    view = reading.for_confirming(current_actor(), meeting_id)
    return _step(view, form, "quality/confirm.html")


def _step(view: SheetView, form: VersionedForm, template: str) -> ResponseReturnValue:
    if request.method == "GET" and view.sheet is not None:
        form.version.data = view.sheet.version
    html = render_template(template, view=view, meeting=view.meeting, form=form)
    return html, form.status


@bp.get("/quality/")
def this_year() -> ResponseReturnValue:
    """The year that runs."""
    return _year(current_actor().day.year)


@bp.get("/quality/<int:year>")
def year(year: int) -> ResponseReturnValue:
    """A year of meetings in words, cell by cell, without any order of merit."""
    return _year(year)


def _year(year: int) -> ResponseReturnValue:
    cells = years.of_year(current_actor(), year)
    return render_template("quality/year.html", cells=cells, year=year)


@bp.get("/quality/template")
def template() -> ResponseReturnValue:
    """The sheet in force and its earlier versions."""
    actor = current_actor()
    return render_template(
        "quality/template.html",
        versions=templates.versions(),
        may_change=templates.may_change(actor),
        kinds=list(QualityGroup),
    )


@bp.route("/quality/template/change", methods=["GET", "POST"])
def change_template() -> ResponseReturnValue:
    """Save a new version of the sheet."""
    actor = current_actor()
    template = templates.for_changing(actor)
    form = TemplateForm(request.form)

    def act() -> str:
        templates.change(
            actor,
            valid_from=form.valid_from.data or actor.day,
            basis=form.basis.data or "",
            rows=form.new_rows,
        )
        return url_for(".template")

    if done := accepted(form, act, "Đã lưu bảng điểm mới."):
        return done
    if request.method == "GET":
        form.valid_from.data = actor.day
        form.begin(template)
    return render_template("quality/change_template.html", form=form), form.status
