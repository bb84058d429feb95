"""Copies: the list, a new one, its paper and its number; the books of minutes."""

from datetime import date
from typing import cast
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.copies import policy
from partywork.copies.forms import BindForm, DropForm, WriteForm
from partywork.copies.service import books, issuing, writing
from partywork.copies.terms import CopyKind
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.resolutions.forms import SignForm
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.uploads import sent_file

bp = Blueprint("copies", __name__)

_ONE = "/copies/<uuid:copy_id>"


@bp.get("/copies/")
def index() -> ResponseReturnValue:
    """The copies the actor may read."""
    return render_template("copies/index.html", copies=writing.listed(current_actor()))


@bp.route("/copies/new/<uuid:document_id>", methods=["GET", "POST"])
def write(document_id: UUID) -> ResponseReturnValue:
    """Begin a copy of a paper."""
    actor = current_actor()
    found = writing.for_beginning(actor, document_id)
    form = WriteForm(request.form)
    form.offer(found)

    def act() -> str:
        return url_for(".show", copy_id=writing.write(actor, document_id, form.wanted).id)

    if answer := accepted(form, act, "Đã lập bản sao, chờ ký."):
        return answer
    if request.method == "GET":
        form.kind.data = CopyKind.EXTRACT
    html = render_template("copies/write.html", form=form, source=found.source)
    return html, form.status


@bp.get(_ONE)
def show(copy_id: UUID) -> ResponseReturnValue:
    """One copy: what it copies, who signs it, what comes next."""
    actor = current_actor()
    copy = writing.get(actor, copy_id)
    return render_template(
        "copies/show.html",
        copy=copy,
        may_copy=policy.may_copy(actor, copy.organisation_id),
        may_issue=policy.may_issue(actor, copy.organisation_id),
        form=DropForm(),
    )


@bp.get(f"{_ONE}/paper.pdf")
def paper(copy_id: UUID) -> Response:
    """The copy as a paper: for the signature, or as it was issued."""
    name, content = issuing.open_paper(current_actor(), copy_id)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.route(f"{_ONE}/issue", methods=["GET", "POST"])
def issue(copy_id: UUID) -> ResponseReturnValue:
    """Keep the signed sheet and take the number."""
    actor = current_actor()
    form = SignForm(request.form)

    def act() -> str:
        sent = sent_file("tệp bản ký")
        issuing.issue(
            actor,
            copy_id,
            version=form.version.data or 0,
            signed_on=cast(date, form.signed_on.data),
            file_name=sent.name,
            content=sent.content,
        )
        return url_for(".show", copy_id=copy_id)

    if answer := accepted(form, act, "Đã lấy số và phát hành bản sao."):
        return answer
    copy = issuing.for_issuing(actor, copy_id)
    if request.method == "GET":
        form = SignForm(version=copy.version, signed_on=clock.today())
    number = issuing.next_number(actor, copy)
    return render_template("copies/issue.html", form=form, copy=copy, number=number), form.status


@bp.post(f"{_ONE}/drop")
def drop(copy_id: UUID) -> ResponseReturnValue:
    """Throw away a copy that has no number."""
    actor = current_actor()
    form = DropForm(request.form)

    def act() -> str:
        writing.drop(actor, copy_id)
        return url_for(".index")

    if answer := accepted(form, act, "Đã bỏ bản sao chưa lấy số."):
        return answer
    raise RuleBroken(" ".join(form.form_errors) or "Chưa bỏ được bản sao.")


@bp.get("/copies/books")
def all_books() -> ResponseReturnValue:
    """The books of minutes, year by year."""
    shelves = books.shelves(current_actor())
    return render_template("copies/books.html", shelves=shelves, form=BindForm())


@bp.post("/copies/books/<uuid:organisation_id>")
def bind(organisation_id: UUID) -> ResponseReturnValue:
    """Let the minutes of a year be bound."""
    actor = current_actor()
    form = BindForm(request.form)

    def act() -> str:
        job = books.ask_to_bind(actor, organisation_id, form.year.data or 0)
        return url_for("notifications.job", job_id=job.id)

    if answer := accepted(form, act):
        return answer
    shelves = books.shelves(actor)
    return render_template("copies/books.html", shelves=shelves, form=form), form.status
