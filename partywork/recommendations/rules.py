"""When a recommendation is due, what its days may be, and how far it has come."""

from datetime import date, timedelta

from partywork.core.errors import RuleBroken
from partywork.recommendations.terms import Addressee, Progress


def check_asked(text: str, addressee: Addressee, addressed_to: str) -> None:
    """A recommendation says what is asked, and of which body where the system does not know it."""
    if not text:
        raise RuleBroken("Hãy ghi nội dung kiến nghị.", "text")
    if addressee in (Addressee.UPPER, Addressee.AGENCY) and not addressed_to:
        raise RuleBroken("Hãy ghi tên cấp ủy, cơ quan được kiến nghị.", "addressed_to")


def check_days(raised_on: date, due_on: date | None, today: date) -> None:
    """It was raised on a day that has come, and is answered on that day or later."""
    if raised_on > today:
        raise RuleBroken("Ngày kiến nghị không được sau hôm nay.", "raised_on")
    if due_on is not None and due_on < raised_on:
        raise RuleBroken("Hạn trả lời không được trước ngày kiến nghị.", "due_on")


def due_by_default(raised_on: date, days: int) -> date:
    """Who answers has a day even where nobody named one, else nothing would ever be overdue.

    The texts set no time: the days are a provision the office decides on (proposed).
    """
    return raised_on + timedelta(days=days)


def check_answer(answer: str, raised_on: date, answered_on: date, today: date) -> None:
    """An answer has words, and its day lies between the question and today."""
    if not answer:
        raise RuleBroken("Hãy ghi nội dung trả lời.", "answer")
    if not raised_on <= answered_on <= today:
        raise RuleBroken("Ngày trả lời phải từ ngày kiến nghị đến hôm nay.", "answered_on")


def check_unanswered(answered_on: date | None) -> None:
    """What was answered is neither answered again nor put in other words."""
    if answered_on is not None:
        raise RuleBroken("Kiến nghị này đã được trả lời.")


def check_read(answered_on: date | None, read_on: date | None, day: date) -> None:
    """Only an answer can be read out, once, on its day or later (42-HD/BTCTW, step C3)."""
    if answered_on is None:
        raise RuleBroken("Kiến nghị này chưa có trả lời.")
    if read_on is not None:
        raise RuleBroken("Trả lời này đã được đọc tại chi bộ.")
    if day < answered_on:
        raise RuleBroken("Không thể đọc trước ngày trả lời.", "read_on")


def progress_of(
    due_on: date | None, answered_on: date | None, read_on: date | None, today: date
) -> Progress:
    """Return how far a recommendation has come on a day."""
    if read_on is not None:
        return Progress.READ
    if answered_on is not None:
        return Progress.ANSWERED
    is_over = due_on is not None and due_on < today
    return Progress.OVERDUE if is_over else Progress.WAITING
