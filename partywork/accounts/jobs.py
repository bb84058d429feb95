"""The nightly sweep of the door: ended sessions and old tries."""

from partywork.accounts.service.sessions import forget_old_sessions
from partywork.accounts.service.tries import forget_old_tries
from partywork.core.jobs import Job


def _sweep() -> None:
    forget_old_sessions()
    forget_old_tries()


JOBS = (Job("accounts.sweep", "40 2 * * *", _sweep),)
