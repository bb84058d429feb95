"""The words of tasks."""

from partywork.core.terms import Term


class TaskStatus(Term):
    """Stored states; «quá hạn» is computed, never typed."""

    GIVEN = "given", "Mới giao"
    IN_PROGRESS = "in_progress", "Đang làm"
    DONE = "done", "Đã xong"
    NOT_DONE = "not_done", "Không hoàn thành"


class Timeliness(Term):
    """What the day says about a task."""

    ON_TIME = "on_time", "Đúng hạn"
    LATE = "late", "Trễ hạn"
    OVERDUE = "overdue", "Quá hạn"
    RUNNING = "running", "Chưa đến hạn"
