"""Renaming, splitting, merging and dissolving a cell, step by step."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells.forms.reorganisations import FORMS, CarryOutForm
from partywork.cells.service import carrying_out, previewing, reorganising
from partywork.cells.terms import ReorganisationKind
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/cells/<uuid:organisation_id>/reorganise")
def reorganise(organisation_id: UUID) -> ResponseReturnValue:
    """Let the organisation desk choose what a decision does to a cell."""
    organisation = reorganising.for_preparing(current_actor(), organisation_id)
    return render_template("cells/reorganise.html", organisation=organisation)


@bp.route("/cells/<uuid:organisation_id>/rename", methods=["GET", "POST"])
def rename(organisation_id: UUID) -> ResponseReturnValue:
    """Prepare a new name."""
    return _prepare(organisation_id, ReorganisationKind.RENAMED)


@bp.route("/cells/<uuid:organisation_id>/split", methods=["GET", "POST"])
def split(organisation_id: UUID) -> ResponseReturnValue:
    """Prepare a new cell of some of the people."""
    return _prepare(organisation_id, ReorganisationKind.SPLIT)


@bp.route("/cells/<uuid:organisation_id>/merge", methods=["GET", "POST"])
def merge(organisation_id: UUID) -> ResponseReturnValue:
    """Prepare that a cell becomes part of another."""
    return _prepare(organisation_id, ReorganisationKind.MERGED)


@bp.route("/cells/<uuid:organisation_id>/dissolve", methods=["GET", "POST"])
def dissolve(organisation_id: UUID) -> ResponseReturnValue:
    """Prepare the end of a cell."""
    return _prepare(organisation_id, ReorganisationKind.DISSOLVED)


def _prepare(organisation_id: UUID, kind: ReorganisationKind) -> ResponseReturnValue:
    actor = current_actor()
    organisation = reorganising.for_preparing(actor, organisation_id)
    form = FORMS[kind](request.form)
    form.offer_cells(
        (one.id, one.name) for one in reorganising.cells_to_choose(actor, organisation)
    )
    form.vote_id.offer(reorganising.votes_to_choose(actor, organisation))
    people = reorganising.people_to_choose(actor, organisation)
    form.offer_people(
        (one.member_id, f"{one.member.full_name} ({one.status.label.lower()})") for one in people
    )

    def act() -> str:
        prepared = reorganising.prepare(
            actor, organisation_id, wanted=form.wanted(kind), paper=form.paper
        )
        return url_for(".carry_out", reorganisation_id=prepared.id)

    if answer := accepted(form, act):
        return answer
    organisation = reorganising.for_preparing(actor, organisation_id)
    page = render_template("cells/decide.html", organisation=organisation, kind=kind, form=form)
    return page, form.status


@bp.route("/cells/reorganisations/<uuid:reorganisation_id>", methods=["GET", "POST"])
def carry_out(reorganisation_id: UUID) -> ResponseReturnValue:
    """Show who and what moves, then carry the decision out."""
    actor = current_actor()
    version = reorganising.still_prepared(actor, reorganisation_id).version
    form = CarryOutForm(request.form, version=version)

    def act() -> str:
        cell = carrying_out.carry_out(actor, reorganisation_id, version=form.version.data or 0)
        return url_for(".show", organisation_id=cell.id)

    if answer := accepted(form, act, "Đã thực hiện quyết định sắp xếp tổ chức."):
        return answer
    page = previewing.preview(actor, reorganisation_id)
    return render_template("cells/carry_out.html", page=page, form=form), form.status


@bp.route("/cells/reorganisations/<uuid:reorganisation_id>/drop", methods=["POST"])
def drop_reorganisation(reorganisation_id: UUID) -> ResponseReturnValue:
    """Give up a decision that was only prepared."""
    actor = current_actor()
    form = CarryOutForm(request.form)

    def act() -> str:
        dropped = reorganising.drop(actor, reorganisation_id, version=form.version.data or 0)
        return url_for(".show", organisation_id=dropped.organisation_id)

    if answer := accepted(form, act, "Đã bỏ việc sắp xếp đang chuẩn bị."):
        return answer
    page = previewing.preview(actor, reorganisation_id)
    return render_template("cells/carry_out.html", page=page, form=form), form.status
