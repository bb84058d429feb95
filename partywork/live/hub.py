"""One listener per process hears of changes and wakes the open pages that wait for them.

SQLite has one writer at a time, so numbers grow as changes are committed and one look every tenth
of a second sees them all. PostgreSQL says itself which channel changed; the hub then reads that
channel, whose writers queue, so that nothing is ever numbered behind what was already told.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple
from uuid import UUID

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from partywork.live import queries
from partywork.live.models import LiveEvent
from partywork.live.service import NOTICE, Change

_LOOK_EVERY = 0.1
_LISTEN_FOR = 1.0
_TRY_AGAIN = 1.0
HEARTBEAT = 20.0
# How many changes of a channel are kept in memory; a page cut off longer reads the table.
_KEPT = 200

log = logging.getLogger(__name__)


class _Told(NamedTuple):
    """A change as the listener hears of it: `id` grows over all channels."""

    id: int
    channel: UUID
    change: Change


class Hub:
    """What changed lately, by channel, and whoever waits for more."""

    def __init__(self, engine: Engine) -> None:
        """Begin with nothing heard; the first page that waits starts the listener.

        It reads over two connections of its own: what changed is told also while every page
        waits its turn.
        """
        self._engine = sa.create_engine(
            engine.url, hide_parameters=True, pool_size=2, max_overflow=0
        )
        self._lock = threading.Lock()
        # Whoever waits is woken by their own channel alone: of 743 open pages most are elsewhere.
        self._changed: dict[UUID, threading.Condition] = {}
        self._heard: dict[UUID, deque[_Told]] = {}
        self._waiting: dict[UUID, int] = {}
        self._newest = 0
        self._listener: threading.Thread | None = None
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End the listener, as a process does that goes down."""
        self._stopped.set()
        with self._lock:
            for changed in self._changed.values():
                changed.notify_all()
        if self._listener is not None:
            self._listener.join()
        self._engine.dispose()

    @property
    def is_stopped(self) -> bool:
        """Say whether the process goes down."""
        return self._stopped.is_set()

    def wait(self, channel: UUID, after: int, seconds: float) -> list[Change]:
        """Return what changed in a channel after a number, waiting for it up to some seconds."""
        ends = time.monotonic() + seconds
        with self._lock:
            while True:
                heard = (one.change for one in self._heard.get(channel, ()))
                found = [change for change in heard if change.number > after]
                left = ends - time.monotonic()
                if found or left <= 0 or self._stopped.is_set():
                    return found
                self._changed[channel].wait(left)

    def _join(self, channel: UUID) -> None:
        """Keep the changes of a channel from now on: a page waits for them."""
        with self._lock:
            self._waiting[channel] = self._waiting.get(channel, 0) + 1
            self._heard.setdefault(channel, deque(maxlen=_KEPT))
            self._changed.setdefault(channel, threading.Condition(self._lock))
            if self._listener is None:
                self._newest = self._last_id()
                self._listener = threading.Thread(target=self._listen, name="live", daemon=True)
                self._listener.start()

    def missed(self, channel: UUID, after: int) -> list[Change]:
        """Return what the table says changed after a number, for a page that was cut off."""
        told = self._read(LiveEvent.channel == channel, LiveEvent.number > after)
        return [one.change for one in told]

    @contextmanager
    def joined(self, channel: UUID) -> Iterator[None]:
        """Hear of a channel inside the block."""
        self._join(channel)
        try:
            yield
        finally:
            self._leave(channel)

    def _leave(self, channel: UUID) -> None:
        """Forget a channel when its last page has gone."""
        with self._lock:
            self._waiting[channel] -= 1
            if self._waiting[channel] == 0:
                del self._waiting[channel], self._heard[channel], self._changed[channel]

    def _last_id(self) -> int:
        with self._engine.connect() as connection:
            return connection.scalar(queries.last_id()) or 0

    def _listen(self) -> None:
        listen = self._hear if self._engine.dialect.name == "postgresql" else self._look
        while not self._stopped.is_set():
            try:
                listen()
            except (sa.exc.SQLAlchemyError, psycopg.Error):
                log.exception("the live listener lost the database and tries again")
                self._stopped.wait(_TRY_AGAIN)

    def _look(self) -> None:
        """Look again and again for what was committed since (SQLite)."""
        while not self._stopped.wait(_LOOK_EVERY):
            self._tell(self._read(LiveEvent.id > self._newest))

    def _hear(self) -> None:
        """Let the database say which channels changed (PostgreSQL)."""
        address = self._engine.url.set(drivername="postgresql")
        with closing(
            psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)
        ) as connection:
            connection.execute(f"LISTEN {NOTICE}")
            # What was committed before the listening began, or while it was cut off.
            self._catch_up(set(self._waiting))
            while not self._stopped.is_set():
                # All that has arrived at once: 56 rooms that change together are one question.
                notices = connection.notifies(timeout=_LISTEN_FOR, stop_after=1)
                self._catch_up({UUID(notice.payload) for notice in notices})

    def _catch_up(self, channels: set[UUID]) -> None:
        with self._lock:
            conditions = [
                sa.and_(LiveEvent.channel == channel, self._not_heard_in(channel))
                for channel in channels & set(self._waiting)
            ]
        if conditions:
            self._tell(self._read(sa.or_(*conditions)))

    def _not_heard_in(self, channel: UUID) -> sa.ColumnElement[bool]:
        numbers = [one.change.number for one in self._heard[channel]]
        return LiveEvent.number > max(numbers) if numbers else LiveEvent.id > self._newest

    def _read(self, *conditions: sa.ColumnElement[bool]) -> list[_Told]:
        with self._engine.connect() as connection:
            rows = connection.execute(queries.changes(*conditions)).all()
        return [_Told(row.id, row.channel, Change(row.number, row.topic)) for row in rows]

    def _tell(self, told: list[_Told]) -> None:
        if not told:
            return
        with self._lock:
            if self._engine.dialect.name != "postgresql":
                self._newest = told[-1].id
            for one in told:
                heard = self._heard.get(one.channel)
                if heard is not None and one not in heard:
                    heard.append(one)
                    self._changed[one.channel].notify_all()


class Full(Exception):
    """This process holds as many open pages as it can; the page asks every few seconds instead."""


class Streams:
    """The open pages of one process; some threads always stay free for other requests."""

    def __init__(self, hub: Hub, most: int) -> None:
        """Hold at most `most` pages open."""
        self._hub, self._most = hub, most
        self._places = threading.BoundedSemaphore(most)

    def close(self) -> int:
        """End the listener and every open page; returns how many were allowed."""
        self._hub.stop()
        return self._most

    def open(
        self, channel: UUID, after: int, seconds: float
    ) -> Generator[list[Change], None, None]:
        """Return what changes in a channel, first what was missed since `after`, until time is out.

        An empty list is a sign of life. Raises `Full` at once when no place is left.
        """
        if not self._places.acquire(blocking=False):
            raise Full()
        page = self._follow(channel, after, seconds)
        # Only a page that has begun gives its place back when it is closed before its first word.
        next(page)
        return page

    def _follow(
        self, channel: UUID, after: int, seconds: float
    ) -> Generator[list[Change], None, None]:
        ends = time.monotonic() + seconds
        try:
            yield []
            with self._hub.joined(channel):
                changes = self._hub.missed(channel, after)
                while True:
                    after = changes[-1].number if changes else after
                    yield changes
                    left = ends - time.monotonic()
                    if left <= 0 or self._hub.is_stopped:
                        return
                    changes = self._hub.wait(channel, after, min(HEARTBEAT, left))
        finally:
            self._places.release()
