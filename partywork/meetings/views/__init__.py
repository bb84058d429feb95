"""Pages of meetings: preparing, invitation, roll-call, minutes, closing."""

from partywork.meetings.views import (
    agenda,
    attendance,
    ballots,
    calendar,
    closing,
    deciding,
    delegates,
    invitations,
    leaders,
    minutes,
    planning,
    roll_call,
    votes,
)
from partywork.meetings.views.blueprint import bp

__all__ = [
    "agenda",
    "attendance",
    "ballots",
    "bp",
    "calendar",
    "closing",
    "deciding",
    "delegates",
    "invitations",
    "leaders",
    "minutes",
    "planning",
    "roll_call",
    "votes",
]
