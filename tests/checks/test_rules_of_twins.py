"""Which two records are looked at as one person's."""

from uuid import uuid4

import pytest

from partywork.checks.rules.twins import check_stands, check_two
from partywork.core.errors import RuleBroken


def test_a_record_is_not_its_own_double() -> None:
    one = uuid4()

    check_two(one, uuid4())
    with pytest.raises(RuleBroken, match="hai hồ sơ khác nhau"):
        check_two(one, one)


def test_a_voided_record_is_nobodys_any_more() -> None:
    check_stands(is_voided=False)
    with pytest.raises(RuleBroken, match="đã hủy"):
        check_stands(is_voided=True)
