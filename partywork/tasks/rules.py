"""When a task is late, which states follow which, and how far a group of tasks has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partywork.core.errors import RuleBroken
from partywork.tasks.terms import TaskStatus, Timeliness

# A task closed by mistake, or taken up again, goes back to work.
_NEXT = {
    TaskStatus.GIVEN: {TaskStatus.IN_PROGRESS, TaskStatus.DONE, TaskStatus.NOT_DONE},
    TaskStatus.IN_PROGRESS: {TaskStatus.DONE, TaskStatus.NOT_DONE},
    TaskStatus.DONE: {TaskStatus.IN_PROGRESS},
    TaskStatus.NOT_DONE: {TaskStatus.IN_PROGRESS},
}


def check_transition(current: TaskStatus, following: TaskStatus) -> None:
    """Refuse a state that cannot follow the current one."""
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Nhiệm vụ «{current.label}» không thể chuyển sang «{following.label}».", "status"
        )


def check_due(given_on: date, due_on: date) -> None:
    """A task is due on the day it is given at the earliest (Hướng dẫn 42-HD/BTCTW: có thời hạn)."""
    if due_on < given_on:
        raise RuleBroken("Thời hạn không được trước ngày giao nhiệm vụ.", "due_on")


def check_done(given_on: date, done_on: date, today: date) -> None:
    """A task is finished between the day it was given and today."""
    if done_on < given_on:
        raise RuleBroken("Ngày hoàn thành không được trước ngày giao nhiệm vụ.", "done_on")
    if done_on > today:
        raise RuleBroken("Ngày hoàn thành không được ở tương lai.", "done_on")


def check_report(status: TaskStatus, result: str, done_on: date | None) -> None:
    """A finished task has the day it was finished; one that was given up says why."""
    if status is TaskStatus.DONE and done_on is None:
        raise RuleBroken("Hãy ghi ngày hoàn thành.", "done_on")
    if status is not TaskStatus.DONE and done_on is not None:
        raise RuleBroken("Chỉ nhiệm vụ đã xong mới có ngày hoàn thành.", "done_on")
    if status is TaskStatus.NOT_DONE and not result.strip():
        raise RuleBroken("Hãy ghi lý do không hoàn thành.", "result")


def timeliness(status: TaskStatus, due_on: date, done_on: date | None, today: date) -> Timeliness:
    """Tell what the day says: finished in time or late, still running, or overdue.

    The due day itself is in time. A task that was not done is judged like an open one.
    """
    if status is TaskStatus.DONE and done_on is not None:
        return Timeliness.ON_TIME if done_on <= due_on else Timeliness.LATE
    return Timeliness.RUNNING if today <= due_on else Timeliness.OVERDUE


@dataclass(frozen=True, slots=True)
class Progress:
    """How many tasks of a group ended how; every task is in exactly one count."""

    done_on_time: int = 0
    done_late: int = 0
    running: int = 0
    overdue: int = 0
    not_done: int = 0

    @property
    def done(self) -> int:
        """Finished, in time or late."""
        return self.done_on_time + self.done_late

    @property
    def total(self) -> int:
        """All tasks of the group."""
        return self.done + self.running + self.overdue + self.not_done

    @property
    def percent_done(self) -> int:
        """Whole percent of the tasks that are done, never rounded up; 0 for an empty group."""
        return self.done * 100 // self.total if self.total else 0


def progress_of(tasks: Iterable[tuple[TaskStatus, date, date | None]], today: date) -> Progress:
    """Count the tasks, given as (status, due day, day done), by how they stand today."""
    done_on_time = done_late = running = overdue = not_done = 0
    for status, due_on, done_on in tasks:
        on_the_day = timeliness(status, due_on, done_on, today)
        if status is TaskStatus.NOT_DONE:
            not_done += 1
        elif on_the_day is Timeliness.ON_TIME:
            done_on_time += 1
        elif on_the_day is Timeliness.LATE:
            done_late += 1
        elif on_the_day is Timeliness.RUNNING:
            running += 1
        else:
            overdue += 1
    return Progress(done_on_time, done_late, running, overdue, not_done)
