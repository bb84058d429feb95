"""Following members to their new cells, reminding of the steps before each batch of badges."""

from partywork.badges.service import reminding
from partywork.core.jobs import Job

JOBS = (
    Job("badges.follow-moves", "15 6 * * *", reminding.follow_moves),
    Job("badges.remind", "30 6 * * *", reminding.remind),
)
