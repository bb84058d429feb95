"""The pipeline, and the page of a prospect with what may be done there."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.admissions import policy
from partywork.admissions.forms.prospects import ProspectForm, ReasonForm, RevealForm, ReviewForm
from partywork.admissions.pages.lists import contacts_of, helpers_of
from partywork.admissions.service import files, prospects, revealing
from partywork.admissions.terms import ProcedureState
from partywork.admissions.views.blueprint import bp
from partywork.core.actor import Actor
from partywork.core.errors import require
from partywork.web.forms import BaseForm, accepted, choices_from
from partywork.web.guards import current_actor
from partywork.web.moments import SECONDS, for_a_moment

_CLOSED = (ProcedureState.COMPLETED, ProcedureState.STOPPED)


def _asked_cell() -> UUID | None:
    try:
        return UUID(request.args.get("chi-bo", ""))
    except ValueError:
        return None


@bp.get("/admissions/")
def index() -> ResponseReturnValue:
    """Show the prospects by stage."""
    actor = current_actor()
    cell_id = _asked_cell()
    return render_template(
        "admissions/index.html",
        pipeline=prospects.pipeline(actor, cell_id),
        cell_id=cell_id,
        cells=prospects.cells_to_choose(actor),
        may_register=bool(prospects.own_cells(actor)),
        may_follow=policy.may_follow(actor),
    )


@bp.route("/admissions/prospects/new", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    """Put somebody on the list of one's own cell."""
    actor = current_actor()
    own = prospects.own_cells(actor)
    require(bool(own), "Danh sách quần chúng ưu tú do cấp ủy chi bộ ghi.")
    form = _with_helpers(ProspectForm(request.form), actor, own[0].id)

    def act() -> str:
        prospect = prospects.register(actor, own[0].id, form.facts)
        return url_for(".show", prospect_id=prospect.id)

    if answer := accepted(form, act, "Đã đưa vào danh sách quần chúng ưu tú."):
        return answer
    page = render_template("admissions/register.html", form=form, cell=own[0])
    return page, form.status


def _with_helpers(form: ProspectForm, actor: Actor, organisation_id: UUID) -> ProspectForm:
    people = [(str(key), name) for key, name in prospects.helpers_to_choose(actor, organisation_id)]
    form.helper_id.choices = choices_from([("", "Chọn đảng viên"), *people])
    form.second_helper_id.choices = choices_from([("", "Không có"), *people])
    return form


@bp.get("/admissions/prospects/<uuid:prospect_id>")
def show(prospect_id: UUID) -> ResponseReturnValue:
    """Show one prospect."""
    actor = current_actor()
    seen = prospects.show(actor, prospect_id)
    is_open = seen.prospect.closed_on is None
    is_running = seen.procedure is not None and seen.procedure.state not in _CLOSED
    return render_template(
        "admissions/prospect.html",
        prospect=seen.prospect,
        helpers=helpers_of(seen.prospect),
        contacts=contacts_of(seen.prospect),
        procedure=seen.procedure,
        sent_to=seen.places,
        may_change=is_open and policy.may_change(actor, seen.prospect),
        may_review=is_open and policy.may_review(actor, seen.prospect),
        may_reveal=policy.may_review(actor, seen.prospect),
        may_open=is_open and not is_running and policy.may_change(actor, seen.prospect),
    )


@bp.route("/admissions/prospects/<uuid:prospect_id>/change", methods=["GET", "POST"])
def change(prospect_id: UUID) -> ResponseReturnValue:
    """Change what is kept of a prospect."""
    actor = current_actor()
    organisation_id = prospects.for_change(actor, prospect_id).organisation_id
    form = _with_helpers(ProspectForm(request.form), actor, organisation_id)

    def act() -> str:
        prospects.change(actor, prospect_id, version=form.version.data or 0, facts=form.facts)
        return url_for(".show", prospect_id=prospect_id)

    if answer := accepted(form, act, "Đã lưu thông tin."):
        return answer
    prospect = prospects.for_change(actor, prospect_id)
    if request.method == "GET":
        form = _with_helpers(ProspectForm(obj=prospect), actor, organisation_id)
        form.hide_contacts()
    page = render_template(
        "admissions/change.html", form=form, prospect=prospect, contacts=contacts_of(prospect)
    )
    return page, form.status


@bp.route("/admissions/prospects/<uuid:prospect_id>/review", methods=["GET", "POST"])
def review(prospect_id: UUID) -> ResponseReturnValue:
    """Write a remark about a prospect."""
    actor = current_actor()
    form = ReviewForm(request.form, reviewed_on=actor.day)

    def act() -> str:
        prospects.review(
            actor,
            prospect_id,
            kind=form.kind.data,
            reviewed_on=form.reviewed_on.data or actor.day,
            remark=form.remark.data or "",
        )
        return url_for(".show", prospect_id=prospect_id)

    if answer := accepted(form, act, "Đã ghi nhận xét."):
        return answer
    prospect = prospects.for_review(actor, prospect_id)
    return render_template("admissions/review.html", form=form, prospect=prospect), form.status


@bp.route("/admissions/prospects/<uuid:prospect_id>/contact", methods=["GET", "POST"])
def reveal(prospect_id: UUID) -> ResponseReturnValue:
    """Show one sealed field once, for a reason and the own password; no browser keeps it."""
    actor = current_actor()
    form = RevealForm(request.form)
    shown: list[str] = []

    def act() -> str:
        asked, reason, password = form.field.data, form.reason.data or "", form.password.data or ""
        revealed = revealing.reveal(actor, prospect_id, asked, reason=reason, password=password)
        shown.append(revealed)
        return url_for(".show", prospect_id=prospect_id)

    if (answer := accepted(form, act)) and not shown:
        return answer
    prospect = prospects.for_review(actor, prospect_id)
    page = render_template(
        "admissions/reveal.html", form=form, prospect=prospect, shown=shown, seconds=SECONDS
    )
    back = url_for(".show", prospect_id=prospect_id)
    return for_a_moment(page, back) if shown else (page, form.status)


@bp.route("/admissions/prospects/<uuid:prospect_id>/drop", methods=["GET", "POST"])
def drop(prospect_id: UUID) -> ResponseReturnValue:
    """Stop looking after somebody."""
    actor = current_actor()
    form = ReasonForm(request.form, ended_on=actor.day)

    def act() -> str:
        prospects.drop(
            actor,
            prospect_id,
            version=form.version.data or 0,
            closed_on=form.ended_on.data or actor.day,
            reason=form.reason.data or "",
        )
        return url_for(".show", prospect_id=prospect_id)

    if answer := accepted(form, act, "Đã thôi theo dõi và xóa thông tin riêng."):
        return answer
    prospect = prospects.for_change(actor, prospect_id)
    if request.method == "GET":
        form = ReasonForm(version=prospect.version, ended_on=actor.day)
    return render_template("admissions/drop.html", form=form, prospect=prospect), form.status


@bp.route("/admissions/prospects/<uuid:prospect_id>/open", methods=["GET", "POST"])
def open_file(prospect_id: UUID) -> ResponseReturnValue:
    """Begin the file of an admission."""
    actor = current_actor()
    form = BaseForm(request.form)

    def act() -> str:
        procedure = files.open_admission(actor, prospect_id)
        return url_for(".file", procedure_id=procedure.id)

    if answer := accepted(form, act, "Đã lập hồ sơ kết nạp."):
        return answer
    prospect = prospects.for_change(actor, prospect_id)
    return render_template("admissions/open.html", form=form, prospect=prospect), form.status
