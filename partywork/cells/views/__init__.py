"""Pages of organisations, members and imports."""

from partywork.cells.views import events, imports, lists, members, organisations
from partywork.cells.views.blueprint import bp

__all__ = ["bp", "events", "imports", "lists", "members", "organisations"]
