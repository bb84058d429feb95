"""Pages of a year of attendance."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.core import clock
from partywork.meetings.service import attendance_year as service
from partywork.meetings.views.asked import asked_key, asked_year
from partywork.meetings.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.guards import current_actor


@bp.get("/meetings/attendance")
def attendance() -> ResponseReturnValue:
    """The people of a cell through a year, or all cells for those who oversee them."""
    actor, year = current_actor(), asked_year()
    wanted = asked_key("to-chuc") or service.opens_own_cell(actor)
    facts = {"year": year, "this_year": clock.today().year, "prompts": service.prompts()}
    if wanted is None:
        cells = service.of_all_cells(actor, year)
        return render_template("meetings/attendance_cells.html", cells=cells, **facts)
    cell = service.of_cell(actor, wanted, year)
    return render_template(
        "meetings/attendance.html",
        cell=cell,
        is_above=service.opens_own_cell(actor) is None,
        **facts,
    )


@bp.get("/meetings/attendance/<uuid:organisation_id>.pdf")
def attendance_pdf(organisation_id: UUID) -> Response:
    """The year of a cell on paper."""
    name, content = service.printed(current_actor(), organisation_id, asked_year())
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.get("/meetings/attendance/mine")
def own_attendance() -> ResponseReturnValue:
    """One's own year."""
    year = asked_year()
    return render_template(
        "meetings/attendance_own.html",
        own=service.own(current_actor(), year),
        year=year,
        this_year=clock.today().year,
    )
