from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa

from partywork.core import clock
from partywork.core.db import db
from partywork.core.jobs import Job
from partywork.scheduler.models import JobRun
from partywork.scheduler.service import last_planned, run_due, run_once


class Counter:
    """A piece of work that counts how often it was done."""

    def __init__(self, fails=False):
        self.times = 0
        self.fails = fails

    def __call__(self):
        self.times += 1
        if self.fails:
            raise RuntimeError("broken on purpose")


@pytest.fixture
def work():
    return Counter()


def _runs():
    db.session.expire_all()
    return list(db.session.scalars(sa.select(JobRun).order_by(JobRun.job)))


def test_the_words_of_cron_mean_vietnamese_wall_clock_time():
    job = Job("report.remind", "0 7 25 * *", print)

    planned = last_planned(job, datetime(2026, 11, 25, 3, 0, tzinfo=UTC))

    assert planned == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def test_before_its_first_minute_of_the_month_the_month_before_counts():
    job = Job("report.remind", "0 7 25 * *", print)

    planned = last_planned(job, datetime(2026, 11, 24, 23, 59, tzinfo=UTC))

    assert planned == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)


def test_a_job_planned_for_another_time_of_year_is_not_due():
    job = Job("year.end", "0 7 31 12 *", print)

    assert last_planned(job, datetime(2026, 6, 1, tzinfo=UTC)) is None
    assert run_due((job,)) == 0


def test_missed_periods_are_made_up_once(app, work, today):
    job = Job("invite.remind", "0 7 * * *", work)
    today(date(2026, 11, 10), time(9))
    run_due((job,))

    today(date(2026, 11, 20), time(9))
    ran = [run_due((job,)), run_due((job,))]

    assert ran == [1, 0]
    assert work.times == 2
    assert [run.outcome for run in _runs()] == ["done", "done"]


def test_two_schedulers_never_run_one_period_twice(app, work):
    job = Job("invite.remind", "0 7 * * *", work)
    planned_at = clock.instant_of(date(2026, 11, 20), time(7))

    ran = [run_once(job, planned_at), run_once(job, planned_at)]

    assert ran == [True, False]
    assert work.times == 1


def test_a_broken_job_is_recorded_and_the_next_one_runs(app, work, today):
    today(date(2026, 11, 20), time(9))
    broken = Counter(fails=True)
    jobs = (Job("a.broken", "0 7 * * *", broken), Job("b.sound", "0 7 * * *", work))

    ran = run_due(jobs)

    assert ran == 2
    assert work.times == 1
    assert [(run.job, run.outcome) for run in _runs()] == [
        ("a.broken", "failed"),
        ("b.sound", "done"),
    ]
    assert all(run.finished_at for run in _runs())


def test_a_broken_job_is_not_tried_again_for_the_same_period(app, today):
    today(date(2026, 11, 20), time(9))
    broken = Counter(fails=True)
    job = Job("a.broken", "0 7 * * *", broken)

    run_due((job,))
    run_due((job,))

    assert broken.times == 1
