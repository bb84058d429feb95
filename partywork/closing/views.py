"""After the meeting: the guided page, its papers as PDF and Word, the Word templates."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.closing.engine import BadTemplate
from partywork.closing.forms import TemplateForm
from partywork.closing.rules import WORD
from partywork.closing.service import papers, steps, templates
from partywork.closing.terms import Paper
from partywork.core.errors import NotVisible
from partywork.web.downloads import send_bytes
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.uploads import sent_file

bp = Blueprint("closing", __name__)

_MEETING = "/meetings/<uuid:meeting_id>/closing"
_TEMPLATES = "/word-templates"


def _asked(paper: str) -> Paper:
    if paper not in set(Paper):
        raise NotVisible()
    return Paper(paper)


@bp.get(_MEETING)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Every paper of the meeting: how it stands, what is missing, open and print."""
    return render_template(
        "closing/show.html", after=steps.after_meeting(current_actor(), meeting_id)
    )


@bp.get(f"{_MEETING}/<paper>.pdf")
def pdf(meeting_id: UUID, paper: str) -> ResponseReturnValue:
    """A list or the quality sheet in official layout."""
    name, content = papers.pdf(current_actor(), meeting_id, _asked(paper))
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.get(f"{_MEETING}/<paper>.docx")
def word(meeting_id: UUID, paper: str) -> ResponseReturnValue:
    """A paper as Word."""
    wanted = _asked(paper)
    take = partial(papers.word, current_actor(), meeting_id, wanted)
    return _handed_out(take, meeting_id, lambda: wanted)


@bp.get(f"{_MEETING}/resolutions/<uuid:resolution_id>.docx")
def resolution(meeting_id: UUID, resolution_id: UUID) -> ResponseReturnValue:
    """One resolution or decision of the meeting as Word."""
    actor = current_actor()
    take = partial(papers.word_of_resolution, actor, meeting_id, resolution_id)
    return _handed_out(take, meeting_id, partial(papers.kind_of, actor, resolution_id))


def _handed_out(
    take: Callable[..., tuple[str, bytes]], meeting_id: UUID, paper: Callable[[], Paper]
) -> ResponseReturnValue:
    """Hand a Word file out; where the office's template fails, the built-in one is offered."""
    try:
        name, content = take(with_own_template=request.args.get("mau") != "co-san")
    except BadTemplate as bad:
        html = render_template(
            "closing/word_failed.html", meeting_id=meeting_id, paper=paper(), words=str(bad)
        )
        return html, 422
    return send_bytes(content, media_type=WORD, name=name)


@bp.get(f"{_TEMPLATES}/")
def word_templates() -> ResponseReturnValue:
    """Every paper and the template it is written by."""
    return render_template(
        "closing/templates.html", lines=templates.listed(current_actor()), form=BaseForm()
    )


@bp.get(f"{_TEMPLATES}/<paper>.docx")
def take_template(paper: str) -> ResponseReturnValue:
    """The template in force, to be changed in a word processor."""
    name, content = templates.download(current_actor(), _asked(paper))
    return send_bytes(content, media_type=WORD, name=name)


@bp.route(f"{_TEMPLATES}/<paper>/replace", methods=["GET", "POST"])
def replace_template(paper: str) -> ResponseReturnValue:
    """Write a paper by the office's own template from now on."""
    actor, wanted = current_actor(), _asked(paper)
    form = TemplateForm(request.form)

    def act() -> str:
        sent = sent_file()
        templates.replace(actor, wanted, file_name=sent.name, content=sent.content)
        return url_for(".word_templates")

    if answer := accepted(form, act, "Đã thay mẫu Word."):
        return answer
    line = templates.for_changing(actor, wanted)
    return render_template("closing/replace.html", line=line, form=form), form.status


@bp.route(f"{_TEMPLATES}/<paper>/restore", methods=["GET", "POST"])
def restore_template(paper: str) -> ResponseReturnValue:
    """Go back to the template that comes with the product."""
    actor, wanted = current_actor(), _asked(paper)
    form = BaseForm(request.form)

    def act() -> str:
        templates.restore(actor, wanted)
        return url_for(".word_templates")

    if answer := accepted(form, act, "Đã dùng lại mẫu có sẵn."):
        return answer
    line = templates.for_changing(actor, wanted)
    return render_template("closing/restore.html", line=line, form=form), form.status
