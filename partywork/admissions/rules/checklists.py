"""The checklists of admission and confirmation: which steps, which papers, by when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partywork.admissions.terms import LineState, ProcedureKind, Step
from partywork.core.errors import RuleBroken

# Hướng dẫn 12-HD/BTCTW 2022, as quoted; the numbers of its forms are provisions.
STEPS: Mapping[ProcedureKind, tuple[Step, ...]] = {
    ProcedureKind.ADMISSION: (
        Step.LISTED,
        Step.EDUCATION,
        Step.AWARENESS,
        Step.APPLICATION,
        Step.BIOGRAPHY,
        Step.VERIFICATION,
        Step.SPONSORSHIP,
        Step.UNION,
        Step.OPINIONS,
        Step.CELL_VOTE,
        Step.APPRAISAL,
        Step.DECISION,
        Step.CEREMONY,
        Step.DECLARATION,
        Step.REGISTERED,
    ),
    # The same way once more (24-QĐ/TW 3.5.1 c, as quoted), with what coming back asks for.
    ProcedureKind.READMISSION: (
        Step.LISTED,
        Step.EDUCATION,
        Step.ELIGIBILITY,
        Step.FORMER_PAPERS,
        Step.AWARENESS,
        Step.APPLICATION_AGAIN,
        Step.BIOGRAPHY,
        Step.VERIFICATION,
        Step.SPONSORSHIP,
        Step.UNION,
        Step.OPINIONS,
        Step.CELL_VOTE,
        Step.APPRAISAL,
        Step.UPPER_CONSENT,
        Step.DECISION,
        Step.CEREMONY,
        Step.DECLARATION,
        Step.REGISTERED,
    ),
    ProcedureKind.CONFIRMATION: (
        Step.NEW_MEMBER_CLASS,
        Step.SELF_REVIEW,
        Step.HELPER_REMARKS,
        Step.LOCAL_OPINIONS,
        Step.CONFIRMATION_VOTE,
        Step.CONFIRMATION_DECISION,
        Step.ANNOUNCED,
        Step.CARD,
    ),
}

# Steps that follow from what is recorded elsewhere in the file and are not ticked by hand.
COMPUTED = frozenset(
    {
        Step.LISTED,
        Step.ELIGIBILITY,
        Step.CELL_VOTE,
        Step.DECISION,
        Step.CEREMONY,
        Step.CONFIRMATION_VOTE,
        Step.CONFIRMATION_DECISION,
    }
)

# Papers without which the cell does not vote.
_BEFORE_VOTE = (
    Step.EDUCATION,
    Step.ELIGIBILITY,
    Step.FORMER_PAPERS,
    Step.AWARENESS,
    Step.APPLICATION,
    Step.APPLICATION_AGAIN,
    Step.BIOGRAPHY,
    Step.VERIFICATION,
    Step.SPONSORSHIP,
    Step.UNION,
    Step.OPINIONS,
    Step.NEW_MEMBER_CLASS,
    Step.SELF_REVIEW,
    Step.HELPER_REMARKS,
    Step.LOCAL_OPINIONS,
)

# What is done only after the decision, with the ceremony or at the next meeting.
AFTER_DECISION = frozenset({Step.ANNOUNCED, Step.CARD})
AFTER_CEREMONY = frozenset({Step.DECLARATION, Step.REGISTERED})


@dataclass(frozen=True, slots=True)
class Done:
    """What is recorded of one step: the day, the paper's number and where it is kept."""

    done_on: date
    number: str = ""
    kept_at: str = ""
    has_paper: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """What a checklist needs to know of a file."""

    kind: ProcedureKind
    done: Mapping[Step, Done]
    due: Mapping[Step, date] = field(default_factory=dict)
    is_by_union: bool = False
    has_appraisal: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist on a day."""

    number: int
    step: Step
    form: str
    state: LineState
    done: Done | None
    due_on: date | None
    days_late: int = 0


def is_needed(step: Step, *, is_by_union: bool, has_appraisal: bool) -> bool:
    """The resolution of a union only where it introduces; appraisal only where there is one."""
    if step is Step.UNION:
        return is_by_union
    return has_appraisal if step is Step.APPRAISAL else True


def lines_of(file: File, forms: Mapping[Step, str], today: date) -> tuple[Line, ...]:
    """Return the checklist of a file on a day; the first open step is the one people work on."""
    lines: list[Line] = []
    has_open = False
    for number, step in enumerate(STEPS[file.kind], start=1):
        state, late = _state(file, step, today, has_open)
        has_open = has_open or state in (LineState.NOW, LineState.LATE)
        lines.append(
            Line(
                number=number,
                step=step,
                form=forms.get(step, ""),
                state=state,
                done=file.done.get(step),
                due_on=file.due.get(step),
                days_late=late,
            )
        )
    return tuple(lines)


def _state(file: File, step: Step, today: date, has_open: bool) -> tuple[LineState, int]:
    done, due_on = file.done.get(step), file.due.get(step)
    late = max(((done.done_on if done else today) - due_on).days, 0) if due_on else 0
    if done is not None:
        return (LineState.DONE_LATE if late else LineState.DONE), late
    if not is_needed(step, is_by_union=file.is_by_union, has_appraisal=file.has_appraisal):
        return LineState.NOT_NEEDED, 0
    if late:
        return LineState.LATE, late
    return (LineState.WAITING if has_open else LineState.NOW), 0


def is_complete(file: File) -> bool:
    """Tell whether every step that applies is done."""
    return all(
        step in file.done
        or not is_needed(step, is_by_union=file.is_by_union, has_appraisal=file.has_appraisal)
        for step in STEPS[file.kind]
    )


def missing_for_vote(file: File) -> list[Step]:
    """Return the papers a cell must have before it votes and which are not there."""
    return [
        step
        for step in STEPS[file.kind]
        if step in _BEFORE_VOTE
        and step not in file.done
        and is_needed(step, is_by_union=file.is_by_union, has_appraisal=file.has_appraisal)
    ]


def check_ready_for_vote(file: File) -> None:
    """Refuse a vote while papers are missing, naming them (12-HD/BTCTW 2022, as quoted)."""
    missing = missing_for_vote(file)
    if missing:
        raise RuleBroken(f"Hồ sơ còn thiếu: {'; '.join(step.label for step in missing)}.")


def check_education(file: File, education: str) -> None:
    """Refuse a vote on somebody whose schooling the cell has not confirmed.

    From the end of lower secondary school on (a question-and-answer book, as quoted); what the
    texts leave open is a provision.
    """
    if Step.EDUCATION in STEPS[file.kind] and Step.EDUCATION not in file.done:
        raise RuleBroken(
            f"Chưa xác nhận học vấn của người vào Đảng; quy định: {education}. Hãy đối chiếu văn "
            f"bằng rồi ghi ở bước «{Step.EDUCATION.label}»."
        )


def may_tick(kind: ProcedureKind, step: Step, *, is_decided: bool, is_celebrated: bool) -> bool:
    """Only steps of this checklist that are not computed, each not before its turn.

    Papers of the beginning may be recorded in any order, also later than they were written.
    """
    if step not in STEPS[kind] or step in COMPUTED:
        return False
    if step in AFTER_DECISION:
        return is_decided
    return is_celebrated or step not in AFTER_CEREMONY


def check_may_tick(
    kind: ProcedureKind, step: Step, *, is_decided: bool, is_celebrated: bool
) -> None:
    """Refuse a step out of its turn."""
    if not may_tick(kind, step, is_decided=is_decided, is_celebrated=is_celebrated):
        raise RuleBroken(
            "Bước này chưa ghi được: bước tự tính không ghi bằng tay; các bước cuối chỉ ghi sau "
            "quyết định hoặc sau lễ kết nạp.",
            "done_on",
        )


def forms_of(kind: ProcedureKind, text: str) -> dict[Step, str]:
    """Read the provision of form numbers, «3 | Mẫu 1-KNĐ», one line for each numbered step."""
    lines = (line.partition("|") for line in text.splitlines())
    named = {int(number): words.strip() for number, _, words in lines}
    return {step: named[place] for place, step in enumerate(STEPS[kind], 1) if place in named}
