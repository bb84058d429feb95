import pytest

from partywork.core.errors import RuleBroken
from partywork.core.needed import check_needed


def test_what_is_said_is_taken():
    check_needed(reason="Báo cáo", number=" 12 ")


@pytest.mark.parametrize("text", [None, "", "  ", "\u00a0\u200b"])
def test_what_is_needed_and_cannot_be_seen_is_refused_at_its_field(text):
    with pytest.raises(RuleBroken, match="bắt buộc") as refused:
        check_needed(number="12", reason=text)

    assert refused.value.field == "reason"
