"""Following members to their new cells, reminding of batches, papers left for later."""

from partywork.badges.service import reminding, submitting
from partywork.core import clock
from partywork.core.actor import system
from partywork.core.jobs import Job


def _lay_out() -> None:
    for _ in submitting.lay_out_missing(system(clock.today())):
        pass


JOBS = (
    Job("badges.follow-moves", "15 6 * * *", reminding.follow_moves),
    Job("badges.remind", "30 6 * * *", reminding.remind),
    Job("badges.lay-out", "*/10 * * * *", _lay_out),
)
