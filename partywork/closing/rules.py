"""Which file may stand in for a Word template, and which step after a meeting comes now."""

from collections.abc import Iterable
from dataclasses import dataclass

from partywork.closing.terms import Paper, StepState
from partywork.core.errors import RuleBroken

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def check_template_kind(media_type: str) -> None:
    """A template is a Word document without macros; the archive of files has refused the rest."""
    if media_type != WORD:
        raise RuleBroken("Mẫu phải là tệp Word (DOCX).", "file")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a step is done, or where its paper is."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class StepFact:
    """What is known of one paper after the meeting.

    `words` says what there is or what is missing; `action` is empty while this reader can do
    nothing about it; `is_needless` marks what this meeting does not have.
    """

    paper: Paper
    is_done: bool
    words: str
    action: Link | None = None
    links: tuple[Link, ...] = ()
    is_needless: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the page shows it."""

    fact: StepFact
    state: StepState


def arrange(facts: Iterable[StepFact]) -> tuple[Step, ...]:
    """The first unfinished step that the reader can do something about is the one that is now.

    A guide and no rule of the Party: the papers of a meeting are those of Hướng dẫn
    42-HD/BTCTW (II.2.2, step D1), finished before the result is posted and reported.
    """
    steps, is_found = [], False
    for fact in facts:
        state = StepState.NEXT
        if fact.is_done or fact.is_needless:
            state = StepState.DONE
        elif fact.action is not None and not is_found:
            state, is_found = StepState.NOW, True
        steps.append(Step(fact, state))
    return tuple(steps)


def in_words(steps: Iterable[Step]) -> str:
    """Say how much is left."""
    left = sum(step.state is not StepState.DONE for step in steps)
    if not left:
        return "Các văn bản của buổi họp đã đủ."
    return f"Còn {left} việc để hoàn thiện hồ sơ buổi họp."
