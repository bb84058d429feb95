"""Pages of organisations, members and imports."""

from partywork.cells.views import imports, members, organisations
from partywork.cells.views.blueprint import bp

__all__ = ["bp", "imports", "members", "organisations"]
