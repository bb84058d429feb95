"""Looking resolutions up, and the way from draft to issue."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.actor import Actor
from partywork.documents.service import full_key
from partywork.resolutions import pages, policy, rules, service
from partywork.resolutions.forms import (
    DecisionForm,
    EditForm,
    IssueForm,
    RecipientsForm,
    SendForm,
    SignForm,
)
from partywork.resolutions.pages import decisions
from partywork.resolutions.terms import Part, ResolutionStatus
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import asked_page
from partywork.web.uploads import sent_file

bp = Blueprint("resolutions", __name__)


def _asked_organisation() -> UUID | None:
    try:
        return UUID(request.args.get("to-chuc", ""))
    except ValueError:
        return None


@bp.route("/resolutions/")
def index() -> ResponseReturnValue:
    """Look resolutions up by words, with or without marks."""
    actor = current_actor()
    words, organisation_id = request.args.get("tim", "")[:200], _asked_organisation()
    found, page = service.list_visible(
        actor, words=words, organisation_id=organisation_id, page=asked_page()
    )
    return render_template(
        "resolutions/index.html",
        rows=[(resolution, pages.tag(resolution)) for resolution in found],
        page=page,
        words=words,
        organisation_id=organisation_id,
        organisations=service.issuers(actor),
    )


def _next_step(actor: Actor, resolution: Any) -> tuple[str, str] | None:
    """Return the words and the endpoint of what this person does next, if anything."""
    may_draft = policy.may_draft(actor, resolution.body)
    steps = {
        ResolutionStatus.DRAFT: (may_draft, "Sửa dự thảo", "edit"),
        ResolutionStatus.ADOPTED: (may_draft, "Trình ký", "send"),
        ResolutionStatus.AWAITING_SIGNATURE: (
            policy.may_sign(actor, resolution),
            "Ghi nhận đã ký",
            "sign",
        ),
        ResolutionStatus.SIGNED: (
            policy.may_issue(actor, resolution),
            "Lấy số và phát hành",
            "issue",
        ),
    }
    may, words, endpoint = steps.get(resolution.status, (False, "", ""))
    return (words, f".{endpoint}") if may else None


@bp.route("/resolutions/<uuid:resolution_id>/")
def show(resolution_id: UUID) -> ResponseReturnValue:
    """Show a resolution: its state, its text, its files, what happened when."""
    actor = current_actor()
    resolution = service.get(actor, resolution_id)
    may_draft = policy.may_draft(actor, resolution.body)
    is_decision = decisions.is_decision(resolution)
    return render_template(
        "resolutions/show.html",
        resolution=resolution,
        name=pages.name_of(resolution),
        is_decision=is_decision,
        grounds=decisions.grounds_of(resolution) if is_decision else (),
        articles=decisions.articles_of(resolution) if is_decision else (),
        tag=pages.tag(resolution),
        awaits_paper=pages.awaits_paper(resolution),
        full_key=full_key(resolution.document),
        parts=[] if is_decision else pages.clauses_of(resolution),
        history=pages.history(resolution),
        vote=service.vote_of(actor, resolution),
        next_step=_next_step(actor, resolution),
        waits_for=pages.waits_for(resolution),
        may_take_word=is_decision and may_draft and resolution.meeting_id is not None,
        may_copy=may_draft and bool(resolution.document.symbol),
        may_change_recipients=may_draft and resolution.status is ResolutionStatus.ADOPTED,
    )


@bp.route("/resolutions/<uuid:resolution_id>/resolution.pdf")
def paper(resolution_id: UUID) -> ResponseReturnValue:
    """Hand out the paper: as issued, or as it stands now."""
    name, content = service.paper_of(current_actor(), resolution_id)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route("/resolutions/<uuid:resolution_id>/edit", methods=["GET", "POST"])
def edit(resolution_id: UUID) -> ResponseReturnValue:
    """Change a draft, the words of a decision, or who receives an adopted resolution."""
    actor = current_actor()
    resolution = service.for_editing(actor, resolution_id)
    form = _edit_form(resolution)
    change = service.reword_decision if decisions.is_decision(resolution) else service.edit

    def act() -> str:
        change(
            actor,
            resolution_id,
            version=form.version.data or 0,
            recipients=form.recipients.data or "",
            **form.text,
        )
        return url_for(".show", resolution_id=resolution_id)

    if answer := accepted(form, act, "Đã lưu văn bản."):
        return answer
    resolution = service.for_editing(actor, resolution_id)
    return _page("resolutions/edit.html", resolution, form)


def _page(template: str, resolution: Any, form: Any, **facts: Any) -> ResponseReturnValue:
    html = render_template(
        template,
        resolution=resolution,
        name=pages.name_of(resolution),
        form=form,
        **facts,
    )
    return html, form.status


def _edit_form(resolution: Any) -> RecipientsForm:
    if decisions.is_decision(resolution):
        return DecisionForm(
            request.form,
            obj=resolution,
            grounds="\n".join(decisions.grounds_of(resolution)),
            articles=decisions.typed_articles(resolution),
        )
    if resolution.status is not ResolutionStatus.DRAFT:
        return RecipientsForm(request.form, obj=resolution)
    texts = dict(pages.texts_of(resolution))
    prefilled = {part.name.lower(): "\n".join(texts.get(part, ())) for part in Part}
    return EditForm(request.form, obj=resolution, **prefilled)


@bp.route("/resolutions/<uuid:resolution_id>/send", methods=["GET", "POST"])
def send(resolution_id: UUID) -> ResponseReturnValue:
    """Send an adopted resolution for signature."""
    actor = current_actor()
    resolution = service.for_sending(actor, resolution_id)
    form = SendForm(request.form, obj=resolution)
    form.signer.choices = [
        (str(one.member_id), f"Đ/c {one.member.full_name}, {one.office.label}")
        for one in service.signers(actor, resolution)
    ]

    def act() -> str:
        service.send_for_signature(
            actor,
            resolution_id,
            version=form.version.data or 0,
            signer_member_id=UUID(form.signer.data),
        )
        return url_for(".show", resolution_id=resolution_id)

    if answer := accepted(form, act, "Đã trình ký."):
        return answer
    resolution = service.for_sending(actor, resolution_id)
    return _page(
        "resolutions/send.html", resolution, form, who=rules.who_signs(resolution.body.kind)
    )


@bp.route("/resolutions/<uuid:resolution_id>/sign", methods=["GET", "POST"])
def sign(resolution_id: UUID) -> ResponseReturnValue:
    """Record the signature by hand and attach the scan of the signed sheet."""
    actor = current_actor()
    form = SignForm(request.form)

    def act() -> str:
        sent = sent_file("tệp bản ký")
        service.sign(
            actor,
            resolution_id,
            version=form.version.data or 0,
            signed_on=cast(date, form.signed_on.data),
            file_name=sent.name,
            content=sent.content,
        )
        return url_for(".show", resolution_id=resolution_id)

    if answer := accepted(form, act, "Đã ghi nhận việc ký và lưu bản ký."):
        return answer
    resolution = service.for_signing(actor, resolution_id)
    if request.method == "GET":
        form = SignForm(version=resolution.version, signed_on=clock.today())
    return _page("resolutions/sign.html", resolution, form)


@bp.route("/resolutions/<uuid:resolution_id>/issue", methods=["GET", "POST"])
def issue(resolution_id: UUID) -> ResponseReturnValue:
    """Take the number and issue a signed resolution."""
    actor = current_actor()
    form = IssueForm(request.form)

    def act() -> str:
        service.issue(
            actor,
            resolution_id,
            version=form.version.data or 0,
            issued_on=cast(date, form.issued_on.data),
        )
        return url_for(".show", resolution_id=resolution_id)

    if answer := accepted(form, act, "Đã lấy số và phát hành."):
        return answer
    resolution = service.for_issuing(actor, resolution_id)
    if request.method == "GET":
        form = IssueForm(version=resolution.version, issued_on=clock.today())
    return _page(
        "resolutions/issue.html", resolution, form, proposed=service.next_number(actor, resolution)
    )
