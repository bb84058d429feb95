"""From the list to the award, one page a step."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.badges import policy
from partywork.badges.forms import (
    AwardForm,
    NominateForm,
    PapersForm,
    PostponeForm,
    ResumeForm,
    SubmitForm,
)
from partywork.badges.service import nominations as service
from partywork.badges.service import past_awards, reading
from partywork.badges.views.blueprint import bp
from partywork.core import display
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor

_ELSEWHERE = "Ghi tờ trình phát hành ngoài phần mềm"


def _batches() -> list[tuple[str, str]]:
    days = reading.batches_to_choose(current_actor().day)
    return [(day.isoformat(), display.day(day)) for day in days]


@bp.route("/badges/members/<uuid:member_id>/<int:years>/nominate", methods=["GET", "POST"])
def nominate(member_id: UUID, years: int) -> ResponseReturnValue:
    """Open a dossier."""
    actor = current_actor()
    form = NominateForm(request.form)
    form.batch_on.choices = choices_from(_batches())

    def act() -> str:
        opened = service.nominate(
            actor,
            member_id,
            years,
            ground=form.ground.data,
            batch_on=form.batch_on.data,
            asked_on=form.asked_on.data,
        )
        return url_for(".show", nomination_id=opened.id)

    if answer := accepted(form, act, "Đã lập hồ sơ đề nghị."):
        return answer
    found = service.for_nominating(actor, member_id, years)
    return render_template("badges/nominate.html", found=found, form=form), form.status


@bp.route("/badges/members/<uuid:member_id>/<int:years>/past-award", methods=["GET", "POST"])
def past_award(member_id: UUID, years: int) -> ResponseReturnValue:
    """Enter a badge that was given before it was kept here."""
    actor = current_actor()
    form = AwardForm(request.form)

    def act() -> str:
        past_awards.enter_past_award(actor, member_id, years, given=form.given)
        return url_for(".member", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi Huy hiệu đã được tặng."):
        return answer
    found = past_awards.for_past_award(actor, member_id, years)
    return render_template("badges/past_award.html", found=found, form=form), form.status


@bp.route("/badges/nominations/<uuid:nomination_id>/")
def show(nomination_id: UUID) -> ResponseReturnValue:
    """Show a nomination: how far it is, what its dossier lacks, what comes next."""
    actor = current_actor()
    found = reading.dossier(actor, nomination_id)
    cell, member_id = found.nomination.organisation, found.nomination.member_id
    return render_template(
        "badges/show.html",
        found=found,
        nomination=found.nomination,
        today=actor.day,
        may_propose=policy.may_propose(actor, cell, member_id),
        may_decide=policy.may_decide(actor, cell, member_id),
    )


def _there(nomination_id: UUID) -> str:
    return url_for(".show", nomination_id=nomination_id)


@bp.route("/badges/nominations/<uuid:nomination_id>/papers", methods=["GET", "POST"])
def papers(nomination_id: UUID) -> ResponseReturnValue:
    """Record which papers are there."""
    actor = current_actor()
    form = PapersForm(request.form)

    def act() -> str:
        version, kept_at = form.version.data or 0, form.kept_at.data or ""
        service.keep_papers(
            actor, nomination_id, version=version, received=form.received, kept_at=kept_at
        )
        return _there(nomination_id)

    if answer := accepted(form, act, "Đã lưu hồ sơ."):
        return answer
    service.for_proposing(actor, nomination_id)
    found = reading.dossier(actor, nomination_id)
    if request.method == "GET":
        form = PapersForm(obj=found.nomination, data=dict(found.received))
    return render_template("badges/papers.html", found=found, form=form), form.status


@bp.route("/badges/nominations/<uuid:nomination_id>/submit", methods=["GET", "POST"])
def submit(nomination_id: UUID) -> ResponseReturnValue:
    """Record the tờ trình."""
    actor = current_actor()
    form = SubmitForm(request.form)

    def act() -> str:
        version, number = form.version.data or 0, form.number.data or ""
        day = form.submitted_on.data or actor.day
        service.submit(actor, nomination_id, version=version, number=number, submitted_on=day)
        return _there(nomination_id)

    if answer := accepted(form, act, "Đã ghi việc trình."):
        return answer
    nomination = service.for_deciding(actor, nomination_id)
    if request.method == "GET":
        form = SubmitForm(data={"version": nomination.version})
    return _step(
        form, nomination, "submit", "Ghi tờ trình phát hành ngoài phần mềm", "Ghi đã trình"
    )


@bp.route("/badges/nominations/<uuid:nomination_id>/postpone", methods=["GET", "POST"])
def postpone(nomination_id: UUID) -> ResponseReturnValue:
    """Let it wait."""
    actor = current_actor()
    form = PostponeForm(request.form)

    def act() -> str:
        version = form.version.data or 0
        service.postpone(actor, nomination_id, version=version, reason=form.reason.data)
        return _there(nomination_id)

    if answer := accepted(form, act, "Đã tạm hoãn."):
        return answer
    nomination = service.for_deciding(actor, nomination_id)
    if request.method == "GET":
        form = PostponeForm(data={"version": nomination.version})
    return _step(form, nomination, "postpone", "Tạm hoãn đề nghị", "Tạm hoãn")


@bp.route("/badges/nominations/<uuid:nomination_id>/resume", methods=["GET", "POST"])
def resume(nomination_id: UUID) -> ResponseReturnValue:
    """Take it up again."""
    actor = current_actor()
    form = ResumeForm(request.form)
    form.batch_on.choices = choices_from(_batches())

    def act() -> str:
        version = form.version.data or 0
        service.resume(actor, nomination_id, version=version, batch_on=form.batch_on.data)
        return _there(nomination_id)

    if answer := accepted(form, act, "Đã tiếp tục đề nghị."):
        return answer
    nomination = service.for_deciding(actor, nomination_id)
    if request.method == "GET":
        form.version.data = nomination.version
    return _step(form, nomination, "resume", "Tiếp tục đề nghị", "Tiếp tục")


@bp.route("/badges/nominations/<uuid:nomination_id>/award", methods=["GET", "POST"])
def award(nomination_id: UUID) -> ResponseReturnValue:
    """Record the award."""
    actor = current_actor()
    form = AwardForm(request.form)

    def act() -> str:
        service.award(actor, nomination_id, version=form.version.data or 0, given=form.given)
        return _there(nomination_id)

    if answer := accepted(form, act, "Đã ghi việc trao tặng Huy hiệu."):
        return answer
    nomination = service.for_deciding(actor, nomination_id)
    if request.method == "GET":
        form = AwardForm(data={"version": nomination.version})
    return _step(form, nomination, "award", "Ghi việc trao tặng", "Ghi đã trao tặng")


def _step(
    form: SubmitForm | PostponeForm | ResumeForm | AwardForm,
    nomination: object,
    endpoint: str,
    heading: str,
    button: str,
) -> ResponseReturnValue:
    page = render_template(
        "badges/step.html",
        form=form,
        nomination=nomination,
        endpoint=f"badges.{endpoint}",
        title=heading,
        button=button,
    )
    return page, form.status
