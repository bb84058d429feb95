"""Pages of transfers."""

from partywork.transfers.views import beginning, coming, reading, steps, undoing
from partywork.transfers.views.blueprint import bp

__all__ = ["beginning", "bp", "coming", "reading", "steps", "undoing"]
