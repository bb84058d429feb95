"""Telling the desk in time what people ask about their data."""

from partywork.core.jobs import Job
from partywork.privacy.service import requests


def _remind() -> None:
    requests.remind()


JOBS = (Job("privacy.requests", "35 6 * * *", _remind),)
