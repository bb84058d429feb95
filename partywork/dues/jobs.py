"""Telling in time that a relief ends."""

from partywork.core.jobs import Job
from partywork.dues.service import relieving


def _tell_of_ending_reliefs() -> None:
    relieving.tell_of_ending_reliefs()


JOBS = (Job("dues.ending-reliefs", "25 6 * * *", _tell_of_ending_reliefs),)
