"""Destroying envelopes once nobody can complain any more, and shares that waited too long."""

from partywork.ballots.service.destroying import destroy_envelopes
from partywork.ballots.service.offers import forget_all_late
from partywork.core.jobs import Job


def _destroy() -> None:
    destroy_envelopes()


def _forget() -> None:
    forget_all_late()


JOBS = (
    Job("ballots.destroy_envelopes", "20 3 * * *", _destroy),
    Job("ballots.forget_shares", "* * * * *", _forget),
)
