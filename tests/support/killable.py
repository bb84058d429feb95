"""The web command of the product in processes of its own, to be killed without a word."""

import atexit
import http.client
import os
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

from flask import Flask
from gunicorn.app.wsgiapp import run
from jinja2 import FileSystemBytecodeCache

from partywork.cli.serve import web_command
from tests.support.databases import TestDatabase

# Servers part from a process that has read the product's modules and done nothing with them: to
# read them took longer than all else that a server does before it answers.
_PARTING = get_context("forkserver")
_PARTING.set_forkserver_preload(["tests.support.killable"])


@cache
def _translations() -> Path:
    """Make the folder in which a server finds the templates that the one before translated."""
    folder = Path(mkdtemp(prefix="partywork-translations-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _serve(arguments: list[str], environment: dict[str, str], log: Path, templates: Path) -> None:
    """Become the web command, at the head of a group of processes that can be killed as one."""
    os.setsid()
    with log.open("ab") as said:
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
    os.environ.clear()
    os.environ.update(environment)
    # The one thing in which it differs from the product: the first request after each kill does not
    # translate its templates anew.
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(templates))}
    sys.argv = arguments
    run()


class Server:
    """The product serving one test database, with the secret of the tests.

    The application is loaded before the process that answers is forked, so that the next one
    stands in within a moment.
    """

    def __init__(self, database: TestDatabase) -> None:
        """Start it; `wait` returns when it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = database.app.config["PARTYWORK"]
        keys = settings.data / "keys"
        keys.mkdir(exist_ok=True)
        (keys / "secret_key").write_text(settings.secret_key)
        environment = os.environ | {
            "PARTYWORK_DATA": str(settings.data),
            "PARTYWORK_DATABASE_URL": settings.database_url,
            "PARTYWORK_PUBLIC_URL": "http://127.0.0.1",
        }
        self._log = settings.data / "server.log"
        _python, _m, *gunicorn = web_command(self.port, "127.0.0.1", workers=1, streams=8)
        self._process = _PARTING.Process(
            target=_serve, args=(gunicorn, dict(environment), self._log, _translations())
        )
        self._process.start()

    def wait(self) -> "Server":
        """Wait until its pages answer: that it listens says only that its master lives.

        What counts is that it comes, not how soon: other tests may have both cores.
        """
        while not self._answers():
            assert self._process.is_alive(), f"it did not start: {self._said()}"
            time.sleep(0.02)
        return self

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _said(self) -> str:
        return self._log.read_text()[-3000:]

    def kill(self) -> None:
        """Kill all of it without a word."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def kill_worker(self) -> None:
        """Kill the process that answers; another one takes its place."""
        master = self._process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        assert len(children) == 1, f"one process answers, not {children}: {self._said()}"
        os.kill(int(children[0]), signal.SIGKILL)

    def bury(self) -> None:
        """Make sure that it is gone, even if it has not come so far as to lead a group."""
        if self._process.is_alive():
            self._process.kill()
            with suppress(ProcessLookupError):
                self.kill()
        self._process.join()
        self._process.close()
