"""What is left to do after a member has died."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partywork.cells.terms import DeathStep
from partywork.core.errors import RuleBroken

_STEP, _PAPER = "step", "paper"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the day it was done, and by which paper or where, if it was."""

    step: DeathStep
    done_on: date | None = None
    words: str = ""


def steps(done: Iterable[tuple[date, Mapping[str, Any]]]) -> tuple[Step, ...]:
    """Return the steps in their order, with the days on which they were recorded as done.

    The family keeps the card and the badges (01-HD/TW 2021, as quoted); the member leaves the list
    and every office by themself with the recorded death. `done` are the days and details of the
    supplements to the file.
    """
    by_step = {details[_STEP]: (day, details) for day, details in done if _STEP in details}
    found = []
    for step in DeathStep:
        day, details = by_step.get(step.value, (None, {}))
        found.append(Step(step, day, details.get(_PAPER, "")))
    return tuple(found)


def details_of(step: DeathStep, words: str) -> dict[str, str]:
    """Return what the supplement to the file says about a step."""
    return {_STEP: step.value, _PAPER: f"{step.label}: {words}" if words else step.label}


def check_step(found: Iterable[Step], step: DeathStep, done_on: date, died_on: date) -> None:
    """A step is done once, and not before the death."""
    if any(one.step is step and one.done_on for one in found):
        raise RuleBroken("Việc này đã ghi là đã làm.", "step")
    if done_on < died_on:
        raise RuleBroken("Ngày làm phải từ ngày từ trần trở đi.", "done_on")
