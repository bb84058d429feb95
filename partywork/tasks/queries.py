"""Which tasks belong to a month of an organisation's work."""

from uuid import UUID

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import joinedload

from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.tasks import policy
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus

OPEN = (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS)


def of_month(actor: Actor, organisation_id: UUID, month: Month) -> list[Task]:
    """Return tasks due or done in the month, and those still open when it began."""
    first, last = month.first_day, month.last_day
    open_at_start = and_(
        Task.given_on < first,
        or_(Task.status.in_(OPEN), Task.done_on >= first),
    )
    query = (
        policy.visible(actor)
        .where(
            Task.organisation_id == organisation_id,
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
