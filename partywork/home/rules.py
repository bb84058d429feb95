"""Which step of the month comes now, and which are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partywork.home.terms import StepKey, StepState


@dataclass(frozen=True, slots=True)
class StepFact:
    """What is known of one step: done or not, when, until when, and where it is done.

    `address` is empty while nothing can be done about the step.
    """

    key: StepKey
    is_done: bool
    note: str = ""
    address: str = ""
    button: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it stands on a day."""

    fact: StepFact
    state: StepState
    days_late: int

    @property
    def tag(self) -> tuple[str, str]:
        """The kind of the tag beside the step and its words."""
        if self.days_late:
            return "late", f"Trễ {self.days_late} ngày"
        if self.state is StepState.DONE:
            return "ok", "Đúng hạn" if self.fact.due_on and self.fact.done_on else "Xong"
        if self.state is StepState.NEXT and self.fact.due_on:
            return "none", "Chưa đến hạn"
        return "none", self.state.label


def arrange(facts: Iterable[StepFact], today: date) -> tuple[Step, ...]:
    """Judge the steps by the day; the first one that can be done now is the one next step.

    A step is late by the days after its due day until it was done, or until today (Hướng dẫn
    42-HD/BTCTW for papers and results; the Đảng ủy's own day for the report).
    """
    steps, is_found = [], False
    for fact in facts:
        state = StepState.NEXT
        if fact.is_done:
            state = StepState.DONE
        elif fact.address and not is_found:
            state, is_found = StepState.NOW, True
        steps.append(Step(fact, state, _days_late(fact, today)))
    return tuple(steps)


def _days_late(fact: StepFact, today: date) -> int:
    if fact.due_on is None or (fact.is_done and fact.done_on is None):
        return 0
    until = fact.done_on if fact.is_done and fact.done_on is not None else today
    return max((until - fact.due_on).days, 0)


def remaining_words(steps: Iterable[Step], due_on: date) -> str:
    """Say how much is left: «Còn 2 việc phải xong trước ngày 25/11. Đồng chí đang ở bước 5.»"""
    listed = list(steps)
    left = sum(step.state is not StepState.DONE for step in listed)
    if not left:
        return "Các việc của tháng đã xong."
    words = f"Còn {left} việc phải xong trước ngày {due_on:%d/%m}."
    place = next((n for n, step in enumerate(listed, 1) if step.state is StepState.NOW), None)
    return words if place is None else f"{words} Đồng chí đang ở bước {place}."
