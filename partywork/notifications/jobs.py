"""Sending the mail that waits."""

from partywork.core.jobs import Job
from partywork.notifications import service


def _send() -> None:
    service.send_due()


JOBS = (Job("notifications.mail", "* * * * *", _send),)
