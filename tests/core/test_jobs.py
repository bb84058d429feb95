from datetime import timedelta

import pytest
import sqlalchemy as sa

from partywork.core import clock, jobs
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.core.ids import new_id
from partywork.core.jobs import PATIENCE, BackgroundJob, BackgroundStatus, enqueue, run_waiting


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


def _noting(begun, *, at_two=lambda: None):
    """A handler per kind that notes each beginning; `at_two` befalls after the first item."""

    def of(kind):
        def work(payload):
            begun.append(kind)
            for done in range(1, payload["to"] + 1):
                if kind == "test.nobody" and done == 2:
                    at_two()
                yield done, payload["to"]

        return work

    return {kind: of(kind) for kind in ("test.nobody", "test.first", "test.second")}


def test_what_a_person_waits_for_goes_before_older_work_nobody_waits_for(app):
    begun = []
    for_nobody = _enqueue(kind="test.nobody")
    for kind in ("test.first", "test.second"):
        _enqueue(kind=kind, user_id=new_id())

    ran = run_waiting(_noting(begun))

    assert begun == ["test.first", "test.second", "test.nobody"]
    assert ran == 3
    assert _job(for_nobody).status is BackgroundStatus.DONE


def test_work_of_a_person_goes_first_too_when_its_worker_died(app):
    begun = []
    _enqueue(kind="test.nobody")
    died = _enqueue(kind="test.first", user_id=new_id())
    with transaction():
        job = _job(died)
        job.status = BackgroundStatus.RUNNING
        job.lease_until = clock.now() - timedelta(seconds=1)

    run_waiting(_noting(begun), limit=1)

    assert begun == ["test.first"]
    assert _job(died).status is BackgroundStatus.DONE


def test_work_nobody_waits_for_gives_way_after_the_item_in_hand_and_is_begun_again(app):
    begun, asked = [], []

    def a_person_asks():
        if not asked:
            asked.append(_enqueue(kind="test.first", user_id=new_id()))

    for_nobody = _enqueue(kind="test.nobody")

    ran = run_waiting(_noting(begun, at_two=a_person_asks))

    assert begun == ["test.nobody", "test.first", "test.nobody"]
    assert ran == 3
    for job_id in (for_nobody, *asked):
        assert _job(job_id).status is BackgroundStatus.DONE


def test_work_of_a_person_gives_way_to_nobody(app):
    begun = []
    handlers = _noting(begun)
    count = handlers["test.second"]

    def interrupted(payload):
        for step in count(payload):
            _enqueue(kind="test.first", user_id=new_id())
            yield step

    _enqueue(kind="test.second", user_id=new_id())

    run_waiting({**handlers, "test.second": interrupted}, limit=2)

    assert begun == ["test.second", "test.first"]


def test_work_nobody_waits_for_has_its_turn_after_a_day(app):
    begun = []
    old = _enqueue(kind="test.nobody")
    with transaction():
        _job(old).created_at = clock.now() - PATIENCE
    _enqueue(kind="test.first", user_id=new_id())

    run_waiting(_noting(begun))

    assert begun == ["test.nobody", "test.first"]


def test_work_of_a_kind_this_worker_does_not_know_holds_nothing_up(app):
    begun = []
    _enqueue(kind="test.other", user_id=new_id())
    _enqueue(kind="test.nobody")

    run_waiting(_noting(begun))

    assert begun == ["test.nobody"]
