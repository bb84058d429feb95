"""Who reads and decides what people ask about their own data."""

from partywork.privacy.policy.corrections import (
    may_decide,
    may_decide_some,
    may_withdraw,
    visible_corrections,
)
from partywork.privacy.policy.requests import (
    may_answer,
    may_answer_some,
    may_inspect_some,
    may_keep_papers,
    may_read_papers,
    may_read_words,
    visible_papers,
    visible_requests,
)
from partywork.privacy.policy.rotations import (
    may_ask_rotation,
    may_confirm_rotation,
    may_see_rotations,
    visible_rotations,
)

__all__ = [
    "may_answer",
    "may_answer_some",
    "may_ask_rotation",
    "may_confirm_rotation",
    "may_decide",
    "may_decide_some",
    "may_inspect_some",
    "may_keep_papers",
    "may_read_papers",
    "may_read_words",
    "may_see_rotations",
    "may_withdraw",
    "visible_corrections",
    "visible_papers",
    "visible_requests",
    "visible_rotations",
]
