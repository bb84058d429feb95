"""Proposals to correct a record."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core.errors import require
from partywork.privacy.forms.corrections import (
    AcceptForm,
    PasswordForm,
    ProposeForm,
    RefuseForm,
)
from partywork.privacy.pages import CorrectionPage
from partywork.privacy.policy import may_decide_some
from partywork.privacy.service import corrections as service
from partywork.privacy.views.blueprint import bp
from partywork.web.forms import BaseForm, VersionedForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page


@bp.get("/privacy/corrections")
def corrections() -> ResponseReturnValue:
    """List one's own proposals and those one decides on, waiting ones first."""
    actor, number = current_actor(), asked_page()
    require(actor.is_party, "Đề nghị đính chính hồ sơ là của đảng viên.")
    found, total = service.list_visible(actor, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)

    def address(page: int) -> str:
        return url_for(".corrections", trang=page)

    return render_template(
        "privacy/corrections.html",
        corrections=found,
        page=Page(number, total),
        address=address,
        own_id=actor.member_id,
        may_decide=may_decide_some(actor),
    )


@bp.route("/privacy/members/<uuid:member_id>/corrections/new", methods=["GET", "POST"])
def propose(member_id: UUID) -> ResponseReturnValue:
    """Propose what a field of one's own record should say."""
    actor, form = current_actor(), ProposeForm(request.form)

    def act() -> str:
        made = service.propose(
            actor,
            member_id,
            field=form.chosen,
            value=form.value.data or "",
            evidence=form.evidence.data or "",
        )
        return url_for(".correction", correction_id=made.id)

    if answer := accepted(form, act, "Đã gửi đề nghị. Đồng chí được báo khi có trả lời."):
        return answer
    member = service.for_proposing(actor, member_id)
    return render_template("privacy/propose.html", form=form, member=member), form.status


@bp.get("/privacy/corrections/<uuid:correction_id>")
def correction(correction_id: UUID) -> ResponseReturnValue:
    """Show a proposal beside the record."""
    return _show(service.open_proposal(current_actor(), correction_id))


def _show(page: CorrectionPage, **forms: BaseForm) -> ResponseReturnValue:
    shown: dict[str, Any] = {
        "accept": AcceptForm(data={"version": page.version}),
        "refuse": RefuseForm(data={"version": page.version}),
        "ask": PasswordForm(),
        "withdraw": VersionedForm(data={"version": page.version}),
    } | forms
    status = max((form.status for form in forms.values()), default=200)
    return render_template("privacy/correction.html", page=page, **shown), status


@bp.post("/privacy/corrections/<uuid:correction_id>/reveal")
def reveal(correction_id: UUID) -> ResponseReturnValue:
    """Show a sealed proposal in full, after the own password."""
    actor, form = current_actor(), PasswordForm(request.form)
    opened: list[CorrectionPage] = []

    def act() -> str:
        password = form.password.data or ""
        opened.append(service.reveal(actor, correction_id, password=password))
        return url_for(".correction", correction_id=correction_id)

    answer = accepted(form, act)
    if opened:
        return _show(opened[0])
    return answer or _show(service.open_proposal(actor, correction_id), ask=form)


@bp.post("/privacy/corrections/<uuid:correction_id>/accept")
def accept_correction(correction_id: UUID) -> ResponseReturnValue:
    """Change the record as proposed."""
    actor, form = current_actor(), AcceptForm(request.form)

    def act() -> str:
        version, answer = form.version.data or 0, form.answer.data or ""
        service.accept(actor, correction_id, version=version, answer=answer)
        return url_for(".corrections")

    return _decided(correction_id, form, act, "Đã sửa hồ sơ và báo cho đảng viên.", "accept")


@bp.post("/privacy/corrections/<uuid:correction_id>/refuse")
def refuse_correction(correction_id: UUID) -> ResponseReturnValue:
    """Leave the record as it is, with a reason."""
    actor, form = current_actor(), RefuseForm(request.form)

    def act() -> str:
        version, reason = form.version.data or 0, form.reason.data or ""
        service.refuse(actor, correction_id, version=version, reason=reason)
        return url_for(".corrections")

    return _decided(correction_id, form, act, "Đã trả lời và báo cho đảng viên.", "refuse")


@bp.post("/privacy/corrections/<uuid:correction_id>/withdraw")
def withdraw_correction(correction_id: UUID) -> ResponseReturnValue:
    """Take back one's own proposal."""
    actor, form = current_actor(), VersionedForm(request.form)

    def act() -> str:
        service.withdraw(actor, correction_id, version=form.version.data or 0)
        return url_for(".corrections")

    return _decided(correction_id, form, act, "Đã rút lại đề nghị.", "withdraw")


def _decided(
    correction_id: UUID, form: BaseForm, act: Callable[[], str], done: str, name: str
) -> ResponseReturnValue:
    if answer := accepted(form, act, done):
        return answer
    return _show(service.open_proposal(current_actor(), correction_id), **{name: form})
