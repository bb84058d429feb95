"""No paper of a file is younger than what rests on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partywork.admissions.rules.checklists import (
    AFTER_CEREMONY,
    STEPS,
    Done,
    File,
    missing_for_vote,
)
from partywork.admissions.rules.order import check_order
from partywork.admissions.terms import ProcedureKind, Step
from partywork.core.errors import RuleBroken

DAY = date(2026, 10, 10)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "step", "wrong", "words"),
    [
        (Step.APPLICATION, Step.CELL_VOTE, BEFORE, "không được trước"),
        (Step.CELL_VOTE, Step.APPLICATION, AFTER, "không được sau"),
        (Step.BIOGRAPHY, Step.VERIFICATION, BEFORE, "không được trước"),
        (Step.VERIFICATION, Step.BIOGRAPHY, AFTER, "không được sau"),
        (Step.APPRAISAL, Step.DECISION, BEFORE, "không được trước"),
        (Step.DECISION, Step.CEREMONY, BEFORE, "không được trước"),
        (Step.CEREMONY, Step.DECLARATION, date(2001, 1, 1), "không được trước"),
        (Step.CEREMONY, Step.REGISTERED, BEFORE, "không được trước"),
        (Step.CEREMONY, Step.SELF_REVIEW, BEFORE, "không được trước"),
        (Step.HELPER_REMARKS, Step.CONFIRMATION_VOTE, BEFORE, "không được trước"),
        (Step.CONFIRMATION_DECISION, Step.ANNOUNCED, BEFORE, "không được trước"),
        (Step.CONFIRMATION_DECISION, Step.CARD, BEFORE, "không được trước"),
    ],
)
def test_a_step_is_not_dated_before_what_it_rests_on(
    known: Step, step: Step, wrong: date, words: str
) -> None:
    done = {known: Done(DAY)}

    check_order(done, step, DAY, "done_on")
    with pytest.raises(RuleBroken, match=f"{words} ngày 10/10/2026") as refused:
        check_order(done, step, wrong, "done_on")
    assert refused.value.field == "done_on"
    assert known.label in str(refused.value)


@pytest.mark.parametrize("kind", ProcedureKind)
def test_every_paper_the_vote_asks_for_is_there_by_its_day(kind: ProcedureKind) -> None:
    vote = Step.CELL_VOTE if kind.admits else Step.CONFIRMATION_VOTE
    papers = missing_for_vote(File(kind, {}, is_by_union=True))

    # When the conditions of a readmission were gone through is not typed.
    for paper in {*papers} - {Step.ELIGIBILITY}:
        with pytest.raises(RuleBroken, match="không được trước"):
            check_order({paper: Done(AFTER)}, vote, DAY, "held_on")


@given(some.sampled_from(ProcedureKind), some.data())
def test_days_that_rise_along_the_checklist_are_right(
    kind: ProcedureKind, data: some.DataObject
) -> None:
    steps = STEPS[kind]
    spans = data.draw(some.lists(some.integers(0, 40), min_size=len(steps), max_size=len(steps)))
    done: dict[Step, Done] = {}
    day = DAY
    for step, span in zip(steps, spans, strict=True):
        day += timedelta(days=span)
        check_order(done, step, day, "done_on")
        done[step] = Done(day)
    assert set(done) >= AFTER_CEREMONY or not kind.admits
