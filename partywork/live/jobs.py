"""Destroying what nobody will ask for again."""

from datetime import timedelta

from partywork.core import clock
from partywork.core.jobs import Job
from partywork.live import service

# No page stays open that long without being loaded anew.
_KEPT_FOR = timedelta(days=2)


def _forget() -> None:
    service.forget_before(clock.now() - _KEPT_FOR)


JOBS = (Job("live.forget", "50 3 * * *", _forget),)
