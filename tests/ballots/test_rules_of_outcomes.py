from datetime import date

import pytest

from partywork.ballots.rules.outcomes import check_outcome
from partywork.ballots.terms import VoteStatus
from partywork.core.errors import RuleBroken

VOTED_ON = date(2026, 11, 5)


@pytest.mark.parametrize("decided_on", [VOTED_ON, date(2026, 11, 9)])
def test_what_carried_may_be_pointed_at_from_its_day_on(decided_on: date) -> None:
    check_outcome(VoteStatus.PASSED, VOTED_ON, decided_on)


@pytest.mark.parametrize(
    ("status", "decided_on", "words"),
    [
        (VoteStatus.FAILED, VOTED_ON, "chưa được biểu quyết thông qua"),
        (VoteStatus.OPEN, VOTED_ON, "chưa được biểu quyết thông qua"),
        (VoteStatus.PASSED, date(2026, 11, 4), "không được trước ngày biểu quyết"),
    ],
)
def test_what_did_not_carry_or_came_later_decided_nothing(
    status: VoteStatus, decided_on: date, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        check_outcome(status, VOTED_ON, decided_on)
