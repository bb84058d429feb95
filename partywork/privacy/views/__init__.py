"""Pages about one's own data."""

from partywork.privacy.views import corrections, sealed
from partywork.privacy.views.blueprint import bp

__all__ = ["bp", "corrections", "sealed"]
