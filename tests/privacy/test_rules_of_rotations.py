from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from partywork.core.errors import RuleBroken
from partywork.privacy import rules
from partywork.privacy.terms import RotationStatus

NOON = datetime(2026, 11, 5, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize("status", sorted(set(RotationStatus) - {RotationStatus.ASKED}))
def test_a_request_is_answered_once(status):
    rules.check_unanswered(RotationStatus.ASKED)
    with pytest.raises(RuleBroken, match="đã có trả lời"):
        rules.check_unanswered(status)


def test_a_change_is_begun_in_time_and_carried_to_its_end_however_late():
    later = NOON + timedelta(hours=1)
    rules.check_may_begin(RotationStatus.CONFIRMED, later, NOON)
    rules.check_may_begin(RotationStatus.RUNNING, NOON, later)
    for until in (NOON, None):
        with pytest.raises(RuleBroken, match="quá hạn"):
            rules.check_may_begin(RotationStatus.CONFIRMED, until, NOON)
    for status in (RotationStatus.ASKED, RotationStatus.REFUSED, RotationStatus.DONE):
        with pytest.raises(RuleBroken, match="Không đổi khóa"):
            rules.check_may_begin(status, later, NOON)
