"""The register of recommendations, one of them, its answer, reading it out."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.recommendations import policy, service
from partywork.recommendations.forms import AnswerForm, AskForm, ReadForm
from partywork.recommendations.terms import Addressee, Progress, Subject
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor

bp = Blueprint("recommendations", __name__)

_ONE = "/recommendations/<uuid:recommendation_id>"


def _at(recommendation_id: UUID) -> str:
    return url_for(".show", recommendation_id=recommendation_id)


@bp.get("/recommendations/")
def index() -> ResponseReturnValue:
    """What the actor may read, by subject; for the Đảng ủy what its cells ask of it."""
    actor, progress = current_actor(), _asked_progress()
    return render_template(
        "recommendations/index.html",
        groups=service.listed(actor, progress=progress),
        progress=progress,
        kinds=list(Progress),
        organisations=service.places(actor),
        may_print=policy.may_print(actor),
    )


@bp.get("/recommendations/summary.pdf")
def summary_pdf() -> ResponseReturnValue:
    """The same on paper, for the table of the Đảng ủy."""
    name, content = service.printed(current_actor(), progress=_asked_progress())
    return send_bytes(content, media_type="application/pdf", name=name)


def _asked_progress() -> Progress | None:
    asked = request.args.get("tien-do", "")
    return Progress(asked) if asked in set(Progress) else None


@bp.route("/recommendations/new/<uuid:organisation_id>", methods=["GET", "POST"])
def record(organisation_id: UUID) -> ResponseReturnValue:
    """Write a recommendation down."""
    actor = current_actor()
    place = service.for_recording(actor, organisation_id)
    form = AskForm(request.form)
    form.offer(place.people)

    def act() -> str:
        return _at(service.record(actor, organisation_id, form.asked).id)

    if answer := accepted(form, act, "Đã ghi kiến nghị."):
        return answer
    if request.method == "GET":
        form.subject.data, form.addressee.data = Subject.PARTY_WORK, Addressee.COMMITTEE
        form.raised_on.data, form.due_on.data = actor.day, service.due_on(actor.day)
    html = render_template(
        "recommendations/form.html",
        form=form,
        action=url_for(".record", organisation_id=organisation_id),
        place=place,
    )
    return html, form.status


@bp.get(_ONE)
def show(recommendation_id: UUID) -> ResponseReturnValue:
    """One recommendation."""
    line = service.show(current_actor(), recommendation_id)
    return render_template("recommendations/show.html", line=line, one=line.one)


@bp.route(f"{_ONE}/edit", methods=["GET", "POST"])
def edit(recommendation_id: UUID) -> ResponseReturnValue:
    """Put a recommendation right."""
    actor = current_actor()
    line = service.for_changing(actor, recommendation_id)
    place = service.for_recording(actor, line.one.organisation_id)
    form = AskForm(request.form, obj=None if request.method == "POST" else line.one)
    form.offer(place.people)

    def act() -> str:
        service.change(actor, recommendation_id, version=form.version.data or 0, asked=form.asked)
        return _at(recommendation_id)

    if answer := accepted(form, act, "Đã sửa kiến nghị."):
        return answer
    html = render_template(
        "recommendations/form.html",
        form=form,
        action=url_for(".edit", recommendation_id=recommendation_id),
        place=place,
    )
    return html, form.status


@bp.route(f"{_ONE}/answer", methods=["GET", "POST"])
def answer(recommendation_id: UUID) -> ResponseReturnValue:
    """Answer it, or write down the answer that came."""
    actor = current_actor()
    line = service.for_answering(actor, recommendation_id)
    form = AnswerForm(request.form, version=line.one.version)

    def act() -> str:
        service.answer(
            actor,
            recommendation_id,
            version=form.version.data or 0,
            words=form.answer.data or "",
            answered_on=form.answered_on.data or actor.day,
        )
        return _at(recommendation_id)

    if done := accepted(form, act, "Đã ghi trả lời."):
        return done
    if request.method == "GET":
        form.answered_on.data = actor.day
    html = render_template("recommendations/answer.html", form=form, one=line.one)
    return html, form.status


@bp.route(f"{_ONE}/read", methods=["GET", "POST"])
def read_out(recommendation_id: UUID) -> ResponseReturnValue:
    """Note that the answer was read out."""
    actor = current_actor()
    line = service.for_reading_out(actor, recommendation_id)
    form = ReadForm(request.form, version=line.one.version)

    def act() -> str:
        service.read_out(actor, [recommendation_id], on=form.read_on.data or actor.day)
        return _at(recommendation_id)

    if done := accepted(form, act, "Đã ghi ngày đọc trả lời."):
        return done
    if request.method == "GET":
        form.read_on.data = actor.day
    html = render_template("recommendations/read.html", form=form, one=line.one)
    return html, form.status
