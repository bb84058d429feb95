"""The daily look at the clocks of transfers; papers left for later."""

from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job
from partywork.transfers.service import closing, papers, staying


def _remind() -> None:
    robot = system(clock.today())
    closing.close_of_gone(robot)
    staying.remind(robot)


def _lay_out() -> None:
    for _ in papers.lay_out_missing(system(clock.today())):
        pass


JOBS = (
    Job("transfers.remind", "20 6 * * *", _remind),
    Job("transfers.lay-out", "*/10 * * * *", _lay_out),
)
"""Timed work of transfers."""
