"""A server that is killed -9 again and again while people's requests are under way.

Of each kind of fault there are two hundred kills: a hundred on SQLite and a hundred on PostgreSQL,
for each test runs on both. Of every hundred, ninety-five hit the process that answers and five the
whole server.

Why a hundred kills take a minute and not an hour: most hit the process that answers, which is the
one that holds the transaction; its master, with the product loaded, forks another at once. The
database cannot tell this from the end of the whole server. Every twentieth kill hits the whole
server, master and all, and a successor that was started from nothing meanwhile takes over. The
product runs and uses its database as in production (SQLite with its journal and `synchronous =
FULL`, PostgreSQL with its transactions): of what is kept nothing is eased for the sake of these
tests. One thing is, and it holds no data: a server finds the templates that the one before it
translated (`Flask.jinja_options`, tests/support/killable.py), so that it answers sooner.
"""

import http.client
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from statistics import median

from tests.support.killable import Server

KILLS, TOTAL_EVERY = 100, 20
# How long a request takes before any was measured, and of how many the usual length is taken.
_A_REQUEST, _LATELY = 0.05, 15


@dataclass
class Storm:
    """Kills at random moments, each while at least one person waits for an answer.

    A person sends one request to a port and returns when it was answered; it is asked again and
    again. Only a kill that left somebody without an answer counts.
    """

    start: Callable[[], Server]
    people: Sequence[Callable[[int], None]]
    kills: int = 0
    missed: int = 0
    _took: list[float] = field(default_factory=lambda: [_A_REQUEST])

    def calms(self) -> Iterator[int]:
        """Yield the port of a server that answers: before the first kill and after each."""
        server = self.start()
        yield server.wait().port
        for number in count():
            if self.kills == KILLS:
                return
            if number % TOTAL_EVERY == 0:
                successor = self.start()
            is_total = number % TOTAL_EVERY == TOTAL_EVERY // 2
            left = self._strike(server.port, server.kill if is_total else server.kill_worker)
            self.kills += left > 0
            self.missed += left == 0
            if is_total:
                server = successor
            yield server.wait().port

    def _strike(self, port: int, kill: Callable[[], None]) -> int:
        """Kill amid the requests of everybody; returns how many were left without an answer."""
        struck = threading.Event()
        with ThreadPoolExecutor(len(self.people)) as threads:
            asking = [threads.submit(self._ask_on, one, port, struck) for one in self.people]
            # A random point of a request, or soon after it, as long as they take here and now.
            time.sleep(random.uniform(0, 1.5 * median(self._took[-_LATELY:])))
            struck.set()
            kill()
        return sum(one.result() for one in asking)

    def _ask_on(self, ask: Callable[[int], None], port: int, struck: threading.Event) -> bool:
        """Ask until the server was struck; says whether a request was left without an answer."""
        while not struck.is_set():
            began = time.monotonic()
            try:
                ask(port)
            except ConnectionRefusedError:
                # It came a moment too late: the server had gone before it was asked.
                return False
            except (OSError, http.client.HTTPException):
                if struck.is_set():
                    return True
                raise
            self._took.append(time.monotonic() - began)
        return False
