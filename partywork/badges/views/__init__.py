"""Pages of badges and of cards."""

from partywork.badges.views import cards, nominations, reading
from partywork.badges.views.blueprint import bp

__all__ = ["bp", "cards", "nominations", "reading"]
