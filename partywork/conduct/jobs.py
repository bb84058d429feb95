"""The daily look at disciplines that may be considered again."""

from partywork.conduct.service import reminding
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job


def _remind() -> None:
    reminding.remind(system(clock.today()))


JOBS = (Job("conduct.remind", "35 6 * * *", _remind),)
