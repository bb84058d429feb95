"""The words of the trail."""

from partywork.core.terms import Term


class Outcome(Term):
    """How the audited act ended."""

    DONE = "done", "Đã thực hiện"
    REFUSED = "refused", "Bị từ chối"
