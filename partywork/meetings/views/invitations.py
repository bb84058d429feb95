"""Inviting, the invited person's page, requests to stay away, the printed sheets."""

from uuid import UUID

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.meetings.forms.invitations import AnswerForm, InviteForm
from partywork.meetings.service import invitations as service
from partywork.meetings.service import sheets, study
from partywork.meetings.service.addresses import invitation_path
from partywork.meetings.terms import InvitationAnswer
from partywork.meetings.views.asked import after_conflict, asked_order, pressed
from partywork.meetings.views.blueprint import bp
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor


@bp.route("/meetings/<uuid:meeting_id>/invite", methods=["GET", "POST"])
def invite(meeting_id: UUID) -> ResponseReturnValue:
    """Show who will be invited, send the invitations, give the text to copy."""
    actor = current_actor()
    form = InviteForm(request.form)

    def act() -> str:
        service.invite(actor, meeting_id, version=form.version.data or 0)
        return url_for(".invite", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã gửi giấy mời vào hộp thư của từng đồng chí."):
        return answer
    guests = service.for_inviting(actor, meeting_id)
    if request.method == "GET":
        form.version.data = guests.meeting.version
    after_conflict(form, guests.meeting.version)
    address = current_app.config["PARTYWORK"].public_url + invitation_path(guests.meeting)
    return render_template(
        "meetings/invite.html",
        meeting=guests.meeting,
        guests=guests,
        form=form,
        text=service.text_to_copy(guests.meeting, address),
    ), form.status


@bp.route("/meetings/<uuid:meeting_id>/invitation", methods=["GET", "POST"])
def invitation(meeting_id: UUID) -> ResponseReturnValue:
    """Show one's own invitation and take the answer."""
    actor = current_actor()
    form = AnswerForm(request.form)

    def act() -> str:
        service.answer(
            actor,
            meeting_id,
            version=form.version.data or 0,
            chosen=InvitationAnswer(form.answer.data or InvitationAnswer.NONE.value),
            absence_reason=form.absence_reason.data or "",
        )
        return url_for(".invitation", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã ghi nhận trả lời của đồng chí."):
        return answer
    own = service.own_invitation(actor, meeting_id)
    if request.method == "GET":
        form = AnswerForm(
            data={
                "version": own.version,
                "answer": own.answer.value,
                "absence_reason": own.absence_reason or "",
            }
        )
    after_conflict(form, own.version)
    return render_template(
        "meetings/invitation.html",
        invitation=own,
        meeting=own.meeting,
        is_here=service.is_here(actor, meeting_id),
        bulletins=study.issued_for(actor, own.meeting),
        form=form,
    ), form.status


@bp.get("/meetings/<uuid:meeting_id>/invitation.ics")
def invitation_ics(meeting_id: UUID) -> ResponseReturnValue:
    """Hand over the hours of one's own invitation for a calendar."""
    site = current_app.config["PARTYWORK"].public_url
    here = site + url_for(".invitation", meeting_id=meeting_id)
    content = service.calendar_file(current_actor(), meeting_id, here, site)
    return send_bytes(content.encode(), media_type="text/calendar", name="giay-moi.ics")


@bp.post("/meetings/<uuid:meeting_id>/absences/<uuid:member_id>/accept")
def accept_absence(meeting_id: UUID, member_id: UUID) -> ResponseReturnValue:
    """Agree that a person stays away."""
    actor = current_actor()

    def act() -> str:
        service.accept_absence(actor, meeting_id, member_id)
        return url_for(".show", meeting_id=meeting_id, _anchor="tra-loi")

    return pressed(act, "Đã đồng ý cho vắng.")


@bp.get("/meetings/<uuid:meeting_id>/invitations.pdf")
def invitations_pdf(meeting_id: UUID) -> ResponseReturnValue:
    """Print one invitation a person, or for those alone who use no machine."""
    only_on_paper = request.args.get("ai") == "khong-may"
    name, content = sheets.invitations(current_actor(), meeting_id, only_on_paper=only_on_paper)
    return send_bytes(content, media_type="application/pdf", name=name)


@bp.get("/meetings/<uuid:meeting_id>/attendance-sheet.pdf")
def attendance_sheet_pdf(meeting_id: UUID) -> ResponseReturnValue:
    """Print the list that people sign when they arrive."""
    name, content = sheets.attendance_sheet(current_actor(), meeting_id, asked_order())
    return send_bytes(content, media_type="application/pdf", name=name)
