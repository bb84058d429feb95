"""When two records may be made one."""

from uuid import uuid4

import pytest

from partywork.checks.rules.twins import check_may_go, check_two
from partywork.core.errors import RuleBroken


def test_a_record_is_not_its_own_double() -> None:
    one = uuid4()

    check_two(one, uuid4())
    with pytest.raises(RuleBroken, match="hai hồ sơ khác nhau"):
        check_two(one, one)


def test_a_record_that_holds_more_than_its_entry_stays() -> None:
    check_may_go([])
    with pytest.raises(RuleBroken, match="điểm danh, sổ thu"):
        check_may_go(["điểm danh", "sổ thu"])
