"""The pages of đảng phí."""

from partywork.dues.views import beginning, collecting, people, settling
from partywork.dues.views.blueprint import bp

__all__ = ["beginning", "bp", "collecting", "people", "settling"]
