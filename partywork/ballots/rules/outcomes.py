"""When something may point at the vote that decided it."""

from datetime import date

from partywork.ballots.terms import VoteStatus
from partywork.core import display
from partywork.core.errors import RuleBroken


def check_outcome(status: VoteStatus, voted_on: date, decided_on: date) -> None:
    """Refuse to point at a vote that did not carry, or that came after the decision.

    A decision names the meeting of the body that took it, where that met in the system (rule of
    the system).
    """
    if status is not VoteStatus.PASSED:
        raise RuleBroken("Nội dung này chưa được biểu quyết thông qua.", "vote_id")
    if decided_on < voted_on:
        raise RuleBroken(
            f"Ngày quyết định không được trước ngày biểu quyết ({display.day(voted_on)}).",
            "decided_on",
        )
