"""Bodies of an organisation through its terms of office."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.cells import policy
from partywork.cells.forms.organisations import ExtendForm, TermForm
from partywork.cells.service import new_term
from partywork.cells.service import terms_of_office as service
from partywork.cells.views.blueprint import bp
from partywork.web.forms import accepted, choices_from
from partywork.web.guards import current_actor


@bp.route("/cells/<uuid:organisation_id>/bodies")
def bodies(organisation_id: UUID) -> ResponseReturnValue:
    """Show each body with its members in its present and former terms."""
    actor = current_actor()
    page = service.open_page(actor, organisation_id)
    may_appoint = policy.may_appoint(actor, page.organisation)
    return render_template("cells/bodies.html", page=page, may_appoint=may_appoint)


@bp.route("/cells/<uuid:organisation_id>/terms/new", methods=["GET", "POST"])
def open_term(organisation_id: UUID) -> ResponseReturnValue:
    """Write down a new term of office."""
    actor = current_actor()
    form = TermForm(request.form)
    beginning = new_term.for_beginning(actor, organisation_id)
    form.leaving.choices = choices_from(
        (str(one.id), f"{one.office.label}: đ/c {one.member.full_name}")
        for one in beginning.officers
    )

    def act() -> str:
        starts_on = cast(date, form.starts_on.data)
        new_term.begin(
            actor,
            organisation_id,
            starts_on=starts_on,
            ends_on=form.ends_on.data,
            leaving={UUID(key) for key in form.leaving.data or ()},
            decision=form.decision,
        )
        return url_for(".bodies", organisation_id=organisation_id)

    if answer := accepted(form, act, "Đã ghi nhiệm kỳ mới."):
        return answer
    beginning = new_term.for_beginning(actor, organisation_id)
    return render_template("cells/open_term.html", beginning=beginning, form=form), form.status


@bp.route("/cells/terms/<uuid:term_id>/extend", methods=["GET", "POST"])
def extend_term(term_id: UUID) -> ResponseReturnValue:
    """Move the end of a term of office by a paper."""
    actor = current_actor()
    form = ExtendForm(request.form, version=service.for_extending(actor, term_id).version)

    def act() -> str:
        term = service.extend(
            actor,
            term_id,
            version=form.version.data or 0,
            ends_on=cast(date, form.ends_on.data),
            number=form.decision_number.data or "",
            decided_on=cast(date, form.decided_on.data),
            deciding_body=form.deciding_body.data or "",
        )
        return url_for(".bodies", organisation_id=term.organisation_id)

    if answer := accepted(form, act, "Đã ghi văn bản đổi ngày hết nhiệm kỳ."):
        return answer
    term = service.for_extending(actor, term_id)
    return render_template("cells/extend_term.html", term=term, form=form), form.status
