"""Use cases of reports: draft, send, review, follow."""

from partywork.reports.service.drafting import open_draft
from partywork.reports.service.following import board
from partywork.reports.service.review import accept, return_for_more
from partywork.reports.service.sending import send

__all__ = ["accept", "board", "open_draft", "return_for_more", "send"]
