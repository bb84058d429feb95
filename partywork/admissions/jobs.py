"""The daily look at probations and ceremonies."""

from partywork.admissions.service import probation
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job


def _follow() -> None:
    probation.follow(system(clock.today()))


JOBS = (Job("admissions.follow", "10 6 * * *", _follow),)
