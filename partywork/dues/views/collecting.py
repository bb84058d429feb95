"""The list of cells, the month of a cell, the picture of its year, its debtors."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.periods import Month, Quarter
from partywork.dues import policy
from partywork.dues.forms import CollectForm, ConfirmForm, RecordForm
from partywork.dues.service import collecting as service
from partywork.dues.service import following
from partywork.dues.service.sheets import month_sheet, year_sheet
from partywork.dues.terms import Entry, PaymentWay
from partywork.dues.views.asked import asked_month, asked_year
from partywork.dues.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.get("/dues/")
def index() -> ResponseReturnValue:
    """List the cells whose dues the person follows."""
    today = clock.today()
    return render_template(
        "dues/index.html",
        lines=following.cells(current_actor()),
        month=Month.of(today),
        quarter=Quarter.of(today),
    )


def _month_address(cell_id: UUID, month: Month) -> str:
    return url_for(".month", cell_id=cell_id, dues_year=month.year, dues_month=month.month)


@bp.route("/dues/cells/<uuid:cell_id>/<int:dues_year>/<int:dues_month>", methods=["GET", "POST"])
def month(cell_id: UUID, dues_year: int, dues_month: int) -> ResponseReturnValue:
    """Show the collection of a month; write down who paid."""
    actor = current_actor()
    asked = asked_month(dues_year, dues_month)
    form = CollectForm(request.form)

    def act() -> str:
        service.collect(
            actor,
            cell_id,
            asked,
            member_ids=form.ticked,
            paid_on=form.paid_on.data or actor.day,
            way=PaymentWay(form.way.data),
        )
        return _month_address(cell_id, asked)

    if answer := accepted(form, act, "Đã ghi các đồng chí nộp đảng phí."):
        return answer
    read = service.for_collecting if request.method == "POST" else month_sheet
    if request.method == "GET":
        form = CollectForm(data={"paid_on": clock.today()})
    sheet = read(actor, cell_id, asked)
    page = render_template(
        "dues/month.html",
        sheet=sheet,
        keeps=service.kept_by(actor, sheet),
        form=form,
        now=Month.of(clock.today()),
        may_collect=policy.may_collect(actor, cell_id),
        may_close=policy.may_close(actor, cell_id),
    )
    return page, form.status


@bp.get("/dues/cells/<uuid:cell_id>/<int:dues_year>/<int:dues_month>/list.pdf")
def list_pdf(cell_id: UUID, dues_year: int, dues_month: int) -> ResponseReturnValue:
    """Send the list that people sign when they pay."""
    asked = asked_month(dues_year, dues_month)
    name, content = service.list_to_sign(current_actor(), cell_id, asked)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route(
    "/dues/cells/<uuid:cell_id>/<int:dues_year>/<int:dues_month>/members/<uuid:member_id>",
    methods=["GET", "POST"],
)
def record(cell_id: UUID, dues_year: int, dues_month: int, member_id: UUID) -> ResponseReturnValue:
    """Write down or mend what one member brought."""
    actor = current_actor()
    asked = asked_month(dues_year, dues_month)
    form = RecordForm(request.form)

    def act() -> str:
        service.record_one(
            actor,
            cell_id,
            asked,
            member_id,
            entry=Entry(form.entry.data),
            amount=form.amount.data,
            paid_on=form.paid_on.data,
        )
        return _month_address(cell_id, asked)

    if answer := accepted(form, act, "Đã ghi vào sổ thu đảng phí."):
        return answer
    sheet, line = service.for_recording(actor, cell_id, asked, member_id)
    if request.method == "GET":
        form = RecordForm(data=service.proposed(sheet, line))
    rest = service.takes_rest(sheet, line)
    page = render_template("dues/record.html", sheet=sheet, line=line, form=form, takes_rest=rest)
    return page, form.status


@bp.route(
    "/dues/cells/<uuid:cell_id>/<int:dues_year>/<int:dues_month>/close", methods=["GET", "POST"]
)
def close(cell_id: UUID, dues_year: int, dues_month: int) -> ResponseReturnValue:
    """Close the list of a month."""
    actor = current_actor()
    asked = asked_month(dues_year, dues_month)
    form = ConfirmForm(request.form)

    def act() -> str:
        service.close_month(actor, cell_id, asked)
        return _month_address(cell_id, asked)

    if answer := accepted(form, act, "Đã chốt danh sách thu của tháng."):
        return answer
    sheet = service.for_closing(actor, cell_id, asked)
    return render_template("dues/close.html", sheet=sheet, form=form), form.status


@bp.get("/dues/cells/<uuid:cell_id>/years/<int:dues_year>")
def year(cell_id: UUID, dues_year: int) -> ResponseReturnValue:
    """Show the picture of a year, people by months."""
    asked_month(dues_year, 1)
    sheet = year_sheet(current_actor(), cell_id, dues_year)
    return render_template("dues/year.html", sheet=sheet, this_year=clock.today().year)


@bp.get("/dues/cells/<uuid:cell_id>/debtors")
def debtors(cell_id: UUID) -> ResponseReturnValue:
    """List who owes which months of a year, for the officers only."""
    debts = following.debts(current_actor(), cell_id, asked_year())
    return render_template("dues/debtors.html", debts=debts, this_year=clock.today().year)
