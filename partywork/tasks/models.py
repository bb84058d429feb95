"""One task with its lead and its end."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partywork.cells.models import Member, Organisation
from partywork.core.db import Base, OrganisationOwned, Record, term_type
from partywork.documents.models import Clause
from partywork.tasks.terms import TaskStatus


class TaskHandOver(OrganisationOwned, Record, Base):
    """Until which day an open task belonged to a cell that ended or was divided, and who has it.

    Reports of the time before still count it for that cell; a task may come back to a cell that
    was divided and made whole again.
    """

    __tablename__ = "task_hand_overs"
    __table_args__ = (sa.UniqueConstraint("task_id", "organisation_id", "until_on"),)

    task_id: Mapped[UUID] = mapped_column(sa.ForeignKey("tasks.id"), index=True)
    successor_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    until_on: Mapped[date]
    decision_number: Mapped[str]


class Task(OrganisationOwned, Record, Base):
    """What one member leads until a day, for the organisation.

    `origin_id` is the meeting that gave it, a record of a higher package.
    """

    __tablename__ = "tasks"

    title: Mapped[str]
    lead_id: Mapped[UUID] = mapped_column(sa.ForeignKey("members.id"), index=True)
    given_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)
    status: Mapped[TaskStatus] = mapped_column(term_type(TaskStatus), default=TaskStatus.GIVEN)
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")
    clause_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("clauses.id"), index=True)
    origin_id: Mapped[UUID | None] = mapped_column(index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    lead: Mapped[Member] = relationship(lazy="raise_on_sql")
    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
