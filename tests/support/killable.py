"""The web command of the product in processes of its own, to be killed without a word."""

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from partywork.cli.serve import web_command
from tests.support.databases import TestDatabase


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
        self._log = (settings.data / "server.log").open("a+b")
        self._process = subprocess.Popen(
            web_command(self.port, "127.0.0.1", workers=1, streams=8),
            env=environment,
            start_new_session=True,
            stdout=self._log,
            stderr=self._log,
        )

    def wait(self) -> "Server":
        """Wait until its pages answer: that it listens says only that its master lives.

        What counts is that it comes, not how soon: other tests may have both cores.
        """
        while not self._answers():
            assert self._process.poll() is None, f"it did not start: {self._said()}"
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
        self._log.seek(0)
        return self._log.read().decode()[-3000:]

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
        """Make sure that it is gone."""
        if self._process.poll() is None:
            self.kill()
        self._process.wait()
        self._log.close()
