"""Use cases of the first page."""

from partywork.home.service.page import page_of

__all__ = ["page_of"]
