"""The words of copies."""

from partywork.core.terms import Term


class CopyKind(Term):
    """How a paper is copied: a part of it, all of it, or all of it from a copy that came."""

    EXTRACT = "extract", "Trích sao"
    CERTIFIED = "certified", "Sao y"
    RELAYED = "relayed", "Sao lục"
