"""Pages of reports: the cell's draft, the office's review, the board of cells."""

from partywork.reports.views import drafting, following, review
from partywork.reports.views.blueprint import bp

__all__ = ["bp", "drafting", "following", "review"]
