"""Who leads a secret ballot: those who run its body, and the chair of the meeting that votes.

A meeting is known here by its channel alone; the application says who chairs it.
"""

from collections.abc import Callable
from uuid import UUID

from partywork.ballots import policy
from partywork.ballots.models import Ballot
from partywork.core.actor import Actor

# Given who acts and the meeting: the same actor with what leading it now gives them.
AsLeader = Callable[[Actor, UUID], Actor]

_as_leader: list[AsLeader] = []


def use_chairs(as_leader: AsLeader) -> None:
    """Let the application say what chairing the meeting of a ballot gives."""
    _as_leader[:] = [as_leader]


def may_run(actor: Actor, ballot: Ballot) -> bool:
    """Say whether the actor closes, stops and hands out papers of a ballot."""
    if policy.may_run(actor, ballot.body):
        return True
    if ballot.channel is None:
        return False
    leaders = (as_leader(actor, ballot.channel) for as_leader in _as_leader)
    return any(policy.may_run(leader, ballot.body) for leader in leaders)
