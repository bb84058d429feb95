"""Every table of the ballots package."""

from partywork.ballots.models.ballot import Ballot, Envelope, RegisterLine, Teller, Tracker
from partywork.ballots.models.vote import ReservedOpinion, RollEntry, Voice, Vote

__all__ = [
    "Ballot",
    "Envelope",
    "RegisterLine",
    "ReservedOpinion",
    "RollEntry",
    "Teller",
    "Tracker",
    "Voice",
    "Vote",
]
