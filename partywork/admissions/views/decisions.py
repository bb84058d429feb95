"""The pages of votes, of the way up, of decisions and of the ceremony."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.admissions.forms.files import (
    AdmissionVoteForm,
    CeremonyForm,
    DecisionForm,
    SendForm,
    VoteForm,
)
from partywork.admissions.forms.prospects import ReasonForm
from partywork.admissions.pages.files import name_of
from partywork.admissions.service import decisions, files, stopping, voting
from partywork.admissions.views.blueprint import bp
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor


def _back(procedure_id: UUID) -> str:
    return url_for(".file", procedure_id=procedure_id)


def _told(actor: Actor, procedure: Any) -> list[tuple[UUID, str]]:
    """Say of each vote what was asked, when, and how it ended."""
    return [
        (one.id, f"{display.day(clock.day_of(one.closed_at))}: {one.question} ({one.status.label})")
        for one in voting.votes_taken(actor, procedure)
        if one.closed_at is not None
    ]


@bp.route("/admissions/files/<uuid:procedure_id>/vote", methods=["GET", "POST"])
def vote(procedure_id: UUID) -> ResponseReturnValue:
    """Record the vote of the cell on one person."""
    actor = current_actor()
    procedure = files.for_preparing(actor, procedure_id)
    kind = AdmissionVoteForm if procedure.kind.admits else VoteForm
    form = kind(request.form)
    form.offer(_told(actor, procedure))

    def act() -> str:
        voting.vote(
            actor,
            procedure_id,
            version=form.version.data or 0,
            count=form.count,
            vote_id=form.chosen,
            resolution_number=form.resolution_number.data or "",
            consent_number=form.consent,
        )
        return _back(procedure_id)

    if answer := accepted(form, act, "Đã ghi kết quả biểu quyết."):
        return answer
    procedure = files.for_preparing(actor, procedure_id)
    roll = voting.suggested_roll(actor, procedure)
    if request.method == "GET":
        form.version.data, form.roll.data = procedure.version, roll
    page = render_template(
        "admissions/vote.html",
        form=form,
        procedure=procedure,
        name=name_of(procedure),
        roll=roll,
        needed=voting.suggested_number(actor, procedure, roll),
        attempt=len(procedure.votes) + 1,
    )
    return page, form.status


@bp.route("/admissions/files/<uuid:procedure_id>/send", methods=["GET", "POST"])
def send(procedure_id: UUID) -> ResponseReturnValue:
    """Send the file to the level above."""
    actor = current_actor()
    form = SendForm(request.form)

    def act() -> str:
        voting.send_up(
            actor,
            procedure_id,
            version=form.version.data or 0,
            sent_on=form.sent_on.data or actor.day,
        )
        return _back(procedure_id)

    if answer := accepted(form, act, "Đã ghi việc gửi hồ sơ."):
        return answer
    procedure = files.for_preparing(actor, procedure_id)
    if request.method == "GET":
        form = SendForm(version=procedure.version, sent_on=actor.day)
    return _page("admissions/send.html", form, procedure), form.status


@bp.route("/admissions/files/<uuid:procedure_id>/decide", methods=["GET", "POST"])
def decide(procedure_id: UUID) -> ResponseReturnValue:
    """Record the decision to admit or to recognise as official."""
    return _decision(procedure_id, decisions.decide, "Đã ghi quyết định.", "admissions/decide.html")


@bp.route("/admissions/files/<uuid:procedure_id>/send-back", methods=["GET", "POST"])
def send_back(procedure_id: UUID) -> ResponseReturnValue:
    """Give a file back to the cell."""
    actor = current_actor()
    form = ReasonForm(request.form)

    def act() -> str:
        decisions.send_back(
            actor,
            procedure_id,
            version=form.version.data or 0,
            returned_on=form.ended_on.data or actor.day,
            reason=form.reason.data or "",
        )
        return _back(procedure_id)

    if answer := accepted(form, act, "Đã trả lại hồ sơ cho chi bộ."):
        return answer
    procedure = decisions.for_deciding(actor, procedure_id)
    if request.method == "GET":
        form = ReasonForm(version=procedure.version, ended_on=actor.day)
    return _page("admissions/send_back.html", form, procedure), form.status


@bp.route("/admissions/files/<uuid:procedure_id>/strike-off", methods=["GET", "POST"])
def strike_off(procedure_id: UUID) -> ResponseReturnValue:
    """Record the decision to strike a probationary member off."""
    return _decision(
        procedure_id,
        decisions.strike_off,
        "Đã ghi quyết định xóa tên.",
        "admissions/strike_off.html",
        to_strike_off=True,
    )


def _decision(
    procedure_id: UUID,
    use_case: Callable[..., object],
    words: str,
    template: str,
    *,
    to_strike_off: bool = False,
) -> ResponseReturnValue:
    actor = current_actor()
    form = DecisionForm(request.form)

    def act() -> str:
        use_case(actor, procedure_id, version=form.version.data or 0, decision=form.decision)
        return _back(procedure_id)

    if answer := accepted(form, act, words):
        return answer
    procedure = decisions.for_deciding(actor, procedure_id)
    if request.method == "GET":
        form = DecisionForm(version=procedure.version)
    form.vote_id.offer(decisions.votes_to_choose(actor, procedure, to_strike_off=to_strike_off))
    return _page(template, form, procedure), form.status


@bp.route("/admissions/files/<uuid:procedure_id>/ceremony", methods=["GET", "POST"])
def celebrate(procedure_id: UUID) -> ResponseReturnValue:
    """Record the ceremony."""
    actor = current_actor()
    form = CeremonyForm(request.form)

    def act() -> str:
        decisions.celebrate(
            actor,
            procedure_id,
            version=form.version.data or 0,
            held_on=form.held_on.data or actor.day,
            minutes_number=form.minutes_number.data or "",
        )
        return _back(procedure_id)

    if answer := accepted(form, act, "Đã ghi lễ kết nạp."):
        return answer
    procedure = files.for_preparing(actor, procedure_id)
    if request.method == "GET":
        form = CeremonyForm(version=procedure.version)
    return _page("admissions/ceremony.html", form, procedure), form.status


@bp.route("/admissions/files/<uuid:procedure_id>/stop", methods=["GET", "POST"])
def stop(procedure_id: UUID) -> ResponseReturnValue:
    """End an admission without a decision."""
    actor = current_actor()
    form = ReasonForm(request.form)

    def act() -> str:
        stopping.stop(
            actor,
            procedure_id,
            version=form.version.data or 0,
            stopped_on=form.ended_on.data or actor.day,
            reason=form.reason.data or "",
        )
        return _back(procedure_id)

    if answer := accepted(form, act, "Đã dừng hồ sơ."):
        return answer
    procedure = stopping.for_stopping(actor, procedure_id)
    if request.method == "GET":
        form = ReasonForm(version=procedure.version, ended_on=actor.day)
    return _page("admissions/stop.html", form, procedure), form.status


def _page(template: str, form: VersionedForm, procedure: Any) -> str:
    return render_template(template, form=form, procedure=procedure, name=name_of(procedure))
