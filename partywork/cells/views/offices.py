"""Decisions on offices: giving, ending, handing over, and the second person's word."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.forms.offices import (
    AppointForm,
    ConfirmForm,
    HandOverForm,
    RefuseForm,
    RelieveForm,
)
from partywork.cells.service import appointments, handing_over, nominations, relieving
from partywork.cells.service.appointments import Candidates
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


def _people(candidates: Candidates) -> list[tuple[UUID, str]]:
    return [(one.id, f"{one.full_name} ({one.born_on:%d/%m/%Y})") for one in candidates.members]


@bp.route("/cells/<uuid:organisation_id>/appoint", methods=["GET", "POST"])
def appoint(organisation_id: UUID) -> ResponseReturnValue:
    """Record a decision that gives an office."""
    actor = current_actor()
    form = AppointForm(request.form)
    candidates = appointments.for_appointing(actor, organisation_id)
    form.offer(candidates.organisation.kind, _people(candidates))

    def act() -> str:
        appointments.appoint(
            actor,
            organisation_id=organisation_id,
            member_id=UUID(form.member_id.data),
            office=form.office_title,
            desk=form.chosen_desk,
            starts_on=cast(date, form.starts_on.data),
            decision=form.decision,
        )
        return url_for(".show", organisation_id=organisation_id)

    if answer := accepted(form, act, candidates.told):
        return answer
    candidates = appointments.for_appointing(actor, organisation_id)
    return render_template("cells/appoint.html", candidates=candidates, form=form), form.status


@bp.route("/cells/appointments/<uuid:appointment_id>/relieve", methods=["GET", "POST"])
def relieve(appointment_id: UUID) -> ResponseReturnValue:
    """Record a decision that ends an office."""
    actor = current_actor()
    form = RelieveForm(request.form)
    told = relieving.told(relieving.for_relieving(actor, appointment_id))

    def act() -> str:
        held = relieving.relieve(
            actor,
            appointment_id,
            version=form.version.data or 0,
            ends_on=cast(date, form.ends_on.data),
            decision=form.decision,
        )
        return url_for(".show", organisation_id=held.organisation_id)

    if answer := accepted(form, act, told):
        return answer
    held = relieving.for_relieving(actor, appointment_id)
    if request.method == "GET":
        form = RelieveForm(version=held.version)
    return render_template("cells/relieve.html", held=held, form=form), form.status


@bp.route("/cells/appointments/<uuid:appointment_id>/hand-over", methods=["GET", "POST"])
def hand_over(appointment_id: UUID) -> ResponseReturnValue:
    """Move an office to somebody else in one action, or leave it vacant."""
    actor = current_actor()
    held = relieving.for_relieving(actor, appointment_id)
    form = HandOverForm(request.form, version=held.version)
    candidates = appointments.for_appointing(actor, held.organisation_id)
    form.offer(_people(candidates))

    def act() -> str:
        handing_over.hand_over(
            actor,
            appointment_id,
            version=form.version.data or 0,
            starts_on=cast(date, form.starts_on.data),
            decision=form.decision,
            successor_id=form.successor,
            acting_id=form.acting,
        )
        return url_for(".show", organisation_id=candidates.organisation.id)

    if answer := accepted(form, act, candidates.told):
        return answer
    held = relieving.for_relieving(actor, appointment_id)
    return render_template("cells/hand_over.html", held=held, form=form), form.status


@bp.route("/cells/nominations")
def nominations_list() -> ResponseReturnValue:
    """List the decisions on offices that wait for a second person."""
    return render_template("cells/nominations.html", waiting=nominations.waiting(current_actor()))


@bp.route("/cells/nominations/<uuid:nomination_id>", methods=["GET", "POST"])
def confirm_nomination(nomination_id: UUID) -> ResponseReturnValue:
    """Let a decision on an office take effect, as the second person."""
    actor = current_actor()
    nomination = nominations.get(actor, nomination_id)
    form = ConfirmForm(request.form, version=nomination.version)

    def act() -> str:
        held = nominations.confirm(actor, nomination_id, version=form.version.data or 0)
        return url_for(".show", organisation_id=held.organisation_id)

    if answer := accepted(form, act, "Đã xác nhận; quyết định có hiệu lực từ ngày đã ghi."):
        return answer
    nomination = nominations.get(actor, nomination_id)
    refusal = RefuseForm(version=nomination.version)
    page = render_template(
        "cells/nomination.html", nomination=nomination, form=form, refusal=refusal
    )
    return page, form.status


@bp.route("/cells/nominations/<uuid:nomination_id>/refuse", methods=["GET", "POST"])
def refuse_nomination(nomination_id: UUID) -> ResponseReturnValue:
    """Let a decision on an office not take effect, saying why."""
    actor = current_actor()
    nomination = nominations.get(actor, nomination_id)
    form = RefuseForm(request.form, version=nomination.version)

    def act() -> str:
        reason = form.reason.data or ""
        nominations.refuse(actor, nomination_id, version=form.version.data or 0, reason=reason)
        return url_for(".nominations_list")

    if answer := accepted(form, act, "Đã ghi là không xác nhận."):
        return answer
    nomination = nominations.get(actor, nomination_id)
    page = render_template("cells/refuse_nomination.html", nomination=nomination, form=form)
    return page, form.status
