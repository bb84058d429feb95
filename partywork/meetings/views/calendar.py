"""The calendar of the cells' meetings, and who of the committee above attends them."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.periods import Month
from partywork.meetings.forms.calendar import AssignForm
from partywork.meetings.service import calendar as service
from partywork.meetings.service import visiting
from partywork.meetings.service.people import named
from partywork.meetings.views.asked import asked_month, pressed
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor


@bp.get("/meetings/calendar")
def calendar() -> ResponseReturnValue:
    """Show a month of the cells, day by day."""
    month = asked_month() or Month.of(clock.today())
    return render_template(
        "meetings/calendar.html",
        found=service.of_month(current_actor(), month),
        month=month,
        form=BaseForm(),
    )


def _calendar_of(meeting: Any) -> str:
    day = meeting.starts_on
    return url_for(".calendar", thang=f"{day.year}-{day.month:02d}")


@bp.route("/meetings/<uuid:meeting_id>/visitors", methods=["GET", "POST"])
def visitors(meeting_id: UUID) -> ResponseReturnValue:
    """Say who of the committee attends a meeting."""
    actor = current_actor()
    found = visiting.for_assigning(actor, meeting_id)
    form = AssignForm(request.form)
    form.member_id.offer(named(found.people), "Chọn đảng ủy viên")

    def act() -> str:
        visiting.assign(actor, meeting_id, form.member_id.data)
        return url_for(".visitors", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã phân công và báo cho đồng chí dự, chi bộ."):
        return answer
    found = visiting.for_assigning(actor, meeting_id)
    return render_template(
        "meetings/visitors.html", found=found, meeting=found.meeting, form=form, removal=BaseForm()
    ), form.status


@bp.post("/meetings/<uuid:meeting_id>/visitors/<uuid:member_id>/remove")
def release_visitor(meeting_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Take somebody off again."""
    actor = current_actor()

    def act() -> str:
        meeting = visiting.release(actor, meeting_id, member_id)
        return _calendar_of(meeting)

    return pressed(act, "Đã thôi phân công.")


@bp.post("/meetings/<uuid:meeting_id>/visitors/me")
def attend(meeting_id: UUID) -> ResponseReturnValue:
    """Offer to attend oneself."""
    actor = current_actor()

    def act() -> str:
        meeting = visiting.join(actor, meeting_id)
        return _calendar_of(meeting)

    return pressed(act, "Đã ghi đồng chí sẽ dự và báo cho chi bộ.")
