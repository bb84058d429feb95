"""A mail server of our own: real SMTP on a free port of this machine, catching what is sent."""

import socketserver
import ssl
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from flask import Flask

from partywork.cells.queries.addresses import mail_addresses
from partywork.notifications.engine import use_post_office
from partywork.settings import MailServer

SENDER = "phan-mem@example.org"


@dataclass
class Catcher:
    """What arrived, and how the server behaves."""

    port: int = 0
    # «none», «starttls» or «ssl»; the last two with a certificate of our own.
    tls: str = "none"
    context: ssl.SSLContext | None = None
    # What a sender signed in with, as it came over the line.
    signed_in: list[str] = field(default_factory=list)
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
        return MailServer(host="127.0.0.1", port=self.port, sender=SENDER, tls=self.tls)


class _Line(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        catcher: Catcher = self.server.catcher  # type: ignore[attr-defined]
        if catcher.tls == "ssl":
            self._seal(catcher)
        self._say("220 catcher")
        while line := self.rfile.readline():
            word = line.decode().split(":")[0].strip().upper()
            if word.startswith("EHLO"):
                self._greet(catcher)
            elif word == "STARTTLS":
                self._say("220 go on")
                self._seal(catcher)
            elif word.startswith("AUTH PLAIN"):
                catcher.signed_in.append(b64decode(line.split()[2]).decode())
                self._say("235 come in")
            elif word == "RCPT TO":
                self._say(catcher.says)
            elif word == "DATA":
                self._say("354 go on")
                self._take(catcher)
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 OK")

    def finish(self) -> None:
        """Close also the sealed line, which the server does not know of."""
        with suppress(OSError):
            super().finish()
        self.connection.close()

    def _greet(self, catcher: Catcher) -> None:
        is_sealed = isinstance(self.connection, ssl.SSLSocket)
        offers = "AUTH PLAIN" if is_sealed else "STARTTLS" if catcher.tls == "starttls" else "HELP"
        self._say(f"250-catcher\r\n250 {offers}")

    def _seal(self, catcher: Catcher) -> None:
        """Go on over a sealed line, as after STARTTLS; a sender that does not trust us leaves."""
        assert catcher.context is not None
        self.connection = catcher.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

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


def certificate(folder: Path) -> Path:
    """Make a certificate of this machine with its key, in one file that a client may trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "catcher")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "catcher.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file


@contextmanager
def catching(tls: str = "none", sealed_by: Path | None = None) -> Iterator[Catcher]:
    """Catch mail on a free port, over a sealed line where a certificate is given."""
    with _Server(("127.0.0.1", 0), _Line) as server:
        catcher = Catcher(port=server.server_address[1], tls=tls)
        if sealed_by is not None:
            catcher.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            catcher.context.load_cert_chain(sealed_by)
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
