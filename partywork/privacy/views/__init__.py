"""Pages about one's own data."""

from partywork.privacy.views import corrections, requests, rotations, sealed
from partywork.privacy.views.blueprint import bp

__all__ = ["bp", "corrections", "requests", "rotations", "sealed"]
