from datetime import date

import pytest

from partywork.core.errors import RuleBroken
from partywork.tasks.rules import check_report
from partywork.tasks.terms import TaskStatus

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("status", "result", "done_on"),
    [
        (TaskStatus.IN_PROGRESS, "", None),
        (TaskStatus.DONE, "", DAY),
        (TaskStatus.NOT_DONE, "Thiếu kinh phí", None),
    ],
)
def test_a_report_that_says_what_its_state_needs_is_taken(status, result, done_on):
    check_report(status, result, done_on)


@pytest.mark.parametrize(
    ("status", "result", "done_on", "field"),
    [
        pytest.param(TaskStatus.DONE, "Xong", None, "done_on", id="done without a day"),
        pytest.param(TaskStatus.IN_PROGRESS, "", DAY, "done_on", id="running with a day"),
        pytest.param(TaskStatus.NOT_DONE, "  ", None, "result", id="given up without a reason"),
    ],
)
def test_a_report_that_leaves_it_out_is_refused(status, result, done_on, field):
    with pytest.raises(RuleBroken) as refusal:
        check_report(status, result, done_on)

    assert refusal.value.field == field
