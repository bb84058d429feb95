"""Which tasks belong to a month of an organisation's work."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_
from sqlalchemy.orm import aliased, joinedload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.tasks import policy
from partywork.tasks.models import Task, TaskHandOver
from partywork.tasks.terms import TaskStatus

OPEN = (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS)


def of_month(actor: Actor, organisation_id: UUID, month: Month) -> list[Task]:
    """Return tasks due or done in the month, and those still open when it began.

    A task that passed on from a cell that ended or was divided counts for whoever had it then.
    """
    first, last = month.first_day, month.last_day
    handed = policy.visible_hand_overs(actor).with_only_columns(TaskHandOver.task_id)
    came = aliased(TaskHandOver)
    came_later = exists().where(
        came.task_id == TaskHandOver.task_id,
        came.successor_id == organisation_id,
        came.until_on >= last,
        came.until_on < TaskHandOver.until_on,
    )
    had_it = handed.where(
        TaskHandOver.organisation_id == organisation_id, TaskHandOver.until_on >= first, ~came_later
    )
    got_it_later = handed.where(
        TaskHandOver.successor_id == organisation_id, TaskHandOver.until_on >= last
    )
    open_at_start = and_(
        Task.given_on < first,
        or_(Task.status.in_(OPEN), Task.done_on >= first),
    )
    query = (
        policy.visible(actor)
        .where(
            or_(
                and_(Task.organisation_id == organisation_id, Task.id.not_in(got_it_later)),
                Task.id.in_(had_it),
            ),
            Task.given_on <= last,
            or_(Task.due_on.between(first, last), Task.done_on.between(first, last), open_at_start),
        )
        .options(joinedload(Task.lead))
        .order_by(Task.due_on, Task.id)
    )
    return list(db.session.scalars(query))


def unfinished(actor: Actor, organisation_id: UUID) -> Select[Task]:
    """Return the open tasks of an organisation."""
    return policy.visible(actor).where(
        Task.organisation_id == organisation_id, Task.status.in_(OPEN)
    )


def unfinished_of(
    actor: Actor, organisation_id: UUID, member_ids: Collection[UUID]
) -> Select[Task]:
    """Return the open tasks of an organisation that some of its people lead."""
    return unfinished(actor, organisation_id).where(Task.lead_id.in_(member_ids))
