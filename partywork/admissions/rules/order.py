"""Which step of a file cannot be dated before which: no paper is younger than what rests on it."""

from collections.abc import Mapping
from datetime import date

from partywork.admissions.rules.checklists import Done
from partywork.admissions.terms import Step
from partywork.core.errors import RuleBroken

# Papers on which a vote rests; those of a confirmation are written during the probation.
_FOR_ADMISSION = (
    Step.LISTED,
    Step.EDUCATION,
    Step.FORMER_PAPERS,
    Step.AWARENESS,
    Step.APPLICATION,
    Step.APPLICATION_AGAIN,
    Step.BIOGRAPHY,
    Step.VERIFICATION,
    Step.SPONSORSHIP,
    Step.UNION,
    Step.OPINIONS,
)
_FOR_CONFIRMATION = (
    Step.NEW_MEMBER_CLASS,
    Step.SELF_REVIEW,
    Step.HELPER_REMARKS,
    Step.LOCAL_OPINIONS,
)
# The earlier step and the later one (12-HD/BTCTW 2022, as quoted: the order of its steps; papers
# of the beginning have none among themselves but that the biography is what is verified).
_ORDER: tuple[tuple[Step, Step], ...] = (
    (Step.BIOGRAPHY, Step.VERIFICATION),
    *((paper, Step.CELL_VOTE) for paper in _FOR_ADMISSION),
    (Step.CELL_VOTE, Step.APPRAISAL),
    (Step.CELL_VOTE, Step.DECISION),
    (Step.APPRAISAL, Step.DECISION),
    (Step.UPPER_CONSENT, Step.DECISION),
    (Step.DECISION, Step.CEREMONY),
    (Step.CEREMONY, Step.DECLARATION),
    (Step.CEREMONY, Step.REGISTERED),
    *((Step.CEREMONY, paper) for paper in _FOR_CONFIRMATION),
    *((paper, Step.CONFIRMATION_VOTE) for paper in _FOR_CONFIRMATION),
    (Step.CONFIRMATION_VOTE, Step.CONFIRMATION_DECISION),
    (Step.CONFIRMATION_DECISION, Step.ANNOUNCED),
    (Step.CONFIRMATION_DECISION, Step.CARD),
)


def check_order(done: Mapping[Step, Done], step: Step, day: date, field: str) -> None:
    """Refuse a day of a step before what it rests on, or after what rests on it.

    12-HD/BTCTW 2022, as quoted: papers before the vote, the vote before the decision, the decision
    before the ceremony and the announcement, the declarations after the ceremony.
    """
    for earlier, later in _ORDER:
        if later is step and earlier in done and day < done[earlier].done_on:
            raise RuleBroken(
                f"Ngày này không được trước ngày {done[earlier].done_on:%d/%m/%Y} của bước "
                f"«{earlier.label}».",
                field,
            )
        if earlier is step and later in done and day > done[later].done_on:
            raise RuleBroken(
                f"Ngày này không được sau ngày {done[later].done_on:%d/%m/%Y} của bước "
                f"«{later.label}».",
                field,
            )
