"""Reminding who is to answer."""

from partywork.core import clock
from partywork.core.jobs import Job
from partywork.recommendations import service


def _remind() -> None:
    service.remind(clock.today())


JOBS = (Job("recommendations.remind", "40 6 * * *", _remind),)
