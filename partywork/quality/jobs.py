"""Reminding of points that could be official."""

from partywork.core import clock
from partywork.core.jobs import Job
from partywork.quality.service import sheets


def _remind() -> None:
    sheets.remind(clock.today())


JOBS = (Job("quality.remind", "50 6 * * *", _remind),)
