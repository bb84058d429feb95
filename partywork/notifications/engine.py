"""Handing mail to a mail server (SMTP), each way of failing told apart."""

import smtplib
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID

from flask import Flask, current_app

from partywork.settings import MailServer

_EXTENSION = "partywork-mail"
_SECONDS = 20
_PERMANENT = 500

# Finds the mail addresses of people, of those who have one.
FindAddresses = Callable[[Collection[UUID]], Mapping[UUID, str]]


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Where mail is handed over, the site it points to, and how addresses are found."""

    server: MailServer | None
    public_url: str
    find: FindAddresses


def use_post_office(
    app: Flask, server: MailServer | None, public_url: str, find: FindAddresses
) -> None:
    """Let this application send mail; without a server it keeps to the inbox."""
    app.extensions[_EXTENSION] = PostOffice(server, public_url, find)


def post_office() -> PostOffice:
    """Return the post office of the running application."""
    found: PostOffice = current_app.extensions[_EXTENSION]
    return found


class Unreachable(Exception):
    """No connection, or the server does not let us in: nothing was sent."""


class Refused(Exception):
    """The server would not take this mail; `for_good` when trying again cannot help."""

    def __init__(self, *, for_good: bool) -> None:
        """Keep whether to try again; what the server said may name the address and is dropped."""
        super().__init__()
        self.for_good = for_good


class Unsure(Exception):
    """The connection broke while the mail was handed over: it may have arrived or not."""


@contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Open a line to the mail server and close it again."""
    try:
        line = _open(server)
    except (OSError, smtplib.SMTPException) as failure:
        raise Unreachable() from failure
    try:
        yield line
    finally:
        line.close()


def _open(server: MailServer) -> smtplib.SMTP:
    if server.tls == "ssl":
        context = ssl.create_default_context()
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SECONDS, context=context
        )
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.tls == "starttls":
            line.starttls(context=ssl.create_default_context())
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def hand_over(line: smtplib.SMTP, message: EmailMessage) -> None:
    """Give one mail to the server; returns only when the server took it."""
    try:
        line.send_message(message)
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        raise Refused(for_good=min(codes) >= _PERMANENT) from None
    except smtplib.SMTPResponseException as refusal:
        raise Refused(for_good=refusal.smtp_code >= _PERMANENT) from None
    except (smtplib.SMTPException, OSError) as failure:
        raise Unsure() from failure


def letter(
    *,
    sender: str,
    recipient: str,
    message_id: str,
    subject: str,
    words: str,
    calendar: str = "",
    method: str = "",
) -> EmailMessage:
    """Put a mail together; the calendar file goes along where there is one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = subject
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words)
    if calendar:
        message.add_attachment(
            calendar.encode(),
            maintype="text",
            subtype="calendar",
            params={"method": method, "charset": "utf-8"},
            filename="giay-moi.ics",
        )
    return message
