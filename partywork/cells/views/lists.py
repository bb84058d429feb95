"""The list of members and its spreadsheet."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.lists import PeopleFilter
from partywork.cells.service import people as service
from partywork.cells.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.route("/members")
def members() -> ResponseReturnValue:
    """List the people of the actor's cell or subtree."""
    actor = current_actor()
    form = PeopleFilter(request.args)
    number = asked_page()
    people = service.list_visible(actor, form.wanted, offset=(number - 1) * PER_PAGE)
    cells = service.cells_to_choose(actor)
    form.offer_cells((cell.id, cell.name) for cell in cells)

    def address(page: int) -> str:
        return url_for(".members", trang=page, **form.asked)

    return render_template(
        "cells/members.html",
        form=form,
        people=people,
        page=Page(number, people.total),
        address=address,
        has_cells=len(cells) > 1,
        may_import=policy.may_import(actor),
        may_oversee=policy.may_oversee(actor),
    )


@bp.route("/members/export", methods=["POST"])
def export_members() -> ResponseReturnValue:
    """Send the list on screen as a spreadsheet; who took it is recorded."""
    form = PeopleFilter(request.form)
    content = service.export(current_actor(), form.wanted)
    return send_bytes(content, media_type=_SPREADSHEET, name="Danh sách đảng viên.xlsx")
