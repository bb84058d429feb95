"""What is kept about people and why; requests about one's own data; dossier papers."""

from functools import partial
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.core.errors import require
from partywork.privacy import policy
from partywork.privacy.forms.requests import AnswerForm, AskForm, PapersForm, ReceiveForm
from partywork.privacy.rules import OPEN
from partywork.privacy.service import papers as keeping
from partywork.privacy.service import purposes as telling
from partywork.privacy.service import requests as service
from partywork.privacy.terms import RequestKind, RequestStep
from partywork.privacy.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import VersionedForm, accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import PER_PAGE, Page, asked_page


@bp.get("/privacy")
def purposes() -> ResponseReturnValue:
    """Tell everybody which data are kept, why, on what ground, who sees them, for how long."""
    return render_template(
        "privacy/purposes.html",
        purposes=telling.purposes(),
        notice=telling.notice(),
        is_member=current_actor().member_id is not None,
    )


@bp.get("/privacy/notice.pdf")
def notice_pdf() -> ResponseReturnValue:
    """Send the notice to be printed and signed."""
    name, content = telling.notice_to_sign(current_actor())
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.get("/privacy/requests")
def requests() -> ResponseReturnValue:
    """List one's own requests, those one's desk answers or inspects, the most pressing first."""
    actor, number = current_actor(), asked_page()
    require(actor.is_party, "Yêu cầu về dữ liệu cá nhân là của đảng viên và văn phòng Đảng ủy.")
    found, total = service.list_visible(actor, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)

    def address(page: int) -> str:
        return url_for(".requests", trang=page)

    return render_template(
        "privacy/requests.html",
        requests=found,
        page=Page(number, total),
        address=address,
        today=clock.today(),
        open_ones=OPEN,
        may_read=partial(policy.may_read_words, actor),
        may_receive=policy.may_answer_some(actor),
        may_inspect=policy.may_inspect_some(actor),
    )


@bp.route("/privacy/requests/new", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Ask about one's own data."""
    actor, form = current_actor(), AskForm(request.form)

    def act() -> str:
        kind, details = RequestKind(form.wish.data), form.details.data or ""
        made = service.ask(actor, kind=kind, details=details)
        return url_for(".show_request", request_id=made.id)

    if answer := accepted(form, act, "Đã gửi yêu cầu. Đồng chí được báo khi có phản hồi."):
        return answer
    place = service.place_of_asking(actor)
    page = render_template("privacy/ask.html", form=form, place=place, is_on_paper=False)
    return page, form.status


@bp.route("/privacy/requests/receive", methods=["GET", "POST"])
def receive() -> ResponseReturnValue:
    """Enter a request that came on paper."""
    actor, form = current_actor(), ReceiveForm(request.form)

    def act() -> str:
        made = service.receive(
            actor,
            asker=form.asker.data or "",
            kind=RequestKind(form.wish.data),
            details=form.details.data or "",
            received_on=form.received_on.data or actor.day,
        )
        return url_for(".show_request", request_id=made.id)

    if answer := accepted(form, act, "Đã vào sổ yêu cầu."):
        return answer
    place = service.for_receiving(actor)
    page = render_template("privacy/ask.html", form=form, place=place, is_on_paper=True)
    return page, form.status


@bp.get("/privacy/requests/<uuid:request_id>")
def show_request(request_id: UUID) -> ResponseReturnValue:
    """Show a request with its clocks."""
    return _show(request_id, AnswerForm(), VersionedForm())


def _show(request_id: UUID, form: AnswerForm, back: VersionedForm) -> ResponseReturnValue:
    actor = current_actor()
    found = service.get(actor, request_id)
    for one in (form, back):
        if one.version.data in (None, 0):
            one.version.data = found.version
    page = render_template(
        "privacy/request.html",
        found=found,
        form=form,
        back=back,
        today=clock.today(),
        is_open=found.status in OPEN,
        is_own=found.member_id is not None and found.member_id == actor.member_id,
        may_answer=policy.may_answer(actor, found, found.organisation),
        may_read=policy.may_read_words(actor, found, found.organisation),
    )
    return page, max(form.status, back.status)


@bp.post("/privacy/requests/<uuid:request_id>/answer")
def answer_request(request_id: UUID) -> ResponseReturnValue:
    """Take the next step with a request."""
    actor, form = current_actor(), AnswerForm(request.form)

    def act() -> str:
        service.answer(
            actor,
            request_id,
            version=form.version.data or 0,
            step=RequestStep(form.next_step.data),
            words=form.words.data or "",
        )
        return url_for(".show_request", request_id=request_id)

    if answer := accepted(form, act, "Đã ghi và báo cho người yêu cầu."):
        return answer
    service.for_answering(actor, request_id)
    return _show(request_id, form, VersionedForm())


@bp.post("/privacy/requests/<uuid:request_id>/take-back")
def take_back_request(request_id: UUID) -> ResponseReturnValue:
    """Take back one's own request."""
    actor, form = current_actor(), VersionedForm(request.form)

    def act() -> str:
        service.take_back(actor, request_id, version=form.version.data or 0)
        return url_for(".show_request", request_id=request_id)

    if answer := accepted(form, act, "Đã rút lại yêu cầu."):
        return answer
    return _show(request_id, AnswerForm(), form)


@bp.route("/privacy/members/<uuid:member_id>/papers", methods=["GET", "POST"])
def papers(member_id: UUID) -> ResponseReturnValue:
    """Show which papers lie in a dossier; note them."""
    actor, form = current_actor(), PapersForm(request.form)

    def act() -> str:
        keeping.note(actor, member_id, form.noted, version=form.version.data or 0)
        return url_for(".papers", member_id=member_id)

    if answer := accepted(form, act, "Đã ghi hồ sơ giấy."):
        return answer
    # What somebody else has just saved is shown, so the trail says to whom.
    shows = request.method == "GET" or form.status == 409
    dossier = (keeping.open_dossier if shows else keeping.for_keeping)(actor, member_id)
    if request.method == "GET":
        form.show(dossier)
    elif form.status == 409:
        form.version.raw_data, form.version.data = None, dossier.version
    kept = {line.paper.code: line for line in dossier.lines}
    page = render_template("privacy/papers.html", dossier=dossier, form=form, kept=kept)
    return page, form.status
