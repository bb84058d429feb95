"""Keys to the rooms of a Jitsi of one's own: JSON web tokens signed with HMAC-SHA-256 (RFC 7519).

The name of a room follows from the meeting and the secret, so that nobody can guess it and nothing
about it is kept.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from partywork.core.db import canonical_json
from partywork.settings import VideoServer

_HEADER = {"alg": "HS256", "typ": "JWT"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the way into the video room of one meeting."""

    meeting_id: UUID
    member_id: UUID | None
    name: str
    leads: bool
    may_record: bool


def room_name(server: VideoServer, meeting_id: UUID) -> str:
    """Return the name of a meeting's room: always the same, known to nobody without the secret."""
    return f"hop-{_mark(server, 'room', meeting_id)}"


def address(server: VideoServer, entry: Entry, *, now: datetime, until: datetime) -> str:
    """Return where a browser enters, with a key that names the person and ends with the evening."""
    room = room_name(server, entry.meeting_id)
    facts = {
        "aud": server.app_id,
        "iss": server.app_id,
        "sub": urlsplit(server.url).hostname,
        "room": room,
        "nbf": int(now.timestamp()),
        "exp": int(until.timestamp()),
        "context": {
            "user": {
                "id": _mark(server, "person", entry.member_id or entry.name),
                "name": entry.name,
                "moderator": entry.leads,
            },
            "features": {
                "recording": entry.leads and entry.may_record,
                "livestreaming": False,
                "transcription": False,
            },
        },
    }
    return f"{server.url}/{room}?jwt={_signed(server, facts)}"


def _mark(server: VideoServer, kind: str, key: object) -> str:
    """Return what stands for one of ours outside: no key of ours leaves the house."""
    return hmac.new(server.secret.encode(), f"{kind}|{key}".encode(), hashlib.sha256).hexdigest()[
        :32
    ]


def _signed(server: VideoServer, facts: Mapping[str, object]) -> str:
    said = ".".join(_text(canonical_json(part).encode()) for part in (_HEADER, facts))
    seal = hmac.new(server.secret.encode(), said.encode(), hashlib.sha256).digest()
    return f"{said}.{_text(seal)}"


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
