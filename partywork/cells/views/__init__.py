"""Pages of organisations, members and imports."""

from partywork.cells.views import (
    bodies,
    events,
    exports,
    groups,
    imports,
    lists,
    members,
    offices,
    organisations,
    proving,
    reorganisations,
    withdrawals,
)
from partywork.cells.views.blueprint import bp

__all__ = [
    "bodies",
    "bp",
    "events",
    "exports",
    "groups",
    "imports",
    "lists",
    "members",
    "offices",
    "organisations",
    "proving",
    "reorganisations",
    "withdrawals",
]
