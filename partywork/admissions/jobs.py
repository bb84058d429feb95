"""The daily look at probations and ceremonies; letters left for later."""

from partywork.admissions.service import letters, probation
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job


def _follow() -> None:
    probation.follow(system(clock.today()))


def _lay_out() -> None:
    for _ in letters.lay_out_missing(system(clock.today())):
        pass


JOBS = (
    Job("admissions.follow", "10 6 * * *", _follow),
    Job("admissions.lay-out", "*/10 * * * *", _lay_out),
)
