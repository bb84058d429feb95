from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.core.errors import RuleBroken
from partywork.tasks.rules import (
    Progress,
    check_done,
    check_due,
    check_transition,
    progress_of,
    timeliness,
)
from partywork.tasks.terms import TaskStatus, Timeliness

DUE = date(2026, 11, 20)
AFTER = DUE + timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("status", "done_on", "today", "expected"),
    [
        (TaskStatus.DONE, DUE, AFTER, Timeliness.ON_TIME),
        (TaskStatus.DONE, AFTER, AFTER, Timeliness.LATE),
        (TaskStatus.GIVEN, None, DUE, Timeliness.RUNNING),
        (TaskStatus.IN_PROGRESS, None, AFTER, Timeliness.OVERDUE),
        (TaskStatus.NOT_DONE, None, AFTER, Timeliness.OVERDUE),
        (TaskStatus.NOT_DONE, None, DUE, Timeliness.RUNNING),
        (TaskStatus.IN_PROGRESS, DUE, AFTER, Timeliness.OVERDUE),
    ],
)
def test_lateness_is_computed_from_the_days(
    status: TaskStatus, done_on: date | None, today: date, expected: Timeliness
) -> None:
    assert timeliness(status, DUE, done_on, today) is expected


@pytest.mark.parametrize("current", list(TaskStatus))
@pytest.mark.parametrize("following", list(TaskStatus))
def test_a_task_moves_on_or_is_taken_up_again(current: TaskStatus, following: TaskStatus) -> None:
    allowed = {
        (TaskStatus.GIVEN, TaskStatus.IN_PROGRESS),
        (TaskStatus.GIVEN, TaskStatus.DONE),
        (TaskStatus.GIVEN, TaskStatus.NOT_DONE),
        (TaskStatus.IN_PROGRESS, TaskStatus.DONE),
        (TaskStatus.IN_PROGRESS, TaskStatus.NOT_DONE),
        (TaskStatus.DONE, TaskStatus.IN_PROGRESS),
        (TaskStatus.NOT_DONE, TaskStatus.IN_PROGRESS),
    }

    if (current, following) in allowed:
        check_transition(current, following)
    else:
        with pytest.raises(RuleBroken, match=current.label):
            check_transition(current, following)


def test_a_task_is_due_on_the_day_it_is_given_at_the_earliest() -> None:
    check_due(DUE, DUE)

    with pytest.raises(RuleBroken, match="Thời hạn"):
        check_due(AFTER, DUE)


def test_a_task_is_done_between_the_day_it_was_given_and_today() -> None:
    check_done(DUE, DUE, DUE)

    with pytest.raises(RuleBroken, match="trước ngày giao"):
        check_done(AFTER, DUE, AFTER)
    with pytest.raises(RuleBroken, match="tương lai"):
        check_done(DUE, AFTER, DUE)


def test_every_task_of_a_group_is_counted_once() -> None:
    tasks = [
        (TaskStatus.DONE, DUE, DUE),
        (TaskStatus.DONE, DUE, AFTER),
        (TaskStatus.IN_PROGRESS, AFTER, None),
        (TaskStatus.GIVEN, DUE, None),
        (TaskStatus.NOT_DONE, DUE, None),
    ]

    progress = progress_of(tasks, AFTER)

    assert progress == Progress(1, 1, 1, 1, 1)
    assert progress.done == 2
    assert progress.total == 5
    assert progress.percent_done == 40


def test_an_empty_group_is_at_zero_percent() -> None:
    assert progress_of([], DUE).percent_done == 0


def test_a_share_is_never_rounded_up() -> None:
    assert Progress(done_on_time=899, running=101).percent_done == 89
    assert Progress(done_on_time=199, running=1).percent_done == 99


@given(
    st.lists(st.tuples(st.sampled_from(list(TaskStatus)), DAYS, st.one_of(st.none(), DAYS))), DAYS
)
def test_counts_add_up_to_the_group_whatever_the_day(
    tasks: list[tuple[TaskStatus, date, date | None]], today: date
) -> None:
    progress = progress_of(tasks, today)

    assert progress.total == len(tasks)
    assert 0 <= progress.percent_done <= 100
    exact = Fraction(100 * progress.done, max(progress.total, 1))
    assert progress.percent_done <= exact < progress.percent_done + 1
