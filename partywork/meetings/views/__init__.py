"""Pages of meetings: preparing, invitation, roll-call, minutes, closing."""

from partywork.meetings.views import agenda, invitations, planning, roll_call
from partywork.meetings.views.blueprint import bp

__all__ = ["agenda", "bp", "invitations", "planning", "roll_call"]
