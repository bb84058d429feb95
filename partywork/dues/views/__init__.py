"""The pages of đảng phí."""

from partywork.dues.views import collecting, people, settling
from partywork.dues.views.blueprint import bp

__all__ = ["bp", "collecting", "people", "settling"]
