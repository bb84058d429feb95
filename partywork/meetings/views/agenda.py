"""The agenda of a meeting and its papers."""

from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.meetings.forms.planning import AgendaForm, PaperForm
from partywork.meetings.service import agenda as service
from partywork.meetings.service import attachments, study
from partywork.meetings.service.people import named
from partywork.meetings.terms import MeetingStatus
from partywork.meetings.views.asked import after_conflict, pressed
from partywork.meetings.views.blueprint import bp
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.uploads import sent_file


@bp.route("/meetings/<uuid:meeting_id>/agenda", methods=["GET", "POST"])
def agenda(meeting_id: UUID) -> ResponseReturnValue:
    """Add, name, order and remove items in one page."""
    actor = current_actor()
    meeting, people = service.for_agenda(actor, meeting_id)
    form = AgendaForm(
        request.form, data={"version": meeting.version, "items": _written(meeting.agenda)}
    )
    if request.method == "GET":
        form.make_room()

    def act() -> str:
        service.save_agenda(actor, meeting_id, version=form.version.data or 0, lines=form.lines)
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã lưu chương trình."):
        return answer
    meeting, people = service.for_agenda(actor, meeting_id)
    after_conflict(form, meeting.version)
    for row in form.items:
        row.form.presenter_id.offer(named(people), "Không ghi")
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        bulletins=study.issued_for(actor, meeting),
        form=form,
    ), form.status


def _written(items: Any) -> list[dict[str, Any]]:
    return [
        {
            "item_id": item.id,
            "position": item.position,
            "title": item.title,
            "presenter_id": item.presenter_id,
            "minutes_planned": item.minutes_planned,
        }
        for item in items
    ]


@bp.route("/meetings/<uuid:meeting_id>/papers", methods=["GET", "POST"])
def papers(meeting_id: UUID) -> ResponseReturnValue:
    """Attach a paper; see what is attached."""
    actor = current_actor()
    form = PaperForm(request.form)

    def act() -> str:
        sent = sent_file()
        attachments.attach_paper(
            actor,
            meeting_id,
            summary=form.summary.data or "",
            file_name=sent.name,
            content=sent.content,
            item_id=form.item_id.data,
            replaces_id=form.replaces_id.data,
        )
        return url_for(".papers", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã thêm tài liệu."):
        return answer
    meeting = attachments.for_papers(actor, meeting_id)
    _offer(form, meeting)
    return render_template(
        "meetings/papers.html",
        meeting=meeting,
        form=form,
        removal=BaseForm(),
        may_remove=meeting.status is MeetingStatus.PLANNED,
    ), form.status


def _offer(form: PaperForm, meeting: Any) -> None:
    form.item_id.offer([(item.id, item.title) for item in meeting.agenda], "Cả cuộc họp")
    known = [(paper.id, paper.document.summary) for paper in meeting.newest_papers]
    form.replaces_id.offer(known, "Không, đây là tài liệu mới")


@bp.post("/meetings/<uuid:meeting_id>/papers/<uuid:paper_id>/remove")
def remove_paper(meeting_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Take a paper off again."""
    actor = current_actor()

    def act() -> str:
        attachments.remove_paper(actor, meeting_id, paper_id)
        return url_for(".papers", meeting_id=meeting_id)

    return pressed(act, "Đã bỏ tài liệu.")
