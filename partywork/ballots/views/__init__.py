"""The pages of secret ballots."""

from partywork.ballots.views import tellers, voters
from partywork.ballots.views.blueprint import bp

__all__ = ["bp", "tellers", "voters"]
