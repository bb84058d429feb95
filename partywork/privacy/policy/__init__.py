"""Who reads and decides what people ask about their own data."""

from partywork.privacy.policy.corrections import (
    may_decide,
    may_decide_some,
    may_withdraw,
    visible_corrections,
)

__all__ = ["may_decide", "may_decide_some", "may_withdraw", "visible_corrections"]
