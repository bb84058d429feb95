"""Tasks of an organisation and reporting on them."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from partywork.documents.service import full_key
from partywork.tasks import policy, service
from partywork.tasks.forms import ReportForm
from partywork.tasks.terms import TaskStatus
from partywork.web.forms import accepted
from partywork.web.guards import current_actor
from partywork.web.pagination import asked_page

bp = Blueprint("tasks", __name__)


def _asked_organisation() -> UUID | None:
    try:
        return UUID(request.args.get("to-chuc", ""))
    except ValueError:
        return None


def _asked_status() -> TaskStatus | None:
    asked = request.args.get("tinh-trang", "")
    return TaskStatus(asked) if asked in set(TaskStatus) else None


@bp.route("/tasks/")
def index() -> ResponseReturnValue:
    """List the tasks the person sees."""
    actor = current_actor()
    organisation_id, status = _asked_organisation(), _asked_status()
    is_mine = request.args.get("cua-toi") == "1"
    tasks, page = service.page_of(
        actor, organisation_id=organisation_id, status=status, is_mine=is_mine, page=asked_page()
    )
    return render_template(
        "tasks/index.html",
        tasks=tasks,
        page=page,
        organisation_id=organisation_id,
        status=status,
        is_mine=is_mine,
        statuses=list(TaskStatus),
        organisations=service.organisations_with_tasks(actor),
    )


@bp.route("/tasks/<uuid:task_id>/")
def show(task_id: UUID) -> ResponseReturnValue:
    """Show one task."""
    actor = current_actor()
    view = service.get(actor, task_id)
    clause = view.task.clause
    return render_template(
        "tasks/show.html",
        view=view,
        source=full_key(clause.document) if clause else None,
        may_report=policy.may_report(actor, view.task),
    )


@bp.route("/tasks/<uuid:task_id>/report", methods=["GET", "POST"])
def report(task_id: UUID) -> ResponseReturnValue:
    """Record how far a task has come."""
    actor = current_actor()
    form = ReportForm(request.form)

    def act() -> str:
        service.report_on(
            actor,
            task_id,
            version=form.version.data or 0,
            status=form.outcome.data,
            result=form.result.data or "",
            done_on=form.done_on.data,
        )
        return url_for(".show", task_id=task_id)

    if answer := accepted(form, act, "Đã ghi kết quả nhiệm vụ."):
        return answer
    view = service.for_reporting(actor, task_id)
    if request.method == "GET":
        form = ReportForm(obj=view.task, outcome=view.task.status)
    return render_template("tasks/report.html", view=view, form=form), form.status
