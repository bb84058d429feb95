"""Opening a meeting, its guests, the roll-call."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.ballots.service import base as bases
from partywork.meetings import policy
from partywork.meetings.forms.roll_call import GuestsForm, OpenForm, RollCallForm
from partywork.meetings.service import leaders, opening, record
from partywork.meetings.service import roll_call as service
from partywork.meetings.service.people import (
    named_with_accounts,
    who_can_lead,
    without_account,
)
from partywork.meetings.terms import AttendanceMark, ListOrder
from partywork.meetings.views.asked import after_conflict, asked_order
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/meetings/<uuid:meeting_id>/open", methods=["GET", "POST"])
def open_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Confirm chair and minutes taker and begin."""
    actor = current_actor()
    meeting, people = opening.for_opening(actor, meeting_id)
    form = OpenForm(
        request.form,
        data={
            "version": meeting.version,
            "chair_id": meeting.expected_chair_id,
            "minutes_taker_id": meeting.expected_minutes_taker_id,
            "opened_at": opening.proposed_opening(meeting),
        },
    )
    if request.method == "GET":
        form.make_room()

    def act() -> str:
        opening.open_meeting(
            actor,
            meeting_id,
            version=form.version.data or 0,
            chair_id=form.chair_id.data,
            minutes_taker_id=form.minutes_taker_id.data,
            at=form.opened_at.data,
            guests=form.visitors,
        )
        return url_for(".call_roll", meeting_id=meeting_id)

    if answer := accepted(form, act, "Cuộc họp đã khai mạc. Mời điểm danh."):
        return answer
    meeting, people = opening.for_opening(actor, meeting_id)
    after_conflict(form, meeting.version)
    able = who_can_lead(people)
    offered = named_with_accounts([(one.member, one.office) for one in able])
    form.chair_id.offer(offered)
    form.minutes_taker_id.offer(offered)
    chosen = (form.chair_id.data, form.minutes_taker_id.data)
    return render_template(
        "meetings/open.html",
        meeting=meeting,
        form=form,
        unable=without_account(one.member for one in able if one.member.id in chosen),
    ), form.status


@bp.route("/meetings/<uuid:meeting_id>/roll-call", methods=["GET", "POST"])
def call_roll(meeting_id: UUID) -> ResponseReturnValue:
    """Call the roll, save it at once, see who counts in a vote."""
    actor, order = current_actor(), asked_order()
    form = RollCallForm(request.form)

    def act() -> str:
        with _telling_of_another_reading(meeting_id):
            service.call_roll(
                actor,
                meeting_id,
                version=form.version.data or 0,
                markings=form.markings,
                visitors=form.came if form.visitors else None,
            )
        return url_for(".call_roll", meeting_id=meeting_id, xep=order.value)

    if answer := accepted(form, act, "Đã lưu điểm danh."):
        return answer
    meeting = service.for_roll_call(actor, meeting_id)
    lines = service.in_order(meeting, order)
    if request.method == "GET":
        form = RollCallForm(data=_called(meeting, lines))
    after_conflict(form, service.roll_version(meeting))
    return render_template(
        "meetings/roll_call.html",
        meeting=meeting,
        form=form,
        order=order,
        orders=list(ListOrder),
        lines={str(line.id): line for line in lines},
        visitors={str(one.id): one for one in service.visitors_of(meeting)},
        names={line.member_id: line.member.full_name for line in lines},
        barred=[line for line in lines if not service.may_be_called(line)],
        apart={line.id for line in lines if service.comes_unasked(line)},
        exempt={line.id for line in lines if service.may_be_exempt(line)},
        counts=service.counts(meeting),
        uncalled=service.uncalled(meeting),
        unable=leaders.cannot_confirm(meeting),
        may_lead=policy.may_lead(actor, meeting),
        base=bases.base_of([service.voter_of(line, meeting.kind) for line in lines]),
    ), form.status


def _called(meeting: Any, lines: list[Any]) -> dict[str, Any]:
    reasons = service.accepted_reasons(meeting)
    rows = []
    for line in lines:
        is_called = line.mark is not AttendanceMark.NOT_CALLED
        if service.may_be_called(line):
            rows.append(
                {
                    "attendance_id": line.id,
                    "mark": line.mark.value,
                    "place": line.place.value,
                    "late_at": service.arrival_time(line),
                    "reason": (line.reason or "") if is_called else reasons.get(line.member_id, ""),
                }
            )
    visitors = [
        {"guest_id": one.id, "is_present": one.is_present} for one in service.visitors_of(meeting)
    ]
    return {"version": service.roll_version(meeting), "rows": rows, "visitors": visitors}


@contextmanager
def _telling_of_another_reading(meeting_id: UUID) -> Iterator[None]:
    """Tell who changes the roll that the minutes, read out before, have to be read out again."""
    was_read_out = record.is_read_out(current_actor(), meeting_id)
    yield
    if was_read_out and not record.is_read_out(current_actor(), meeting_id):
        flash("Biên bản trở lại dự thảo: hãy đọc lại trước cuộc họp rồi thông qua.", "late")


@bp.route("/meetings/<uuid:meeting_id>/guests", methods=["GET", "POST"])
def guests(meeting_id: UUID) -> ResponseReturnValue:
    """Write down who visits the meeting."""
    actor = current_actor()
    form = GuestsForm(request.form)

    def act() -> str:
        with _telling_of_another_reading(meeting_id):
            opening.welcome(actor, meeting_id, version=form.version.data or 0, guests=form.visitors)
        return url_for(".call_roll", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã lưu danh sách đại biểu, khách mời."):
        return answer
    meeting = service.for_roll_call(actor, meeting_id)
    if request.method == "GET":
        rows = [
            {"full_name": one.full_name, "title": one.title}
            for one in meeting.guests
            if one.member_id is None
        ]
        form = GuestsForm(data={"version": meeting.version, "guests": rows})
        form.make_room()
    after_conflict(form, meeting.version)
    return render_template("meetings/guests.html", meeting=meeting, form=form), form.status
