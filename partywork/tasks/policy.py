"""Who sees tasks and who may report on them."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.cells.policy import in_own_organisation
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.documents.policy import own_drafts
from partywork.tasks.models import Task, TaskHandOver


def visible(actor: Actor) -> Select[Task]:
    """Tasks of one's own organisation, and those one leads.

    Committees above read what was filed: the figures and tables of reports, not the tasks.
    """
    query = select(Task).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            own_drafts(actor, Task.organisation_id),
            in_own_organisation(actor, Task.organisation_id, Role.MEMBER),
            Task.lead_id == actor.member_id,
        )
    )


def visible_hand_overs(actor: Actor) -> Select[TaskHandOver]:
    """Where the visible tasks were before; they say nothing besides."""
    tasks = visible(actor).with_only_columns(Task.id)
    query = select(TaskHandOver).where(TaskHandOver.task_id.in_(tasks))
    return query.execution_options(**{SCOPED: True})


def may_give(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of the organisation give tasks; the office does for its own committee."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)


def may_report(actor: Actor, task: Task) -> bool:
    """The lead reports on a task, and so may the officers who gave it."""
    return task.lead_id == actor.member_id or may_give(actor, task.organisation_id)
