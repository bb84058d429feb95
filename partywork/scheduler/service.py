"""Running one timed job once for each planned moment, whoever else tries."""

import logging
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import select

from partywork.core import clock
from partywork.core.db import db, transaction
from partywork.core.jobs import Job
from partywork.scheduler.models import JobRun

_log = logging.getLogger(__name__)

# A monthly job planned before the longest shutdown we make up for is still found.
_LOOK_BACK = timedelta(days=32)


def trigger_of(job: Job) -> CronTrigger:
    """Read the job's cron words as Vietnamese wall-clock time."""
    return CronTrigger.from_crontab(job.cron, timezone=clock.VIETNAM)


def last_planned(job: Job, now: datetime) -> datetime | None:
    """Return the newest moment at or before `now` for which the job was planned."""
    trigger = trigger_of(job)
    planned, step = None, now - _LOOK_BACK
    while (following := trigger.get_next_fire_time(planned, step)) and following <= now:
        planned = following
        step = following + timedelta(seconds=1)
    return planned


def run_once(job: Job, planned_at: datetime) -> bool:
    """Run a job for one planned moment unless it already ran for it; say whether it ran.

    A job that breaks is recorded as failed and does not stop the scheduler.
    """
    period = planned_at.astimezone(UTC).isoformat(timespec="minutes")
    run = JobRun(job=job.name, period=period, started_at=clock.now())
    try:
        with transaction():
            db.session.add(run)
    except sa.exc.IntegrityError:
        return False
    outcome = "done"
    try:
        job.run()
    except Exception:  # the one place that outlives a defect: the next job must still run
        _log.exception("job %s failed", job.name)
        outcome = "failed"
    with transaction():
        found = db.session.scalars(select(JobRun).where(JobRun.id == run.id)).one()
        found.outcome = outcome
        found.finished_at = clock.now()
    return True


def run_due(jobs: tuple[Job, ...]) -> int:
    """Run each job whose newest planned moment has not been run; return how many ran.

    Called at each tick and at the start, so missed moments are made up once.
    """
    now = clock.now()
    planned = [(job, last_planned(job, now)) for job in jobs]
    return sum(run_once(job, moment) for job, moment in planned if moment is not None)
