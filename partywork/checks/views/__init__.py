"""Pages of data checks and of lists compared with the register."""

from partywork.checks.views import checking, comparing
from partywork.checks.views.blueprint import bp

__all__ = ["bp", "checking", "comparing"]
