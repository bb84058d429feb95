"""What may be decided about somebody whom only one of two compared lists names."""

from partywork.checks.terms import Presence
from partywork.core.errors import RuleBroken

OF_THEIRS = (Presence.STRIKE, Presence.OURS_TO_MEND, Presence.LATER)
OF_OURS = (Presence.ADD, Presence.OURS_TO_MEND, Presence.LATER)
# What the other side is asked for: it stands on the printed list.
ASKED = (Presence.ADD, Presence.STRIKE)


def check_presence(presence: Presence, *, is_theirs: bool) -> None:
    """Refuse to ask for the adding of a name that is there, or the striking of one that is not."""
    if presence not in (OF_THEIRS if is_theirs else OF_OURS):
        raise RuleBroken("Chọn một trong các ý kiến nêu ở đây.", "presence")
