"""One frozen set of settings, read once from the environment and checked at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_DEMO_SECRET = "demo-only-secret-never-used-in-production"  # noqa: S105  (refused in production)

# HS256 is as strong as its secret; RFC 7518 asks for 256 bits.
_SHORTEST_SECRET = 32


class BadSettings(Exception):
    """The environment does not allow a start; the message says what to set."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over: `PARTYWORK_SMTP_HOST`, `_PORT`, `_TLS`, `_USER`, `_FROM`.

    `tls` is «starttls», «ssl», or «none» for a server on this very machine; the password is the
    first line of the file `PARTYWORK_SMTP_PASSWORD_FILE`.
    """

    host: str
    sender: str
    port: int = 587
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class VideoServer:
    """A Jitsi of the installation's own: its address, and what its rooms are signed with."""

    url: str
    app_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation decides: where the data is, how it is reached, how hard it hashes.

    `data` holds database, files and keys; `key_file` puts the keys of personal fields elsewhere
    (`PARTYWORK_KEY_FILE`, for example a credential of the service manager). `streams` is how many
    open rooms one web process serves live (`PARTYWORK_STREAMS`); each takes a thread. `video` is
    a video server of one's own, if there is one. `is_demo` marks invented data on the loopback
    address.
    """

    data: Path
    database_url: str
    secret_key: str
    is_demo: bool = False
    public_url: str = "http://127.0.0.1:8000"
    password_cost: int = 2
    trusted_hosts: tuple[str, ...] = ()
    key_file: Path | None = None
    streams: int = 800
    video: VideoServer | None = None
    mail: MailServer | None = None

    @property
    def files(self) -> Path:
        """The content-addressed store of documents."""
        return self.data / "files"

    @property
    def field_keys(self) -> Path:
        """The file of the keys that seal personal fields; never in the database or a backup."""
        return self.key_file or self.data / "keys" / "fields.json"

    @property
    def is_https(self) -> bool:
        """Say whether people reach the site over TLS; then cookies are Secure and `__Host-`."""
        return urlsplit(self.public_url).scheme == "https"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; `PARTYWORK_DATA` names the data folder.

    A production start needs a public https address and keeps its secret key in the data folder,
    made on the first start. `PARTYWORK_DEMO=1` marks the loopback demo.
    """
    values = os.environ if environment is None else environment
    data = Path(values.get("PARTYWORK_DATA", "data")).resolve()
    is_demo = values.get("PARTYWORK_DEMO") == "1"
    public_url = values.get("PARTYWORK_PUBLIC_URL", "http://127.0.0.1:8000" if is_demo else "")
    if not public_url:
        raise BadSettings("Set PARTYWORK_PUBLIC_URL to the https address people will use.")
    host = urlsplit(public_url).hostname or ""
    settings = Settings(
        data=data,
        database_url=_psycopg(
            values.get("PARTYWORK_DATABASE_URL", f"sqlite:///{data / 'partywork.sqlite3'}")
        ),
        secret_key=_DEMO_SECRET if is_demo else _own_secret(data),
        is_demo=is_demo,
        public_url=public_url,
        trusted_hosts=(host,) if not is_demo else ("127.0.0.1", "localhost"),
        key_file=Path(values["PARTYWORK_KEY_FILE"]) if values.get("PARTYWORK_KEY_FILE") else None,
        streams=_count(values.get("PARTYWORK_STREAMS", "800"), "PARTYWORK_STREAMS"),
        mail=_mail_server(values),
        video=_video(values),
    )
    check(settings)
    return settings


def _count(words: str, name: str) -> int:
    if not words.isdecimal():
        raise BadSettings(f"{name} must be a number.")
    return int(words)


def _mail_server(values: Mapping[str, str]) -> MailServer | None:
    """Read where mail goes; without a host there is no mail, only the inbox."""
    host = values.get("PARTYWORK_SMTP_HOST", "")
    if not host:
        return None
    file, tls = values.get("PARTYWORK_SMTP_PASSWORD_FILE"), values.get("PARTYWORK_SMTP_TLS")
    return MailServer(
        host=host,
        sender=values.get("PARTYWORK_SMTP_FROM", ""),
        port=_count(values.get("PARTYWORK_SMTP_PORT", "587"), "PARTYWORK_SMTP_PORT"),
        tls=tls or "starttls",
        user=values.get("PARTYWORK_SMTP_USER", ""),
        password=Path(file).read_text().partition("\n")[0] if file else "",
    )


def _video(values: Mapping[str, str]) -> VideoServer | None:
    """Read the video server: its address, the name it knows us by, the file of the secret."""
    url = values.get("PARTYWORK_JITSI_URL", "").rstrip("/")
    if not url:
        return None
    if not url.startswith("https://"):
        raise BadSettings("PARTYWORK_JITSI_URL must start with https://.")
    app_id, file = values.get("PARTYWORK_JITSI_APP_ID"), values.get("PARTYWORK_JITSI_SECRET_FILE")
    if not app_id or not file or not Path(file).is_file():
        raise BadSettings(
            "PARTYWORK_JITSI_URL needs PARTYWORK_JITSI_APP_ID and PARTYWORK_JITSI_SECRET_FILE."
        )
    secret = Path(file).read_text().strip()
    if len(secret) < _SHORTEST_SECRET:
        raise BadSettings(f"{file} must hold at least {_SHORTEST_SECRET} characters.")
    return VideoServer(url, app_id, secret)


def check(settings: Settings) -> None:
    """Refuse a start that would be unsafe."""
    is_loopback = urlsplit(settings.public_url).hostname in ("127.0.0.1", "localhost")
    if settings.is_demo and not is_loopback:
        raise BadSettings("The demo runs on the loopback address only.")
    if not settings.is_demo and settings.secret_key == _DEMO_SECRET:
        raise BadSettings("The demo secret is not a secret: a production start makes its own.")
    if not settings.is_demo and not settings.is_https and not is_loopback:
        raise BadSettings("PARTYWORK_PUBLIC_URL must start with https://.")
    if settings.mail is not None:
        _check_mail(settings.mail)


def _check_mail(mail: MailServer) -> None:
    if "@" not in mail.sender:
        raise BadSettings("PARTYWORK_SMTP_FROM must be the address that mail comes from.")
    if mail.tls not in ("starttls", "ssl", "none"):
        raise BadSettings("PARTYWORK_SMTP_TLS must be starttls, ssl or none.")
    if mail.tls == "none" and mail.host not in ("127.0.0.1", "localhost"):
        raise BadSettings("PARTYWORK_SMTP_TLS=none is for a mail server on this machine only.")
    # The mail library signs in with nothing else, and would fail at the first mail.
    if not (mail.user + mail.password).isascii():
        raise BadSettings("The user name and the password of the mail server must be ASCII.")


def _own_secret(data: Path) -> str:
    keys = data / "keys"
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = keys / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


def _psycopg(url: str) -> str:
    """Name the driver we ship for any spelling of a PostgreSQL address."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
