"""The quarter of a cell: its sums, settling it, passing the money up."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.periods import Quarter
from partywork.dues import policy
from partywork.dues.forms import ConfirmForm, HandUpForm
from partywork.dues.service import settling as service
from partywork.dues.views.asked import asked_quarter
from partywork.dues.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


def _address(cell_id: UUID, quarter: Quarter) -> str:
    return url_for(".quarter", cell_id=cell_id, dues_year=quarter.year, dues_quarter=quarter.number)


@bp.route(
    "/dues/cells/<uuid:cell_id>/quarters/<int:dues_year>/<int:dues_quarter>",
    methods=["GET", "POST"],
)
def quarter(cell_id: UUID, dues_year: int, dues_quarter: int) -> ResponseReturnValue:
    """Show what came in during a quarter; settle it."""
    actor = current_actor()
    asked = asked_quarter(dues_year, dues_quarter)
    form = ConfirmForm(request.form)

    def act() -> str:
        service.settle(actor, cell_id, asked)
        return _address(cell_id, asked)

    if answer := accepted(form, act, "Đã quyết toán đảng phí của quý."):
        return answer
    read = service.for_settling if request.method == "POST" else service.quarter_sheet
    page = render_template(
        "dues/quarter.html",
        sheet=read(actor, cell_id, asked),
        form=form,
        now=Quarter.of(clock.today()),
        may_close=policy.may_close(actor, cell_id),
    )
    return page, form.status


@bp.route(
    "/dues/cells/<uuid:cell_id>/quarters/<int:dues_year>/<int:dues_quarter>/hand-up",
    methods=["GET", "POST"],
)
def hand_up(cell_id: UUID, dues_year: int, dues_quarter: int) -> ResponseReturnValue:
    """Note the receipt of the money passed up."""
    actor = current_actor()
    asked = asked_quarter(dues_year, dues_quarter)
    form = HandUpForm(request.form)

    def act() -> str:
        service.hand_up(
            actor,
            cell_id,
            asked,
            version=form.version.data or 0,
            receipt_number=form.receipt_number.data or "",
            handed_on=form.handed_on.data or actor.day,
        )
        return _address(cell_id, asked)

    if answer := accepted(form, act, "Đã ghi chứng từ nộp lên."):
        return answer
    sheet = service.for_settling(actor, cell_id, asked)
    if request.method == "GET":
        form = HandUpForm(obj=sheet.settlement)
    return render_template("dues/hand_up.html", sheet=sheet, form=form), form.status


@bp.get("/dues/cells/<uuid:cell_id>/quarters/<int:dues_year>/<int:dues_quarter>/settlement.pdf")
def settlement_pdf(cell_id: UUID, dues_year: int, dues_quarter: int) -> ResponseReturnValue:
    """Send the sheet of a quarter."""
    asked = asked_quarter(dues_year, dues_quarter)
    name, content = service.settlement_paper(current_actor(), cell_id, asked)
    return send_bytes(content, media_type="application/pdf", name=name)
