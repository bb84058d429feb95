import os
import signal
import threading
import time

import sqlalchemy as sa

from partywork.core.db import db, transaction
from partywork.core.jobs import BackgroundJob, BackgroundStatus, Job, enqueue, run_waiting
from partywork.scheduler.runner import only_one, run


def _enqueue():
    with transaction():
        return enqueue("test.long", title="Việc dài", payload={}, user_id=None).id


def _job(job_id):
    db.session.expire_all()
    return db.session.scalars(sa.select(BackgroundJob).where(BackgroundJob.id == job_id)).one()


def test_a_second_scheduler_of_a_folder_finds_the_place_taken(tmp_path):
    with only_one(tmp_path) as first, only_one(tmp_path) as second:
        found = (first, second)

    with only_one(tmp_path) as afterwards:
        assert (*found, afterwards) == (True, False, True)


def test_work_told_to_stop_waits_to_be_begun_again(app):
    job_id = _enqueue()

    run_waiting({"test.long": lambda _: iter([(1, 9), (2, 9)])}, limit=1, must_stop=lambda: True)

    assert _job(job_id).status is BackgroundStatus.WAITING
    assert _job(job_id).done == 1


def test_the_scheduler_works_and_ends_after_the_item_in_hand_when_told(app):
    job_id = _enqueue()
    handlers = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    begun = threading.Event()

    def endless(_payload):
        for done in range(1, 10_000):
            begun.set()
            time.sleep(0.01)
            yield done, 10_000

    def stop():
        begun.wait(60)
        os.kill(os.getpid(), signal.SIGTERM)

    stopper = threading.Thread(target=stop)
    stopper.start()
    try:
        run(app, (Job("a.timed", "0 7 * * *", lambda: None),), {"test.long": endless})
    finally:
        stopper.join()
        signal.signal(signal.SIGTERM, handlers[0])
        signal.signal(signal.SIGINT, handlers[1])

    assert _job(job_id).status is BackgroundStatus.WAITING
    assert _job(job_id).done >= 1
