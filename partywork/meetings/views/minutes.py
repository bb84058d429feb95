"""Pages of the minutes: the editor, the text that lost a race, reading out, the PDF."""

from uuid import UUID

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.core import display
from partywork.core.errors import RuleBroken
from partywork.meetings.forms.minutes import (
    AssignmentForm,
    Desk,
    DuesForm,
    HeardForm,
    QualityForm,
    ReadOutForm,
    RemoveForm,
    SectionForm,
    StatementForm,
)
from partywork.meetings.service import asked, papers, reading, sections, votes
from partywork.meetings.service import minutes as service
from partywork.meetings.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor

_ITEM = "/meetings/<uuid:meeting_id>/items/<uuid:item_id>"


def _page(
    meeting_id: UUID, bound: BaseForm | None = None, bound_to: UUID | None = None
) -> ResponseReturnValue:
    """Show the editor to who may write now, the minutes to everybody else."""
    actor = current_actor()
    found = reading.for_reading(actor, meeting_id)
    if not found.is_writable:
        status = bound.status if bound is not None else 200
        return render_template("meetings/minutes.html", reading=found, refused=bound), status
    desk = Desk(
        found.meeting,
        speakers=service.speakers(found.meeting),
        leads=service.leads(found.meeting),
        bound=bound,
        bound_to=bound_to,
    )
    html = render_template(
        "meetings/minutes_edit.html",
        reading=found,
        meeting=found.meeting,
        desk=desk,
        may_vote=votes.may_run_now(actor, found.meeting),
        answers=asked.answers(actor, found.meeting),
        answers_at=asked.STEP,
    )
    return html, desk.status


def _at(meeting_id: UUID, item_id: UUID | None = None) -> str:
    anchor = f"muc-{item_id}" if item_id is not None else None
    return url_for("meetings.minutes", meeting_id=meeting_id, _anchor=anchor)


@bp.get("/meetings/<uuid:meeting_id>/minutes")
def minutes(meeting_id: UUID) -> ResponseReturnValue:
    """The minutes: an editor while they are written, a text afterwards."""
    return _page(meeting_id)


@bp.post(f"{_ITEM}/save")
def save_section(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Keep the text of one section; answers a page or, to the page's script, a few words."""
    form = SectionForm(request.form)
    wants_words = "application/json" in request.headers.get("Accept", "")
    if not form.validate():
        return _refused(meeting_id, item_id, form, wants_words=wants_words)
    try:
        saved = sections.save_section(
            current_actor(),
            meeting_id,
            item_id,
            version=form.version.data or 0,
            key=form.key,
            notes=form.notes.data or "",
            conclusion=form.conclusion.data or "",
        )
    except RuleBroken as broken:
        form.refuse(broken)
        return _refused(meeting_id, item_id, form, wants_words=wants_words)
    if saved.conflict_id is not None:
        return _conflicting(meeting_id, item_id, saved.conflict_id, wants_words=wants_words)
    if wants_words:
        saved_at = display.time_of_day(saved.saved_at)
        return jsonify(saved_at=saved_at, version=saved.version)
    return redirect(_at(meeting_id, item_id), 303)


def _refused(
    meeting_id: UUID, item_id: UUID, form: BaseForm, *, wants_words: bool
) -> ResponseReturnValue:
    form.status = 422
    if not wants_words:
        return _page(meeting_id, form, item_id)
    words = [*form.form_errors, *(one for field in form for one in field.errors)]
    return jsonify(message=" ".join(words)), 422


def _conflicting(
    meeting_id: UUID, item_id: UUID, revision_id: UUID, *, wants_words: bool
) -> ResponseReturnValue:
    where = url_for(
        "meetings.conflict", meeting_id=meeting_id, item_id=item_id, revision_id=revision_id
    )
    if wants_words:
        return jsonify(conflict_url=where), 409
    return conflict(meeting_id, item_id, revision_id), 409


@bp.get(f"{_ITEM}/conflicts/<uuid:revision_id>")
def conflict(meeting_id: UUID, item_id: UUID, revision_id: UUID) -> str:
    """Three texts of one section side by side, and a form for the one that joins them."""
    found = sections.conflict(current_actor(), meeting_id, item_id, revision_id)
    form = SectionForm(
        version=found.item.version, notes=found.merged.notes, conclusion=found.merged.conclusion
    )
    return render_template("meetings/conflict.html", conflict=found, form=form)


@bp.post(f"{_ITEM}/statements")
def add_statement(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Write down what one person said."""
    form = StatementForm(request.form)

    def act() -> str:
        service.add_statement(
            current_actor(),
            meeting_id,
            item_id,
            member_id=form.member_id.data,
            text=form.text.data or "",
        )
        return _at(meeting_id, item_id)

    return accepted(form, act, "Đã ghi ý kiến.") or _page(meeting_id, form, item_id)


@bp.post("/meetings/<uuid:meeting_id>/statements/<uuid:statement_id>/remove")
def remove_statement(meeting_id: UUID, statement_id: UUID) -> ResponseReturnValue:
    """Take a statement out."""
    form = RemoveForm(request.form)

    def act() -> str:
        service.remove_statement(current_actor(), meeting_id, statement_id)
        return _at(meeting_id)

    return accepted(form, act, "Đã bỏ ý kiến.") or _page(meeting_id, form)


@bp.post(f"{_ITEM}/answers/<uuid:recommendation_id>/heard")
def hear_answer(meeting_id: UUID, item_id: UUID, recommendation_id: UUID) -> ResponseReturnValue:
    """«Đã đọc»: the meeting has heard the answer to a recommendation."""
    form = HeardForm(request.form)

    def act() -> str:
        asked.hear(current_actor(), meeting_id, recommendation_id)
        return _at(meeting_id, item_id)

    return accepted(form, act, "Đã ghi: trả lời được đọc.") or _page(meeting_id, form, item_id)


@bp.post("/meetings/<uuid:meeting_id>/dues")
def note_dues(meeting_id: UUID) -> ResponseReturnValue:
    """Note how many have paid."""
    form = DuesForm(request.form)

    def act() -> str:
        service.note_dues(
            current_actor(),
            meeting_id,
            version=form.version.data or 0,
            dues_paid=form.dues_paid.data,
            dues_note=form.dues_note.data or "",
        )
        return _at(meeting_id)

    return accepted(form, act, "Đã ghi tình hình đảng phí.") or _page(meeting_id, form)


@bp.post("/meetings/<uuid:meeting_id>/quality")
def note_quality(meeting_id: UUID) -> ResponseReturnValue:
    """Note what the meeting gave itself."""
    form = QualityForm(request.form)

    def act() -> str:
        service.note_quality(
            current_actor(),
            meeting_id,
            version=form.version.data or 0,
            points=form.quality_points.data,
            level=form.quality_level.data or "",
        )
        return _at(meeting_id)

    return accepted(form, act, "Đã ghi điểm buổi sinh hoạt.") or _page(meeting_id, form)


@bp.post("/meetings/<uuid:meeting_id>/assignments")
def assign(meeting_id: UUID) -> ResponseReturnValue:
    """Write down who does what until when."""
    form = AssignmentForm(request.form)

    def act() -> str:
        service.assign(
            current_actor(),
            meeting_id,
            lead_id=form.lead_id.data,
            title=form.title.data or "",
            due_on=form.day,
        )
        return _at(meeting_id)

    return accepted(form, act, "Đã ghi phân công.") or _page(meeting_id, form)


@bp.post("/meetings/<uuid:meeting_id>/assignments/<uuid:assignment_id>/remove")
def remove_assignment(meeting_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Take a task out."""
    form = RemoveForm(request.form)

    def act() -> str:
        service.remove_assignment(current_actor(), meeting_id, assignment_id)
        return _at(meeting_id)

    return accepted(form, act, "Đã bỏ phân công.") or _page(meeting_id, form)


@bp.route("/meetings/<uuid:meeting_id>/minutes/read-out", methods=["GET", "POST"])
def read_out(meeting_id: UUID) -> ResponseReturnValue:
    """«Đọc và thông qua biên bản»: the whole text, to be read aloud, and one button."""
    form = ReadOutForm(request.form)

    def act() -> str:
        service.read_out(current_actor(), meeting_id)
        return url_for("meetings.close", meeting_id=meeting_id)

    if answer := accepted(form, act, "Biên bản đã được đọc và thông qua."):
        return answer
    found = service.for_reading_out(current_actor(), meeting_id)
    page = papers.minutes_page(found.meeting, draft=True)
    html = render_template("meetings/minutes_read_out.html", found=found, page=page, form=form)
    return html, form.status


@bp.get("/meetings/<uuid:meeting_id>/minutes.pdf")
def minutes_pdf(meeting_id: UUID) -> Response:
    """The minutes in official layout: the stored paper, or the draft of this moment."""
    name, content = papers.open_minutes(current_actor(), meeting_id)
    return send_bytes(content, media_type="application/pdf", name=name)
