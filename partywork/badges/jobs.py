"""Reminding of the steps before each batch of badges."""

from partywork.badges.service import reminding
from partywork.core.jobs import Job

JOBS = (Job("badges.remind", "30 6 * * *", reminding.remind),)
