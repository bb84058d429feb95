"""Beginning the register of a cell; opening a month that was closed by mistake."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.periods import Month
from partywork.dues.forms import BeginForm, ReopenForm, key_of, months_between
from partywork.dues.service import beginning as service
from partywork.dues.views.asked import asked_month
from partywork.dues.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/dues/cells/<uuid:cell_id>/begin", methods=["GET", "POST"])
def begin(cell_id: UUID) -> ResponseReturnValue:
    """Let the register begin with a month, or put the month right."""
    actor, now = current_actor(), Month.of(clock.today())
    form = BeginForm(request.form)

    def act() -> str:
        since = form.from_month.month or now
        service.begin(actor, cell_id, version=form.version.data or 0, from_month=since)
        return url_for(".month", cell_id=cell_id, dues_year=since.year, dues_month=since.month)

    if answer := accepted(form, act, "Đã ghi tháng bắt đầu sổ đảng phí."):
        return answer
    opened = service.for_beginning(actor, cell_id)
    if request.method == "GET":
        since = Month.of(opened.kept.from_month) if opened.kept else now
        form = BeginForm(data={"from_month": key_of(since), "version": opened.version})
    form.from_month.offer(opened.earliest, months_between(opened.earliest, now))
    return render_template("dues/begin.html", opened=opened, form=form, now=now), form.status


@bp.route(
    "/dues/cells/<uuid:cell_id>/<int:dues_year>/<int:dues_month>/reopen", methods=["GET", "POST"]
)
def reopen(cell_id: UUID, dues_year: int, dues_month: int) -> ResponseReturnValue:
    """Open the list of the month that was closed last."""
    actor, asked = current_actor(), asked_month(dues_year, dues_month)
    form = ReopenForm(request.form)

    def act() -> str:
        service.reopen_month(actor, cell_id, asked, reason=form.reason.data or "")
        return url_for(".month", cell_id=cell_id, dues_year=asked.year, dues_month=asked.month)

    if answer := accepted(form, act, "Đã mở lại danh sách thu của tháng."):
        return answer
    sheet = service.for_reopening(actor, cell_id, asked)
    return render_template("dues/reopen.html", sheet=sheet, form=form), form.status
