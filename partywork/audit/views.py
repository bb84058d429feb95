"""The trail as a page."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.audit import service
from partywork.audit.forms import FindEntriesForm
from partywork.audit.policy import may_inspect
from partywork.audit.rules import action_words, readable
from partywork.core.errors import require
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page

bp = Blueprint("audit", __name__)


@bp.get("/audit")
def index() -> ResponseReturnValue:
    """List who did what, newest first."""
    actor = current_actor()
    require(may_inspect(actor), "Chỉ Ủy ban kiểm tra và Đảng ủy xem nhật ký.")
    form = FindEntriesForm(request.args)
    number = asked_page()
    form.validate()
    entries, total = service.find(
        actor,
        person=form.nguoi.data or "",
        action=form.viec.data or "",
        from_day=form.tu_ngay.data,
        to_day=form.den_ngay.data,
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
    )
    rows = [(entry, action_words(entry.action), readable(entry.changes)) for entry in entries]
    page, address = Page(number, total), partial(_page_address, form)
    return render_template("audit/index.html", rows=rows, page=page, address=address, form=form)


def _page_address(form: FindEntriesForm, number: int) -> str:
    words: dict[str, Any] = {field.name: request.args.get(field.name) for field in form}
    return url_for(".index", **(words | {"submission_key": None, "trang": number}))
