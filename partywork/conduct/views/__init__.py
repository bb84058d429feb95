"""Pages of commendations, discipline, prompts and registers."""

from partywork.conduct.views import records, registers, undoing
from partywork.conduct.views.blueprint import bp

__all__ = ["bp", "records", "registers", "undoing"]
