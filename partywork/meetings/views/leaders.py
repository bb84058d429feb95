"""The page on which others take over the chair or the minutes of an open meeting."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.meetings.forms.leaders import LeadersForm
from partywork.meetings.service import leaders as service
from partywork.meetings.views.asked import after_conflict
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/meetings/<uuid:meeting_id>/leaders", methods=["GET", "POST"])
def hand_over(meeting_id: UUID) -> ResponseReturnValue:
    """«Đổi chủ trì, thư ký»: who takes over, and since when."""
    actor = current_actor()
    form = LeadersForm(request.form)

    def act() -> str:
        service.hand_over(
            actor,
            meeting_id,
            version=form.version.data or 0,
            to=form.leaders,
            at=form.hour,
        )
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã đổi và báo cho các đồng chí liên quan."):
        return answer
    found = service.for_handing_over(actor, meeting_id)
    if request.method == "GET":
        form = LeadersForm(data=_now(found))
    after_conflict(form, found.meeting.version)
    form.chair_id.offer(found.people)
    form.minutes_taker_id.offer(found.people)
    page = render_template(
        "meetings/leaders.html", meeting=found.meeting, item=found.item, form=form
    )
    return page, form.status


def _now(found: service.Handing) -> dict[str, object]:
    now = service.of_meeting(found.meeting)
    return {
        "version": found.meeting.version,
        "chair_id": now.chair_id,
        "minutes_taker_id": now.minutes_taker_id,
        "at": clock.local(clock.now()).time().replace(second=0, microsecond=0),
    }
