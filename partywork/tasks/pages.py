"""A task as lists show it: with what today's day says about it."""

from dataclasses import dataclass
from datetime import date

from partywork.tasks import rules
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus, Timeliness


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task, its timeliness on a day, and by how many days it is late."""

    task: Task
    timeliness: Timeliness
    days_late: int

    @classmethod
    def of(cls, task: Task, today: date) -> "TaskView":
        """Judge the task by the day."""
        end = task.done_on or today
        return cls(
            task=task,
            timeliness=rules.timeliness(task.status, task.due_on, task.done_on, today),
            days_late=max((end - task.due_on).days, 0),
        )

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of tag and its words, for the page."""
        if self.task.status is TaskStatus.NOT_DONE:
            return "miss", self.task.status.label
        if self.timeliness is Timeliness.OVERDUE:
            return "late", f"Quá hạn {self.days_late} ngày"
        if self.timeliness is Timeliness.LATE:
            return "ok", f"Đã xong, trễ hạn {self.days_late} ngày"
        if self.task.status is TaskStatus.DONE:
            return "ok", "Đã xong đúng hạn"
        return "none", self.task.status.label
