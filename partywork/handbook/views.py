"""Pages of the packs for Sổ tay đảng viên and of who is late with them."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core import clock
from partywork.handbook.forms import PostingForm
from partywork.handbook.service import following, packs
from partywork.web.downloads import send_bytes
from partywork.web.forms import accepted
from partywork.web.guards import current_actor

bp = Blueprint("handbook", __name__)

_MEETING = "/meetings/<uuid:meeting_id>/handbook"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@bp.get(_MEETING)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Both packs of a meeting with their clocks."""
    view = packs.show(current_actor(), meeting_id)
    return render_template("handbook/show.html", view=view, meeting=view.meeting)


@bp.get(f"{_MEETING}/<pack>.zip")
def archive(meeting_id: UUID, pack: str) -> ResponseReturnValue:
    """The files of a pack under their names, and the text to copy."""
    name, content = packs.archive(current_actor(), meeting_id, packs.asked_pack(pack))
    return send_bytes(content, media_type="application/zip", name=name)


@bp.route(f"{_MEETING}/papers", methods=["GET", "POST"])
def note_papers(meeting_id: UUID) -> ResponseReturnValue:
    """Note when the papers were posted."""
    actor = current_actor()
    form = PostingForm(request.form)

    def act() -> str:
        packs.note_papers(
            actor, meeting_id, version=form.version.data or 0, posted_at=form.posted_at
        )
        return url_for(".show", meeting_id=meeting_id)

    if answer := accepted(form, act, "Đã ghi việc đăng tài liệu."):
        return answer
    view = packs.show(actor, meeting_id)
    if request.method == "GET":
        now = clock.local(clock.now())
        form.version.data = view.posting.version if view.posting else 0
        form.posted_on.data, form.hour.data = now.date(), now.time().replace(second=0)
    html = render_template("handbook/papers.html", view=view, meeting=view.meeting, form=form)
    return html, form.status


@bp.get("/handbook/")
def index() -> ResponseReturnValue:
    """Every cell through a year: who kept the clocks and who is late."""
    this_year = clock.today().year
    asked = request.args.get("nam", type=int) or this_year
    year = min(max(asked, _FIRST_YEAR), _LAST_YEAR)
    return render_template(
        "handbook/index.html",
        board=following.of_year(current_actor(), year),
        this_year=this_year,
    )
