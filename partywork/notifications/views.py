"""The inbox and the progress of background work."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.core.jobs import BackgroundJob, BackgroundStatus, progress_of
from partywork.notifications import service
from partywork.notifications.forms import MailWishForm
from partywork.web.forms import BaseForm, accepted
from partywork.web.guards import current_actor
from partywork.web.login import is_local_path
from partywork.web.pagination import PER_PAGE, Page, asked_page

bp = Blueprint("notifications", __name__)

_FINISHED = (BackgroundStatus.DONE, BackgroundStatus.FAILED)


@bp.route("/inbox", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """List the notices, unread first; sending marks all of them as read."""
    actor = current_actor()
    form = BaseForm(request.form)

    def act() -> str:
        service.read_all(actor)
        return url_for(".index")

    if answer := accepted(form, act, "Đã đánh dấu tất cả là đã đọc."):
        return answer
    number = asked_page()
    notices, total = service.inbox(actor, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return render_template(
        "notifications/index.html",
        notices=notices,
        page=Page(number, total),
        address=_page_address,
        form=form,
    )


def _page_address(number: int) -> str:
    return url_for(".index", trang=number)


@bp.get("/inbox/<uuid:notice_id>")
def show(notice_id: UUID) -> ResponseReturnValue:
    """Show one notice with everything gathered in it."""
    return render_template(
        "notifications/show.html", notice=service.get(current_actor(), notice_id)
    )


@bp.post("/inbox/<uuid:notice_id>/open")
def open_notice(notice_id: UUID) -> ResponseReturnValue:
    """Mark a notice as read and go where it leads; doing it again does no harm."""
    notice = service.open_notice(current_actor(), notice_id)
    path = notice.path or ""
    return redirect(path if is_local_path(path) else url_for(".index"), 303)


@bp.route("/account/mail", methods=["GET", "POST"])
def mail_wish() -> ResponseReturnValue:
    """Let a person say whether they want mail."""
    actor = current_actor()
    wants = service.wants_mail(actor)
    form = MailWishForm(request.form, data={"wanted": "yes" if wants else "no"})

    def act() -> str:
        service.set_wish(actor, wanted=form.wanted.data == "yes")
        return url_for(".mail_wish")

    if answer := accepted(form, act, "Đã lưu."):
        return answer
    return render_template("notifications/mail_wish.html", form=form), form.status


@bp.route("/mail", methods=["GET", "POST"])
def mail() -> ResponseReturnValue:
    """Show the administrator whether mail goes out; sending tries again what was given up."""
    actor = current_actor()
    figures = service.figures(actor)
    form = BaseForm(request.form)

    def act() -> str:
        service.give_again(actor)
        return url_for(".mail")

    if answer := accepted(form, act, "Thư sẽ được gửi lại trong ít phút."):
        return answer
    return render_template("notifications/mail.html", figures=figures, form=form)


@bp.get("/jobs/<uuid:job_id>")
def job(job_id: UUID) -> ResponseReturnValue:
    """Show how far background work has come, as a page or for the script that asks again."""
    found = progress_of(current_actor().user_id, job_id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(_progress(found))
    return render_template("notifications/job.html", job=found, progress=_progress(found))


def _progress(found: BackgroundJob) -> dict[str, object]:
    is_done = found.status is BackgroundStatus.DONE
    return {
        "done": found.done,
        "total": found.total,
        "message": found.message or found.status.label,
        "finished": found.status in _FINISHED,
        "next": found.next_path if is_done else None,
    }
