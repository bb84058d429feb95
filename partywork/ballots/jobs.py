"""Destroying envelopes once the time for complaints has passed."""

from partywork.ballots.service.destroying import destroy_envelopes
from partywork.core.jobs import Job


def _destroy() -> None:
    destroy_envelopes()


JOBS = (Job("ballots.destroy_envelopes", "20 3 * * *", _destroy),)
