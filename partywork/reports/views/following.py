"""The board of all cells and the reminder."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.reports import policy
from partywork.reports.forms import RemindForm
from partywork.reports.service import following
from partywork.reports.views.asked import asked_month, asked_year, month_of
from partywork.reports.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/reports/board", methods=["GET", "POST"])
def board() -> ResponseReturnValue:
    """Every cell through a year; the office reminds those that have not sent."""
    actor = current_actor()
    form = RemindForm(request.form)

    def act() -> str:
        following.remind(actor, month_of(form.month.data))
        return url_for(".board", nam=month_of(form.month.data).year)

    if answer := accepted(form, act, "Đã nhắc các chi bộ chưa gửi báo cáo."):
        return answer
    year = asked_year()
    shown = following.board(actor, year, asked_month(year))
    html = render_template(
        "reports/board.html",
        board=shown,
        form=form,
        this_year=clock.today().year,
        may_remind=policy.may_review(actor) and shown.missing and shown.year == clock.today().year,
    )
    return html, form.status
