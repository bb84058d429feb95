"""The list of meetings, the page of one, and preparing it."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.errors import NotAllowed
from partywork.core.periods import Month
from partywork.meetings import policy, rules
from partywork.meetings.forms.invitations import AcceptAbsenceForm
from partywork.meetings.forms.planning import CancelForm, MoveForm, PlanForm
from partywork.meetings.service import changing, meetings, planning, reading, roll_call, study
from partywork.meetings.service.people import named, who_can_lead
from partywork.meetings.terms import ListOrder
from partywork.meetings.views.asked import (
    after_conflict,
    asked_key,
    asked_kind,
    asked_month,
    asked_year,
)
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import Page, asked_page


@bp.get("/meetings/")
def index() -> ResponseReturnValue:
    """List the meetings of a year: one organisation month by month, or what the cells filed."""
    actor = current_actor()
    places, year = meetings.places(actor), asked_year()
    asked = asked_key("to-chuc")
    place = next((one for one in places if one.id == asked), places[0] if places else None)
    if request.args.get("to-chuc") == "da-gui" and meetings.oversees(actor):
        return _filed(places, year)
    return render_template(
        "meetings/index.html",
        organisations=places,
        here=place,
        year=year,
        oversees=meetings.oversees(actor),
        months=meetings.year_of(actor, place.id, year) if place else [],
        this_month=Month.of(clock.today()),
        may_run=place is not None and policy.may_prepare_some(actor, place.id),
    )


def _filed(places: list[Any], year: int) -> ResponseReturnValue:
    number, month = asked_page(), asked_month()
    found = meetings.list_visible(
        current_actor(), year=year, month=month.month if month else None, page=number
    )
    return render_template(
        "meetings/filed.html",
        organisations=places,
        year=year,
        meetings=found.meetings,
        page=Page(number, found.total, meetings.PER_PAGE),
    )


@bp.get("/meetings/<uuid:meeting_id>/")
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Show one meeting."""
    actor = current_actor()
    meeting = meetings.whole(actor, meeting_id)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        bulletins=study.issued_for(actor, meeting),
        lines=roll_call.in_order(meeting, ListOrder.OFFICE),
        counts=roll_call.counts(meeting),
        is_invited=any(
            one.member_id == actor.member_id and one.sent_at for one in meeting.invitations
        ),
        visit=roll_call.visit_of(actor, meeting),
        may_run=policy.may_run(actor, meeting),
        may_lead=policy.may_lead(actor, meeting),
        may_write=policy.may_write(actor, meeting),
        may_confirm=policy.may_confirm(actor, meeting),
        resolutions=reading.resolutions_of(actor, meeting),
        form=AcceptAbsenceForm(),
    )


@bp.route("/meetings/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Prepare the next meeting of a body from what the system knows."""
    actor = current_actor()
    bodies = planning.bodies(actor)
    if not bodies:
        raise NotAllowed("Việc này thuộc bí thư, phó bí thư, cấp ủy viên của tổ chức họp.")
    body_id = asked_key("co-quan") or bodies[0].id
    suggestion = _suggest(body_id)
    form = PlanForm(request.form, data=_suggested(suggestion))

    def act() -> str:
        meeting = planning.plan(
            actor,
            body_id,
            kind=suggestion.kind,
            month=suggestion.month,
            facts=form.plan,
            group_id=suggestion.group_id,
        )
        return url_for(".show", meeting_id=meeting.id)

    if answer := accepted(form, act, "Đã lưu buổi sinh hoạt. Hãy xem chương trình rồi mời họp."):
        return answer
    suggestion = _suggest(body_id)
    names = _offer(form, suggestion.people)
    return render_template(
        "meetings/new.html",
        form=form,
        bodies=planning.bodies(actor),
        suggestion=suggestion,
        kinds=rules.kinds_of(suggestion.body.kind),
        months=[Month.of(clock.today()).shift(step) for step in range(-2, 4)],
        names=names,
        has_theme=rules.has_theme(suggestion.kind),
    ), form.status


def _suggest(body_id: UUID) -> planning.Suggestion:
    return planning.suggest(
        current_actor(),
        body_id,
        kind=asked_kind(),
        month=asked_month(),
        group_id=asked_key("to-dang"),
    )


def _suggested(suggestion: planning.Suggestion) -> dict[str, Any]:
    people = [{"member_id": one.member.id, "reason": ""} for one in suggestion.people]
    return {
        "title": suggestion.title,
        "held_on": suggestion.held_on,
        "at": suggestion.at,
        "place": suggestion.place,
        "chair_id": suggestion.chair_id,
        "minutes_taker_id": suggestion.minutes_taker_id,
        "online_people": people,
    }


def _offer(form: PlanForm, people: list[Any]) -> dict[str, str]:
    leaders = named(who_can_lead(people))
    form.chair_id.offer(leaders)
    form.minutes_taker_id.offer(leaders)
    form.theme_presenter_id.offer(named(people), "Chưa phân công")
    return {str(person.member.id): person.member.full_name for person in people}


@bp.route("/meetings/<uuid:meeting_id>/edit", methods=["GET", "POST"])
def edit(meeting_id: UUID) -> ResponseReturnValue:
    """Change the preparation of a meeting."""
    actor = current_actor()
    meeting, people = changing.for_editing(actor, meeting_id)
    form = PlanForm(request.form, data=_written(meeting, people))

    def act() -> str:
        changing.change(actor, meeting_id, version=form.version.data or 0, facts=form.plan)
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    meeting, people = changing.for_editing(actor, meeting_id)
    after_conflict(form, meeting.version)
    names = _offer(form, people)
    return render_template(
        "meetings/edit.html",
        meeting=meeting,
        form=form,
        names=names,
        has_theme=rules.has_theme(meeting.kind),
    ), form.status


def _written(meeting: Any, people: list[Any]) -> dict[str, Any]:
    reasons = {one.member_id: one.online_reason or "" for one in meeting.invitations}
    local = clock.local(meeting.starts_at)
    return {
        "version": meeting.version,
        "title": meeting.title,
        "held_on": local.date(),
        "at": local.time(),
        "place": meeting.place,
        "theme": meeting.theme,
        "theme_presenter_id": meeting.theme_presenter_id,
        "chair_id": meeting.expected_chair_id,
        "minutes_taker_id": meeting.expected_minutes_taker_id,
        "prepared_on": meeting.prepared_on,
        "mode": meeting.mode.value,
        "link": meeting.link or "",
        "given_by": meeting.permission_by or "",
        "given_on": meeting.permission_on,
        "document": meeting.permission_document or "",
        "reason": meeting.permission_reason or "",
        "online_people": [
            {"member_id": one.member.id, "reason": reasons.get(one.member.id, "")} for one in people
        ],
    }


@bp.route("/meetings/<uuid:meeting_id>/move", methods=["GET", "POST"])
def move(meeting_id: UUID) -> ResponseReturnValue:
    """Hold the meeting at another time or place."""
    actor = current_actor()
    meeting, _ = changing.for_editing(actor, meeting_id)
    local = clock.local(meeting.starts_at)
    form = MoveForm(
        request.form,
        data={
            "version": meeting.version,
            "held_on": local.date(),
            "at": local.time(),
            "place": meeting.place,
        },
    )

    def act() -> str:
        changing.move(
            actor,
            meeting_id,
            version=form.version.data or 0,
            starts_at=form.starts_at,
            place=form.place.data,
        )
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã đổi và báo cho người được mời."):
        return answer
    meeting, _ = changing.for_editing(actor, meeting_id)
    after_conflict(form, meeting.version)
    return render_template("meetings/move.html", meeting=meeting, form=form), form.status


@bp.route("/meetings/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    """Record that there is no meeting this month, and why."""
    actor = current_actor()
    form = CancelForm(request.form)

    def act() -> str:
        changing.cancel(
            actor, meeting_id, version=form.version.data or 0, reason=form.reason.data or ""
        )
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã ghi nhận không họp."):
        return answer
    meeting, _ = changing.for_editing(actor, meeting_id)
    if request.method == "GET":
        form.version.data = meeting.version
    after_conflict(form, meeting.version)
    return render_template("meetings/cancel.html", meeting=meeting, form=form), form.status
