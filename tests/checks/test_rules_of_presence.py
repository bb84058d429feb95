import pytest

from partywork.checks.rules.presence import check_presence
from partywork.checks.terms import Presence
from partywork.core.errors import RuleBroken


def test_a_name_only_one_list_has_is_struck_there_or_added_there():
    check_presence(Presence.STRIKE, is_theirs=True)
    check_presence(Presence.ADD, is_theirs=False)
    for wrong, is_theirs in ((Presence.ADD, True), (Presence.STRIKE, False)):
        with pytest.raises(RuleBroken, match="ý kiến") as refused:
            check_presence(wrong, is_theirs=is_theirs)
        assert refused.value.field == "presence"
