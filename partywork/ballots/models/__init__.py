"""Every table of the ballots package."""

from partywork.ballots.models.ballot import Ballot, Envelope, RegisterLine, Teller, Tracker
from partywork.ballots.models.outcome import Outcome
from partywork.ballots.models.vote import ReservedOpinion, RollEntry, Voice, Vote

__all__ = [
    "Ballot",
    "Envelope",
    "Outcome",
    "RegisterLine",
    "ReservedOpinion",
    "RollEntry",
    "Teller",
    "Tracker",
    "Voice",
    "Vote",
]
