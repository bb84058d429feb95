from datetime import date

import pytest

from partywork.home.rules import StepFact, arrange, remaining_words
from partywork.home.terms import StepKey, StepState

TODAY = date(2026, 11, 9)
DUE = date(2026, 11, 7)


def test_the_first_step_that_can_be_done_is_the_one_next_step() -> None:
    steps = arrange(
        [
            StepFact(StepKey.PREPARE, True),
            StepFact(StepKey.PAPERS, False),
            StepFact(StepKey.MEET, False, address="/a"),
            StepFact(StepKey.POST, False, address="/b"),
        ],
        TODAY,
    )

    assert [step.state for step in steps] == [
        StepState.DONE,
        StepState.NEXT,
        StepState.NOW,
        StepState.NEXT,
    ]


@pytest.mark.parametrize(
    ("fact", "late", "tag"),
    [
        (StepFact(StepKey.POST, False, due_on=DUE), 2, ("late", "Trễ 2 ngày")),
        (StepFact(StepKey.POST, False, due_on=TODAY), 0, ("none", "Chưa đến hạn")),
        (StepFact(StepKey.POST, False), 0, ("none", "Chưa làm")),
        (StepFact(StepKey.POST, False, address="/a", due_on=TODAY), 0, ("none", "Đang làm")),
        (StepFact(StepKey.POST, True, due_on=DUE, done_on=TODAY), 2, ("late", "Trễ 2 ngày")),
        (StepFact(StepKey.POST, True, due_on=DUE, done_on=DUE), 0, ("ok", "Đúng hạn")),
        (StepFact(StepKey.POST, True, due_on=DUE), 0, ("ok", "Xong")),
        (StepFact(StepKey.POST, True), 0, ("ok", "Xong")),
    ],
)
def test_a_step_is_late_by_the_days_after_its_due_day(
    fact: StepFact, late: int, tag: tuple[str, str]
) -> None:
    (step,) = arrange([fact], TODAY)

    assert (step.days_late, step.tag) == (late, tag)


def test_the_page_says_how_much_is_left_and_where_one_is() -> None:
    due = date(2026, 11, 25)
    done = StepFact(StepKey.PREPARE, True)
    waiting = StepFact(StepKey.MEET, False)
    ready = StepFact(StepKey.POST, False, address="/a")

    assert remaining_words(arrange([done], TODAY), due) == "Các việc của tháng đã xong."
    assert (
        remaining_words(arrange([done, waiting], TODAY), due)
        == "Còn 1 việc phải xong trước ngày 25/11."
    )
    assert (
        remaining_words(arrange([done, waiting, ready], TODAY), due)
        == "Còn 2 việc phải xong trước ngày 25/11. Đồng chí đang ở bước 3."
    )
