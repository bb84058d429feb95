"""The page of a file: its checklist, papers and sponsors, and the lists that lead there."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.admissions import policy
from partywork.admissions.forms.files import HelperForm, SponsorForm, TickForm
from partywork.admissions.forms.prospects import key_of
from partywork.admissions.pages.files import name_of, tag_of
from partywork.admissions.pages.steps import next_steps
from partywork.admissions.service import files, preparing, probation, prospects
from partywork.admissions.service.limits import limits_on
from partywork.admissions.service.readmission import takes_past
from partywork.admissions.terms import OPEN_STATES, Step
from partywork.admissions.views.blueprint import bp
from partywork.cells.service import origins
from partywork.core.errors import NotVisible
from partywork.web.downloads import send_bytes
from partywork.web.forms import BaseForm, VersionedForm, accepted, choices_from
from partywork.web.guards import current_actor


@bp.get("/admissions/files/<uuid:procedure_id>")
def file(procedure_id: UUID) -> ResponseReturnValue:
    """Show one file."""
    actor = current_actor()
    procedure, page = files.show(actor, procedure_id)
    may_prepare = policy.may_prepare(actor, procedure)
    return render_template(
        "admissions/file.html",
        page=page,
        prospect=procedure.prospect,
        member_id=procedure.member_id,
        decided_at=files.origin_of(actor, procedure),
        undo_event=origins.to_undo(actor, procedure.id),
        tag_of=tag_of,
        steps=next_steps(
            procedure,
            may_prepare=may_prepare,
            may_decide=policy.may_decide(actor, procedure),
            is_ready=page.is_ready,
        ),
        may_tick=policy.may_tick(actor, procedure) and procedure.state in OPEN_STATES,
        may_assign=may_prepare and procedure.state in OPEN_STATES,
        may_open_record=policy.may_follow(actor) and procedure.ceremony_on is not None,
        may_sponsor=may_prepare and preparing.takes_sponsors(procedure),
        may_change_past=may_prepare and takes_past(procedure),
        form=VersionedForm(version=procedure.version),
    )


@bp.get("/admissions/files/<uuid:procedure_id>/checklist.pdf")
def checklist_pdf(procedure_id: UUID) -> Response:
    """Print the checklist of a file."""
    name, content = files.sheet(current_actor(), procedure_id)
    return send_bytes(content, media_type="application/pdf", name=name)


def _step(name: str) -> Step:
    if name not in set(Step):
        raise NotVisible()
    return Step(name)


@bp.route("/admissions/files/<uuid:procedure_id>/steps/<name>", methods=["GET", "POST"])
def tick(procedure_id: UUID, name: str) -> ResponseReturnValue:
    """Note a paper of the file."""
    actor, step = current_actor(), _step(name)
    form = TickForm(request.form)

    def act() -> str:
        preparing.tick(
            actor,
            procedure_id,
            step,
            version=form.version.data or 0,
            done_on=form.done_on.data or actor.day,
            number=form.number.data or "",
            kept_at=form.kept_at.data or "",
        )
        return url_for(".file", procedure_id=procedure_id)

    if answer := accepted(form, act, "Đã ghi giấy tờ."):
        return answer
    procedure = preparing.for_ticking(actor, procedure_id, step)
    record = next((one for one in procedure.steps if one.step is step), None)
    if request.method == "GET":
        form = TickForm(obj=record, version=procedure.version)
        form.version.data = procedure.version
    page = render_template(
        "admissions/tick.html",
        form=form,
        step=step,
        procedure=procedure,
        name=name_of(procedure),
        education=limits_on(actor.day).education if step is Step.EDUCATION else "",
        removal=VersionedForm(version=procedure.version) if record is not None else None,
    )
    return page, form.status


@bp.post("/admissions/files/<uuid:procedure_id>/steps/<name>/remove")
def untick(procedure_id: UUID, name: str) -> ResponseReturnValue:
    """Take a paper off that was noted by mistake."""
    actor, step = current_actor(), _step(name)
    form = VersionedForm(request.form)

    def act() -> str:
        preparing.untick(actor, procedure_id, step, version=form.version.data or 0)
        return url_for(".file", procedure_id=procedure_id)

    answer = accepted(form, act, "Đã bỏ giấy tờ khỏi hồ sơ.")
    return answer or (_refused(procedure_id, form), form.status)


@bp.route("/admissions/files/<uuid:procedure_id>/helper", methods=["GET", "POST"])
def assign_helper(procedure_id: UUID) -> ResponseReturnValue:
    """Assign who helps on this way."""
    actor = current_actor()
    organisation_id = files.for_preparing(actor, procedure_id).organisation_id
    people = prospects.helpers_to_choose(actor, organisation_id)
    form = HelperForm(request.form)
    form.helper_id.choices = choices_from((str(key), name) for key, name in people)

    def act() -> str:
        preparing.assign_helper(
            actor,
            procedure_id,
            version=form.version.data or 0,
            helper_id=UUID(form.helper_id.data),
        )
        return url_for(".file", procedure_id=procedure_id)

    if answer := accepted(form, act, "Đã phân công giúp đỡ."):
        return answer
    procedure = files.for_preparing(actor, procedure_id)
    if request.method == "GET":
        form.version.data = procedure.version
        form.helper_id.data = str(procedure.helper_id)
    page = render_template(
        "admissions/helper.html", form=form, procedure=procedure, name=name_of(procedure)
    )
    return page, form.status


@bp.route("/admissions/files/<uuid:procedure_id>/sponsors", methods=["GET", "POST"])
def sponsor(procedure_id: UUID) -> ResponseReturnValue:
    """Note who introduces the candidate."""
    actor = current_actor()
    organisation_id = preparing.for_sponsors(actor, procedure_id).organisation_id
    people = prospects.helpers_to_choose(actor, organisation_id)
    choices = [("", "Chọn đảng viên"), *((str(key), name) for key, name in people)]
    form = SponsorForm(request.form)
    form.member_id.choices = choices_from(choices)

    def act() -> str:
        preparing.add_sponsor(
            actor,
            procedure_id,
            version=form.version.data or 0,
            kind=form.kind.data,
            member_id=key_of(form.member_id.data),
            union_name=form.union_name.data or "",
            together_since=form.together_since.data,
        )
        return url_for(".file", procedure_id=procedure_id)

    if answer := accepted(form, act, "Đã ghi người giới thiệu."):
        return answer
    procedure = preparing.for_sponsors(actor, procedure_id)
    if request.method == "GET":
        form.version.data = procedure.version
    page = render_template(
        "admissions/sponsor.html", form=form, procedure=procedure, name=name_of(procedure)
    )
    return page, form.status


@bp.post("/admissions/files/<uuid:procedure_id>/sponsors/<uuid:sponsor_id>/remove")
def remove_sponsor(procedure_id: UUID, sponsor_id: UUID) -> ResponseReturnValue:
    """Take a sponsor off the file."""
    actor = current_actor()
    form = VersionedForm(request.form)

    def act() -> str:
        preparing.remove_sponsor(actor, procedure_id, sponsor_id, version=form.version.data or 0)
        return url_for(".file", procedure_id=procedure_id)

    answer = accepted(form, act, "Đã bỏ người giới thiệu.")
    return answer or (_refused(procedure_id, form), form.status)


def _refused(procedure_id: UUID, form: BaseForm) -> str:
    """Show what a button could not do, with the way back."""
    return render_template("admissions/refused.html", form=form, procedure_id=procedure_id)


@bp.get("/admissions/probation")
def probation_list() -> ResponseReturnValue:
    """List the probationary members, those to be reviewed next first."""
    lines = probation.list_visible(current_actor())
    return render_template("admissions/probation.html", lines=lines)


@bp.get("/admissions/members/<uuid:member_id>")
def of_member(member_id: UUID) -> ResponseReturnValue:
    """List the files of one member."""
    name, found = files.of_member(current_actor(), member_id)
    return render_template("admissions/of_member.html", name=name, procedures=found)
