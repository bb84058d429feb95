"""Pages of badges and of cards."""

from partywork.badges.views import cards, nominations, reading, submitting, undoing
from partywork.badges.views.blueprint import bp

__all__ = ["bp", "cards", "nominations", "reading", "submitting", "undoing"]
