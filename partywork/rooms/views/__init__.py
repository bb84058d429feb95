"""The pages of the room."""

from partywork.rooms.views import acting, looking
from partywork.rooms.views.blueprint import bp

__all__ = ["acting", "bp", "looking"]
