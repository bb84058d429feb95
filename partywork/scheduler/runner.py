"""The scheduler process: timed jobs by cron in Vietnam time, and durable background work."""

import fcntl
import logging
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from partywork.core import clock
from partywork.core.db import db
from partywork.core.jobs import Handler, Job, run_waiting
from partywork.scheduler.service import run_due, trigger_of

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 1


@contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """Hold the lock of this data folder; give `False` when another scheduler has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "scheduler.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def run(app: Flask, jobs: tuple[Job, ...], handlers: Mapping[str, Handler]) -> None:
    """Run until told to stop: SIGTERM ends it after the item in hand.

    APScheduler wakes us at the planned minutes; the table of runs decides what is still to do.
    """
    scheduler = BackgroundScheduler(timezone=clock.VIETNAM)
    for job in jobs:
        scheduler.add_job(
            _within(app, lambda: run_due(jobs)),
            trigger_of(job),
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    told_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    _within(app, lambda: run_due(jobs))()
    scheduler.start()
    work = _within(app, lambda: run_waiting(handlers, limit=1, must_stop=told_to_stop.is_set))
    try:
        while not told_to_stop.is_set():
            if not work():
                told_to_stop.wait(_PAUSE_SECONDS)
    finally:
        scheduler.shutdown(wait=True)


def _within(app: Flask, work: Callable[[], int]) -> Callable[[], int]:
    def run_in_context() -> int:
        with app.app_context():
            try:
                return work()
            finally:
                db.session.remove()

    return run_in_context
