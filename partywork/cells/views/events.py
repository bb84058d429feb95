"""Recording the events of a member's life, and mending what was recorded wrongly."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.forms.events import (
    CardReturnForm,
    DeathStepForm,
    EventForm,
    VoidForm,
    event_form,
)
from partywork.cells.rules.event_fields import ASKED
from partywork.cells.service import deaths, taking_back
from partywork.cells.service import recording as service
from partywork.cells.service.telling import Told
from partywork.cells.terms import DeathStep, EventKind
from partywork.cells.views.blueprint import bp
from partywork.core.errors import NotVisible
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.get("/members/<uuid:member_id>/events/new")
def choose_event(member_id: UUID) -> ResponseReturnValue:
    """Choose what to record; what is impossible now says why."""
    choices = service.for_choosing(current_actor(), member_id)
    return render_template("cells/choose_event.html", choices=choices)


@bp.route("/members/<uuid:member_id>/events/new/<kind>", methods=["GET", "POST"])
def record_event(member_id: UUID, kind: str) -> ResponseReturnValue:
    """Record an event of the chosen kind."""
    actor, chosen = current_actor(), _kind(kind)
    opened = service.for_recording(actor, member_id, chosen)
    form = event_form(chosen)(request.form, data={"deciding_body": ""})
    form.offer(opened.cells, opened.milestones)

    def act() -> str:
        service.record(actor, member_id, _told(form))
        next_page = ".death" if chosen is EventKind.DIED else ".member"
        return url_for(next_page, member_id=member_id)

    if answer := accepted(form, act, f"Đã ghi: {chosen.label}."):
        return answer
    opened = service.for_recording(actor, member_id, chosen)
    return render_template(
        "cells/record_event.html", form=form, opened=opened, kind=chosen
    ), form.status


def _kind(name: str) -> EventKind:
    if name not in {kind.value for kind in ASKED}:
        raise NotVisible()
    return EventKind(name)


def _told(form: EventForm) -> Told:
    return Told(
        kind=form.kind,
        happened_on=form.day,
        has_paper=form.has_paper.data,
        note=form.note.data or None,
        given=form.given,
    )


@bp.route("/members/<uuid:member_id>/events/<uuid:event_id>/correct", methods=["GET", "POST"])
def correct_event(member_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """Put the right words in the place of wrong ones; both stay in the list."""
    actor = current_actor()
    mending = service.for_mending(actor, member_id, event_id)
    form = event_form(mending.event.kind)(request.form, data=mending.shown)
    form.offer(mending.recording.cells, mending.recording.milestones)

    def act() -> str:
        service.correct(actor, member_id, event_id, _told(form))
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã đính chính; nội dung cũ vẫn giữ lại và gạch ngang."):
        return answer
    mending = service.for_mending(actor, member_id, event_id)
    return render_template("cells/correct_event.html", form=form, mending=mending), form.status


@bp.route("/members/<uuid:member_id>/events/<uuid:event_id>/void", methods=["GET", "POST"])
def void_event(member_id: UUID, event_id: UUID) -> ResponseReturnValue:
    """Let an event that never happened count no more."""
    actor, form = current_actor(), VoidForm(request.form)
    service.for_mending(actor, member_id, event_id)

    def act() -> str:
        service.void(actor, member_id, event_id, form.reason.data or "")
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã hủy; nội dung cũ vẫn giữ lại và gạch ngang."):
        return answer
    mending = service.for_mending(actor, member_id, event_id)
    return render_template("cells/void_event.html", form=form, mending=mending), form.status


@bp.route("/members/<uuid:member_id>/death", methods=["GET", "POST"])
def death(member_id: UUID) -> ResponseReturnValue:
    """Show what follows a death step by step, and note what was done."""
    actor = current_actor()
    left = deaths.open_death(actor, member_id).left
    form = DeathStepForm(request.form, step=next(iter(left), None), done_on=actor.day)
    form.offer(left)

    def act() -> str:
        deaths.note_step(
            actor,
            member_id,
            step=DeathStep(form.step.data),
            done_on=form.day,
            words=form.words.data or "",
        )
        return url_for(".death", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi."):
        return answer
    opened = deaths.open_death(actor, member_id)
    return render_template("cells/death.html", form=form, death=opened), form.status


@bp.route("/members/<uuid:member_id>/card-return", methods=["GET", "POST"])
def card_return(member_id: UUID) -> ResponseReturnValue:
    """Show whether the card of who left the Party came back, and note that it did."""
    actor = current_actor()
    taking_back.open_return(actor, member_id)
    form = CardReturnForm(request.form, done_on=actor.day)

    def act() -> str:
        taking_back.note_return(actor, member_id, done_on=form.day, words=form.words.data or "")
        return url_for(".card_return", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi."):
        return answer
    opened = taking_back.open_return(actor, member_id)
    return render_template("cells/card_return.html", form=form, opened=opened), form.status
