"""The daily look at the clocks of transfers."""

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job
from partywork.transfers.service import closing, staying


def _remind() -> None:
    robot = system(clock.today())
    closing.close_of_gone(robot)
    staying.remind(robot)


JOBS = (Job("transfers.remind", "20 6 * * *", _remind),)
"""Timed work of transfers."""
