"""The registers of a year: residence duty, the yearly commitment."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.conduct import policy
from partywork.conduct.forms import AskForm, CommitmentsForm, ResidenceDutyForm
from partywork.conduct.service import registers as service
from partywork.conduct.views.blueprint import asked_cell, asked_year, bp
from partywork.core.periods import Month
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


def _back_to(endpoint: str, year: int, cell_id: UUID) -> str:
    asked: dict[str, Any] = {"nam": year, "chi-bo": cell_id}
    return url_for(endpoint, **asked)


@bp.route("/conduct/residence/")
def residence() -> ResponseReturnValue:
    """Show the register of residence duty of a cell for a year."""
    actor, year = current_actor(), asked_year()
    cell = service.cell_of(actor, asked_cell())
    return render_template(
        "conduct/residence.html",
        lines=service.residence(actor, cell.id, year),
        cell=cell,
        year=year,
        until=Month(year, 12).last_day,
        cells=service.cells_to_choose(actor),
        may_keep=policy.may_keep_registers(actor, cell),
        own_id=actor.member_id,
        may_see_discipline=policy.may_see_discipline(actor),
        may_see_prompts=policy.may_see_prompts(actor),
    )


@bp.route("/conduct/residence/ask", methods=["GET", "POST"])
def ask_residence() -> ResponseReturnValue:
    """Note that the remarks of a whole cell were asked for."""
    actor, year = current_actor(), asked_year()
    cell = service.for_asking(actor, asked_cell())
    form = AskForm(request.form)

    def act() -> str:
        day = form.asked_on.data or actor.day
        service.ask_for_remarks(actor, cell.id, year, asked_on=day)
        return _back_to(".residence", year, cell.id)

    if answer := accepted(form, act, "Đã ghi việc đề nghị nhận xét."):
        return answer
    cell = service.for_asking(actor, asked_cell())
    until = Month(year, 12).last_day
    page = render_template("conduct/ask.html", form=form, cell=cell, year=year, until=until)
    return page, form.status


@bp.route("/conduct/residence/forms.pdf")
def residence_forms() -> ResponseReturnValue:
    """Hand out the forms of a cell to be filled in by hand."""
    actor = current_actor()
    cell = service.cell_of(actor, asked_cell())
    name, content = service.residence_forms(actor, cell.id, asked_year())
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route("/conduct/residence/<uuid:member_id>/<int:year>", methods=["GET", "POST"])
def keep_residence(member_id: UUID, year: int) -> ResponseReturnValue:
    """Write what is known of a member's residence duty in a year."""
    actor = current_actor()
    form = ResidenceDutyForm(request.form)

    def act() -> str:
        kept = service.keep_residence(
            actor,
            member_id,
            year,
            version=form.version.data or 0,
            introduced_on=form.introduced_on.data,
            ward=form.ward.data or "",
            asked_on=form.asked_on.data,
            received_on=form.received_on.data,
            remark=form.remark.data or "",
            kept_at=form.kept_at.data or "",
        )
        return _back_to(".residence", year, kept.organisation_id)

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    standing, duty = service.for_residence(actor, member_id, year)
    if request.method == "GET" and duty is not None:
        form = ResidenceDutyForm(obj=duty)
    page = render_template("conduct/keep_residence.html", form=form, standing=standing, year=year)
    return page, form.status


@bp.route("/conduct/commitments/", methods=["GET", "POST"])
def commitments() -> ResponseReturnValue:
    """Show who has signed the commitment of a year; tick who has."""
    actor, year = current_actor(), asked_year()
    cell = service.cell_of(actor, asked_cell())
    form = CommitmentsForm(request.form)
    lines = service.commitments(actor, cell.id, year)
    form.signed.choices = choices_from((str(one.member_id), one.full_name) for one in lines)

    def act() -> str:
        signed, day = form.signed.data or [], form.signed_on.data or actor.day
        kept_at = form.kept_at.data or ""
        service.keep_commitments(actor, cell, year, signed=signed, signed_on=day, kept_at=kept_at)
        return _back_to(".commitments", year, cell.id)

    if answer := accepted(form, act, "Đã ghi bản cam kết."):
        return answer
    page = render_template(
        "conduct/commitments.html",
        form=form,
        lines=service.commitments(actor, cell.id, year),
        cell=service.cell_of(actor, cell.id),
        year=year,
        until=Month(year, 12).last_day,
        cells=service.cells_to_choose(actor),
        may_keep=policy.may_keep_registers(actor, cell),
        may_see_discipline=policy.may_see_discipline(actor),
        may_see_prompts=policy.may_see_prompts(actor),
        may_see_residence=policy.may_see_residence(actor),
    )
    return page, form.status
