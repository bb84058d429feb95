"""Pages of meetings: preparing, invitation, roll-call, minutes, closing."""

from partywork.meetings.views.blueprint import bp

__all__ = ["bp"]
