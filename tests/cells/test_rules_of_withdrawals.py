"""Taking back what was written down wrongly of an office, and days too far ahead to be meant."""

from datetime import date
from uuid import uuid4

import pytest

from partywork.cells.rules.far_days import check_not_far
from partywork.cells.rules.withdrawals import (
    check_follower,
    check_grounds,
    check_not_own,
    check_unchanged,
)
from partywork.core.errors import RuleBroken


def test_what_was_written_last_is_withdrawn_first():
    check_follower(None)
    with pytest.raises(RuleBroken, match="30/11/2026; hãy thu hồi việc đó trước"):
        check_follower(date(2026, 11, 30))


def test_a_withdrawal_rests_on_a_reason_and_a_paper():
    check_grounds("Ghi nhầm năm", "12-QĐ/ĐU")
    for reason, paper, field in (
        (" ", "12-QĐ/ĐU", "reason"),
        ("Ghi nhầm", "\u200b", "decision_number"),
    ):
        with pytest.raises(RuleBroken) as refused:
            check_grounds(reason, paper)
        assert refused.value.field == field


def test_nobody_withdraws_what_was_written_of_an_own_office():
    one, other = uuid4(), uuid4()

    check_not_own(one, [other])
    check_not_own(None, [other])
    with pytest.raises(RuleBroken, match="chính mình"):
        check_not_own(one, [other, one])


def test_only_the_entry_that_was_proposed_is_withdrawn():
    check_unchanged(date(2026, 11, 1), date(2026, 11, 1))
    with pytest.raises(RuleBroken, match="đã có thay đổi"):
        check_unchanged(date(2026, 11, 1), date(2026, 11, 20))


def test_a_day_more_than_a_year_ahead_is_a_slip_of_the_pen():
    today = date(2026, 11, 22)

    check_not_far(None, today, "starts_on")
    check_not_far(date(2027, 11, 22), today, "starts_on")
    with pytest.raises(RuleBroken, match="quá xa") as refused:
        check_not_far(date(2027, 11, 23), today, "starts_on")
    assert refused.value.field == "starts_on"
