"""Work that runs apart from pages: timed jobs as data, and durable jobs with progress."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from partywork.core import clock
from partywork.core.db import Base, Record, db, term_type, transaction
from partywork.core.errors import DomainError, NotVisible
from partywork.core.terms import Term

_log = logging.getLogger(__name__)

# A worker that stops writing progress for this long is taken for dead; its job starts again.
LEASE = timedelta(minutes=2)
# Work nobody waits for gives way to people for this long; then it has its turn like theirs.
PATIENCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """A timed job: its name, its cron words in Vietnam time, and what it runs."""

    name: str
    cron: str
    run: Callable[[], None]


class BackgroundStatus(Term):
    """The life of a durable background job."""

    WAITING = "waiting", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thực hiện được"


class BackgroundJob(Record, Base):
    """Long work that survives a restart and shows how far it is.

    `user_id` is who asked and waits for it; work the system ordered for itself has nobody.
    """

    __tablename__ = "background_jobs"

    kind: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    payload: Mapped[dict[str, Any]]
    user_id: Mapped[UUID | None] = mapped_column(index=True)
    status: Mapped[BackgroundStatus] = mapped_column(
        term_type(BackgroundStatus), default=BackgroundStatus.WAITING, index=True
    )
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    next_path: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


# Given the job's payload, yields (done, total) after each committed item; each item must be safe
# to do again, because a killed job starts from the beginning.
Handler = Callable[[dict[str, Any]], Iterator[tuple[int, int]]]


def enqueue(
    kind: str,
    *,
    title: str,
    payload: dict[str, Any],
    user_id: UUID | None,
    next_path: str | None = None,
) -> BackgroundJob:
    """Write a job into the running transaction; the scheduler picks it up after commit.

    `user_id` is who waits for it: their work goes before work nobody waits for.
    """
    job = BackgroundJob(
        kind=kind, title=title, payload=payload, user_id=user_id, next_path=next_path
    )
    db.session.add(job)
    db.session.flush()
    return job


def progress_of(user_id: UUID | None, job_id: UUID) -> BackgroundJob:
    """Return a job its owner asked for; anybody else gets the answer for nonsense."""
    found = db.session.scalar(
        sa.select(BackgroundJob).where(BackgroundJob.id == job_id, BackgroundJob.user_id == user_id)
    )
    if found is None or user_id is None:
        raise NotVisible()
    return found


def run_waiting(
    handlers: Mapping[str, Handler],
    limit: int | None = None,
    *,
    must_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Run waiting jobs, and those whose worker died; return how often one was begun.

    What somebody waits for goes first, the oldest before the others; what nobody waits for gives
    way to it after the item in hand and is begun again, and after a day gives way no more.
    `must_stop` is asked after each item; a job that stops so waits to be begun again.
    """
    ran = 0
    while limit is None or ran < limit:
        job_id = _claim(frozenset(handlers))
        if job_id is None:
            break
        _run(job_id, handlers, must_stop)
        ran += 1
    return ran


def _claim(kinds: frozenset[str]) -> UUID | None:
    now = clock.now()
    with transaction():
        job = db.session.scalar(
            sa.select(BackgroundJob)
            .where(_may_begin(kinds, now))
            .order_by(_goes_first(now).desc(), BackgroundJob.created_at, BackgroundJob.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if job is None:
            return None
        job.status = BackgroundStatus.RUNNING
        job.lease_until = now + LEASE
        return job.id


def _may_begin(kinds: frozenset[str], now: datetime) -> sa.ColumnElement[bool]:
    """Waiting, or running under a worker that died."""
    return BackgroundJob.kind.in_(kinds) & sa.or_(
        BackgroundJob.status == BackgroundStatus.WAITING,
        sa.and_(
            BackgroundJob.status == BackgroundStatus.RUNNING,
            BackgroundJob.lease_until < now,
        ),
    )


def _goes_first(now: datetime) -> sa.ColumnElement[bool]:
    """Somebody waits for it, or it gave way to people long enough."""
    return sa.or_(BackgroundJob.user_id.is_not(None), BackgroundJob.created_at <= now - PATIENCE)


def _gives_way(job_id: UUID, kinds: frozenset[str]) -> bool:
    """Say whether a running job nobody waits for holds up one that goes first."""
    now = clock.now()
    goes_first = sa.select(BackgroundJob.id).where(_goes_first(now))
    held_up = goes_first.where(_may_begin(kinds, now), BackgroundJob.id != job_id)
    first = sa.exists(goes_first.where(BackgroundJob.id == job_id))
    return db.session.scalar(sa.select(held_up.exists() & ~first)) is True


def _run(job_id: UUID, handlers: Mapping[str, Handler], must_stop: Callable[[], bool]) -> None:
    job = _load(job_id)
    try:
        for done, total in handlers[job.kind](dict(job.payload)):
            _note(job_id, done=done, total=total, lease_until=clock.now() + LEASE)
            if must_stop() or _gives_way(job_id, frozenset(handlers)):
                _note(job_id, status=BackgroundStatus.WAITING, lease_until=None)
                return
    except DomainError as refusal:
        _note(
            job_id,
            status=BackgroundStatus.FAILED,
            message=refusal.message,
            finished_at=clock.now(),
        )
    except Exception:  # one broken job must neither stop the others nor be tried for ever
        _log.exception("background job %s failed", job_id)
        _note(
            job_id,
            status=BackgroundStatus.FAILED,
            message=f"Có lỗi ngoài dự kiến. Hãy báo quản trị mã {str(job_id)[-8:]}.",
            finished_at=clock.now(),
        )
    else:
        _note(job_id, status=BackgroundStatus.DONE, finished_at=clock.now())


def _load(job_id: UUID) -> BackgroundJob:
    return db.session.scalars(sa.select(BackgroundJob).where(BackgroundJob.id == job_id)).one()


def _note(job_id: UUID, **values: object) -> None:
    with transaction():
        job = _load(job_id)
        for name, value in values.items():
            setattr(job, name, value)
