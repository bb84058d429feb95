"""Telling the desk in time what people ask about their data; destroying what has had its time."""

from datetime import timedelta

from partywork.core import clock
from partywork.core.jobs import Job
from partywork.notifications import service as notifications
from partywork.privacy.service import requests
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def _remind() -> None:
    requests.remind()


def _forget_mails() -> None:
    days = provisions.value(ProvisionKey.PRIVACY_MAIL_DAYS, clock.today())
    notifications.forget_before(clock.now() - timedelta(days=days))


JOBS = (
    Job("privacy.requests", "35 6 * * *", _remind),
    Job("privacy.forget-mails", "20 3 * * *", _forget_mails),
)
