"""Giving tasks, listing them, reporting on them."""

from datetime import date
from operator import attrgetter
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import joinedload

from partywork.audit import service as audit
from partywork.cells.models import Member, Organisation
from partywork.cells.policy import visible_organisations
from partywork.cells.queries import acting_on, appointments_on, memberships_on
from partywork.cells.service.unfinished import Ending, Parting, Unfinished, WithPeople
from partywork.cells.terms import OfficeTitle
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import count_rows, db, transaction
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.core.periods import Month
from partywork.documents.models import Clause, Document
from partywork.documents.service import refuse_secret
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.tasks import policy, queries, rules
from partywork.tasks.models import Task, TaskHandOver
from partywork.tasks.pages import TaskView
from partywork.tasks.terms import TaskStatus
from partywork.web.pagination import Page


def give(
    actor: Actor,
    *,
    organisation_id: UUID,
    title: str,
    lead_id: UUID,
    given_on: date,
    due_on: date,
    clause_id: UUID | None = None,
    origin_id: UUID | None = None,
) -> Task:
    """Give a task to a member of the organisation and tell them.

    `clause_id` is the paragraph of the resolution it comes from, `origin_id` the meeting.
    """
    with transaction():
        require(
            actor.is_system or policy.may_give(actor, organisation_id),
            "Chỉ cấp ủy của tổ chức được giao nhiệm vụ.",
        )
        refuse_secret(actor, title)
        rules.check_due(given_on, due_on)
        lead = _lead(organisation_id, lead_id, given_on)
        task = Task(
            organisation_id=organisation_id,
            title=title,
            lead_id=lead.id,
            given_on=given_on,
            due_on=due_on,
            clause_id=clause_id,
            origin_id=origin_id,
        )
        db.session.add(task)
        db.session.flush()
        notifications.tell(
            [lead.id],
            NoticeKind.TASK,
            title=f"Nhiệm vụ mới, hạn {display.day(due_on)}",
            text=title,
            path=f"/tasks/{task.id}/",
        )
        audit.record(
            actor,
            "task.give",
            task,
            organisation_path=_organisation(organisation_id).path,
            lead=lead_id,
            due_on=due_on,
        )
    return task


def _lead(organisation_id: UUID, member_id: UUID, day: date) -> Member:
    belonging = memberships_on(system(day), organisation_id, day)
    officers = appointments_on(system(day), organisation_id, day)
    people = {one.member_id: one.member for one in belonging}
    people |= {one.member_id: one.member for one in officers}
    if member_id not in people:
        raise RuleBroken("Người được giao nhiệm vụ phải thuộc tổ chức này.", "lead_id")
    return people[member_id]


def _organisation(organisation_id: UUID) -> Organisation:
    query = visible_organisations(system(clock.today()))
    return db.session.scalars(query.where(Organisation.id == organisation_id)).one()


def _chosen(
    actor: Actor,
    organisation_id: UUID | None,
    status: TaskStatus | None,
    *,
    is_mine: bool = False,
) -> Select[Task]:
    query = policy.visible(actor)
    if organisation_id is not None:
        query = query.where(Task.organisation_id == organisation_id)
    if status is not None:
        query = query.where(Task.status == status)
    if is_mine:
        query = query.where(Task.lead_id == actor.member_id)
    return query


def list_visible(
    actor: Actor, *, organisation_id: UUID | None = None, status: TaskStatus | None = None
) -> list[Task]:
    """Return the tasks the actor may see, those due first at the head."""
    query = _chosen(actor, organisation_id, status).options(joinedload(Task.lead))
    return list(db.session.scalars(query.order_by(Task.due_on, Task.id)))


def page_of(
    actor: Actor,
    *,
    organisation_id: UUID | None,
    status: TaskStatus | None,
    is_mine: bool,
    page: int,
) -> tuple[list[TaskView], Page]:
    """Return one page of the tasks: open ones first, by the day they are due."""
    chosen = _chosen(actor, organisation_id, status, is_mine=is_mine)
    shown = Page(number=page, total=count_rows(chosen))
    query = (
        chosen.options(joinedload(Task.lead), joinedload(Task.organisation))
        .order_by(Task.status.not_in(queries.OPEN), Task.due_on, Task.id)
        .limit(shown.per_page)
        .offset(shown.offset)
    )
    today = clock.today()
    return [TaskView.of(task, today) for task in db.session.scalars(query)], shown


def organisations_with_tasks(actor: Actor) -> list[Organisation]:
    """Return the organisations whose tasks the actor sees, for the filter of the list."""
    with_tasks = policy.visible(actor).with_only_columns(Task.organisation_id)
    query = visible_organisations(actor).where(Organisation.id.in_(with_tasks))
    return list(db.session.scalars(query.order_by(Organisation.path)))


def get(actor: Actor, task_id: UUID) -> TaskView:
    """Return a task with the clause it comes from, judged by today, or `NotVisible`."""
    return TaskView.of(_find(actor, task_id), clock.today())


def _find(actor: Actor, task_id: UUID) -> Task:
    query = policy.visible(actor).where(Task.id == task_id)
    found = db.session.scalar(
        query.options(
            joinedload(Task.lead),
            joinedload(Task.organisation),
            joinedload(Task.clause)
            .joinedload(Clause.document)
            .options(joinedload(Document.organisation), joinedload(Document.term)),
        )
    )
    if found is None:
        raise NotVisible("Không tìm thấy nhiệm vụ.")
    return found


def for_reporting(actor: Actor, task_id: UUID) -> TaskView:
    """Return the task if the actor may report on it."""
    task = _find(actor, task_id)
    require(
        policy.may_report(actor, task),
        "Chỉ người được giao và cấp ủy của tổ chức được báo cáo kết quả nhiệm vụ.",
    )
    return TaskView.of(task, clock.today())


def report_on(
    actor: Actor,
    task_id: UUID,
    *,
    version: int,
    status: TaskStatus,
    result: str,
    done_on: date | None,
) -> Task:
    """Record how far a task has come; a finished one has its day, a failed one its reason."""
    with transaction():
        task = for_reporting(actor, task_id).task
        task.expect_version(version)
        refuse_secret(actor, result)
        if status is not task.status:
            rules.check_transition(task.status, status)
        rules.check_report(status, result, done_on)
        if done_on is not None:
            rules.check_done(task.given_on, done_on, clock.today())
        old_status = task.status
        task.status, task.result = status, result
        task.done_on = done_on if status is TaskStatus.DONE else None
        _tell_secretaries(actor, task)
        audit.record(
            actor,
            "task.report",
            task,
            organisation_path=task.organisation.path,
            status=[old_status, status],
            done_on=task.done_on,
        )
    return task


def _tell_secretaries(actor: Actor, task: Task) -> None:
    holders = acting_on(system(actor.day), task.organisation_id, clock.today())
    secretaries = [one.member_id for one in holders if one.office is OfficeTitle.SECRETARY]
    notifications.tell(
        [person for person in secretaries if person != actor.member_id],
        NoticeKind.TASK,
        title=f"Nhiệm vụ: {task.status.label.lower()}",
        text=task.title,
        path=f"/tasks/{task.id}/",
    )


def open_or_recent(actor: Actor, organisation_id: UUID, month: Month) -> list[Task]:
    """Return tasks due or done in the month or still open at its start, with their leads."""
    return queries.of_month(actor, organisation_id, month)


def pass_on(actor: Actor, ending: Ending) -> None:
    """Hand the open tasks of a cell that ends to who takes them over, in the running transaction.

    Lead and day due stay; the time before still counts for the cell that ended.
    """
    found = db.session.scalars(queries.unfinished(system(actor.day), ending.old.id))
    why = f"{ending.old.name} kết thúc hoạt động theo {ending.decision}."
    _hand_over(actor, list(found), ending, why)


def go_along(actor: Actor, parting: Parting) -> None:
    """Let open tasks follow who leads them into another cell, in the running transaction."""
    found = db.session.scalars(
        queries.unfinished_of(system(actor.day), parting.old.id, parting.people)
    )
    why = f"Đồng chí thực hiện chuyển sang {parting.heir.name} theo {parting.decision}."
    _hand_over(actor, list(found), parting, why)


def _hand_over(actor: Actor, found: list[Task], change: Ending | Parting, why: str) -> None:
    if not found:
        return
    for task in found:
        db.session.add(
            TaskHandOver(
                organisation_id=change.old.id,
                task_id=task.id,
                successor_id=change.heir.id,
                until_on=change.last_day,
                decision_number=change.decision,
            )
        )
        task.organisation_id = change.heir.id
    db.session.flush()
    holders = acting_on(system(actor.day), change.heir.id, actor.day)
    leading = (OfficeTitle.SECRETARY, OfficeTitle.ACTING_SECRETARY, OfficeTitle.OFFICE_HEAD)
    notifications.tell(
        [one.member_id for one in holders if one.office in leading],
        NoticeKind.TASK,
        title=f"Tiếp nhận {len(found)} nhiệm vụ của {change.old.name}",
        text=why,
        path="/tasks/",
    )
    audit.record(
        actor,
        "task.pass_on",
        organisation_path=change.old.path,
        tasks=len(found),
        decision=change.decision,
    )


LEFT_BEHIND = Unfinished(
    words="nhiệm vụ đang làm",
    of=queries.unfinished,
    told=attrgetter("title"),
    fate="Chuyển sang chi bộ tiếp nhận, giữ người thực hiện và thời hạn.",
    fate_alone="Chuyển về Đảng ủy, văn phòng theo dõi tiếp.",
    pass_on=pass_on,
    with_people=WithPeople(
        of=queries.unfinished_of,
        fate="Đi theo người thực hiện sang chi bộ mới, giữ thời hạn.",
        pass_on=go_along,
    ),
)
