"""Pages after the minutes: ending the meeting, confirming, the signed copy, addenda, filing up."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from partywork.core import clock
from partywork.meetings import policy
from partywork.meetings.forms.closing import (
    AddendumForm,
    CloseForm,
    ConfirmForm,
    FileUpForm,
    PostedForm,
    SignedCopyForm,
)
from partywork.meetings.service import closing as service
from partywork.meetings.service import confirmation, papers, reading
from partywork.meetings.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.uploads import sent_file


def _minutes(meeting_id: UUID) -> str:
    return url_for("meetings.minutes", meeting_id=meeting_id)


@bp.route("/meetings/<uuid:meeting_id>/close", methods=["GET", "POST"])
def close(meeting_id: UUID) -> ResponseReturnValue:
    """«Kết thúc cuộc họp»: what is missing, what will happen, and when it ended."""
    actor = current_actor()
    form = CloseForm(request.form)

    def act() -> str:
        version = form.version.data or 0
        ended = service.close(actor, meeting_id, version=version, ended_at=form.moment)
        # A chair without an office has nothing to finish but to confirm the minutes.
        is_writer = policy.may_write(actor, ended)
        return url_for("closing.show" if is_writer else "meetings.minutes", meeting_id=meeting_id)

    if answer := accepted(form, act, "Cuộc họp đã kết thúc."):
        return answer
    found = service.for_closing(actor, meeting_id)
    if request.method == "GET":
        form = CloseForm(
            version=found.meeting.version,
            ended_on=clock.day_of(found.proposed_end),
            ended_at=clock.local(found.proposed_end).time().replace(second=0, microsecond=0),
        )
    return render_template("meetings/close.html", closing=found, form=form), form.status


@bp.route("/meetings/<uuid:meeting_id>/minutes/confirm", methods=["GET", "POST"])
def confirm(meeting_id: UUID) -> ResponseReturnValue:
    """«Xác nhận biên bản»: the whole text, who answers for it, the password again."""
    actor = current_actor()
    form = ConfirmForm(request.form)

    def act() -> str:
        confirmation.confirm(
            actor, meeting_id, digest=form.digest.data or "", password=form.password.data or ""
        )
        return _minutes(meeting_id)

    if answer := accepted(form, act, "Đồng chí đã xác nhận biên bản."):
        return answer
    found = confirmation.for_confirming(actor, meeting_id)
    form.digest.data = found.digest
    html = render_template(
        "meetings/confirm.html", confirming=found, meeting=found.meeting, form=form
    )
    return html, form.status


@bp.route("/meetings/<uuid:meeting_id>/minutes/signed-copy", methods=["GET", "POST"])
def attach_signed_copy(meeting_id: UUID) -> ResponseReturnValue:
    """«Đính kèm bản ký»: the scan of the hand-signed sheet."""
    actor = current_actor()
    form = SignedCopyForm(request.form)

    def act() -> str:
        sent = sent_file()
        confirmation.attach_signed_copy(
            actor, meeting_id, file_name=sent.name, content=sent.content
        )
        return _minutes(meeting_id)

    if answer := accepted(form, act, "Đã đính kèm bản ký."):
        return answer
    meeting = confirmation.for_writer(actor, meeting_id)
    html = render_template("meetings/minutes_signed_copy.html", meeting=meeting, form=form)
    return html, form.status


@bp.route("/meetings/<uuid:meeting_id>/minutes/addenda", methods=["GET", "POST"])
def add_addendum(meeting_id: UUID) -> ResponseReturnValue:
    """«Biên bản bổ sung»: a correction beside confirmed minutes."""
    actor = current_actor()
    form = AddendumForm(request.form)

    def act() -> str:
        confirmation.add_addendum(actor, meeting_id, text=form.text.data or "")
        return _minutes(meeting_id)

    if answer := accepted(form, act, "Đã lập biên bản bổ sung."):
        return answer
    meeting = confirmation.for_writer(actor, meeting_id)
    return render_template("meetings/addendum.html", meeting=meeting, form=form), form.status


@bp.route("/meetings/<uuid:meeting_id>/posted", methods=["GET", "POST"])
def mark_posted(meeting_id: UUID) -> ResponseReturnValue:
    """«Đăng kết quả lên Sổ tay đảng viên»: on which day it was done."""
    actor = current_actor()
    form = PostedForm(request.form)

    def act() -> str:
        service.mark_posted(actor, meeting_id, version=form.version.data or 0, posted_on=form.day)
        return _minutes(meeting_id)

    if answer := accepted(form, act, "Đã ghi ngày đăng kết quả."):
        return answer
    found = reading.for_running(actor, meeting_id)
    if request.method == "GET":
        form = PostedForm(version=found.meeting.version, posted_on=clock.today())
    return render_template("meetings/close_posted.html", reading=found, form=form), form.status


@bp.route("/meetings/<uuid:meeting_id>/file-up", methods=["GET", "POST"])
def file_up(meeting_id: UUID) -> ResponseReturnValue:
    """«Báo cáo Đảng ủy»: who will read the meeting from now on, and one button."""
    actor = current_actor()
    form = FileUpForm(request.form)

    def act() -> str:
        service.report_up(actor, meeting_id, version=form.version.data or 0)
        return _minutes(meeting_id)

    if answer := accepted(form, act, "Đã báo cáo Đảng ủy."):
        return answer
    found = reading.for_running(actor, meeting_id)
    if request.method == "GET":
        form = FileUpForm(version=found.meeting.version)
    return render_template("meetings/close_file_up.html", reading=found, form=form), form.status


@bp.get("/meetings/<uuid:meeting_id>/minutes/addenda/<uuid:addendum_id>.pdf")
def addendum_pdf(meeting_id: UUID, addendum_id: UUID) -> Response:
    """A correction in official layout, to be signed by hand."""
    name, content = papers.open_addendum(current_actor(), meeting_id, addendum_id)
    return send_bytes(content, media_type="application/pdf", name=name)
