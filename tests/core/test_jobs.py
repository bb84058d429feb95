from datetime import timedelta

import pytest
import sqlalchemy as sa

from partywork.core import clock, jobs
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.ids import new_id
from partywork.core.jobs import BackgroundJob, BackgroundStatus, enqueue, run_waiting


def _enqueue(kind="test.count", user_id=None):
    with transaction():
        return enqueue(kind, title="Đếm", payload={"to": 3}, user_id=user_id).id


def _job(job_id):
    db.session.expire_all()
    return db.session.scalars(sa.select(BackgroundJob).where(BackgroundJob.id == job_id)).one()


def _count(payload):
    for done in range(1, payload["to"] + 1):
        yield done, payload["to"]


def test_a_job_shows_how_far_it_is_and_ends(app):
    job_id = _enqueue()

    ran = run_waiting({"test.count": _count})

    assert ran == 1
    assert (_job(job_id).done, _job(job_id).total) == (3, 3)
    assert _job(job_id).status is BackgroundStatus.DONE


def test_a_job_of_another_kind_waits_for_its_own_worker(app):
    job_id = _enqueue(kind="test.other")

    assert run_waiting({"test.count": _count}) == 0
    assert _job(job_id).status is BackgroundStatus.WAITING


def test_a_job_whose_worker_died_starts_again_after_its_lease(app):
    job_id = _enqueue()
    with transaction():
        job = _job(job_id)
        job.status = BackgroundStatus.RUNNING
        job.lease_until = clock.now() - timedelta(seconds=1)

    assert run_waiting({"test.count": _count}) == 1
    assert _job(job_id).status is BackgroundStatus.DONE


def test_a_job_somebody_is_running_is_left_alone(app):
    job_id = _enqueue()
    with transaction():
        job = _job(job_id)
        job.status = BackgroundStatus.RUNNING
        job.lease_until = clock.now() + timedelta(minutes=1)

    assert run_waiting({"test.count": _count}) == 0


def test_a_refused_job_says_why(app):
    def refuse(_payload):
        yield 1, 2
        raise RuleBroken("Danh sách đã được hoàn tác.")

    job_id = _enqueue()

    run_waiting({"test.count": refuse})

    assert _job(job_id).status is BackgroundStatus.FAILED
    assert _job(job_id).message == "Danh sách đã được hoàn tác."


def test_a_broken_job_fails_with_a_reference_and_does_not_stop_the_others(app):
    def broken(_payload):
        yield 1, 2
        raise ZeroDivisionError

    first, second = _enqueue(kind="test.broken"), _enqueue()

    run_waiting({"test.broken": broken, "test.count": _count})

    assert "mã" in _job(first).message
    assert "ZeroDivisionError" not in _job(first).message
    assert _job(second).status is BackgroundStatus.DONE


def test_only_its_owner_sees_a_job(app):
    owner = new_id()
    job_id = _enqueue(user_id=owner)

    assert jobs.progress_of(owner, job_id).id == job_id
    for stranger in (new_id(), None):
        with pytest.raises(NotVisible):
            jobs.progress_of(stranger, job_id)
