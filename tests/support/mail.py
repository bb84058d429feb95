"""A mail server of our own: real SMTP on a free port of this machine, catching what is sent."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from flask import Flask

from partywork.cells.queries.addresses import mail_addresses
from partywork.notifications.engine import use_post_office
from partywork.settings import MailServer

SENDER = "phan-mem@example.org"


@dataclass
class Catcher:
    """What arrived, and how the server behaves."""

    port: int = 0
    caught: list[EmailMessage] = field(default_factory=list)
    # What the server says to a recipient; «250» takes the mail.
    says: str = "250 OK"
    # Called when a mail is here and the sender has not been told yet.
    on_mail: Callable[[], None] | None = None

    @property
    def recipients(self) -> list[str]:
        """To whom the mails went, in the order they came."""
        return [str(one["To"]) for one in self.caught]

    @property
    def server(self) -> MailServer:
        """The settings that lead here."""
        return MailServer(host="127.0.0.1", port=self.port, sender=SENDER, tls="none")


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        catcher: Catcher = self.server.catcher  # type: ignore[attr-defined]
        self._say("220 catcher")
        while line := self.rfile.readline():
            word = line.decode().split(":")[0].strip().upper()
            if word == "RCPT TO":
                self._say(catcher.says)
            elif word == "DATA":
                self._say("354 go on")
                self._take(catcher)
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def _take(self, catcher: Catcher) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        catcher.caught.append(message_from_bytes(b"".join(lines), policy=default))
        if catcher.on_mail is not None:
            catcher.on_mail()
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that goes away is part of the tests."""


@contextmanager
def catching() -> Iterator[Catcher]:
    """Catch mail on a free port."""
    with _Server(("127.0.0.1", 0), _Line) as server:
        catcher = Catcher(port=server.server_address[1])
        server.catcher = catcher  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield catcher
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def posting(app: Flask, server: MailServer | None) -> Iterator[None]:
    """Let the application hand its mail to that server."""
    use_post_office(app, server, "https://dang.example.org", mail_addresses)
    try:
        yield
    finally:
        use_post_office(app, None, "http://127.0.0.1", mail_addresses)
