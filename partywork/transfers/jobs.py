"""The daily look at the clocks of transfers."""

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job
from partywork.transfers.service import staying


def _remind() -> None:
    staying.remind(system(clock.today()))


JOBS = (Job("transfers.remind", "20 6 * * *", _remind),)
"""Timed work of transfers."""
