"""What a mail and its calendar entry may say, and when a mail is tried again.

Mail leaves the house: it names nobody and tells nothing of what is to be discussed. The calendar
entry follows RFC 5545 (text) and RFC 5546 (asking, moving and calling off).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from partywork.notifications.terms import MailKind

# How long to wait after each failed try; after the last one the mail is given up.
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
_LINE_OCTETS = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """The hours of a meeting: `uid` stays the same, `sequence` grows each time it is moved."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime


def next_try(tries: int, now: datetime) -> datetime | None:
    """Return when to try again after so many failed tries; `None` when it is to be given up."""
    return now + _PAUSES[tries - 1] if tries <= len(_PAUSES) else None


def subject_of(kind: MailKind) -> str:
    """Return the subject of a mail."""
    return kind.label


def words_of(kind: MailKind, address: str) -> str:
    """Return the whole text of a mail: what there is, and where to read it after signing in."""
    return (
        f"{kind.label}, mời đồng chí đăng nhập để xem:\n\n{address}\n\n"
        "Thư này do hệ thống gửi, không ghi tên người và nội dung. Không trả lời thư này. "
        "Muốn thôi nhận thư: đăng nhập, mở «Tài khoản của tôi».\n"
    )


def calendar_text(
    event: CalendarEvent,
    *,
    method: str,
    organiser: str,
    address: str,
    stamped_at: datetime,
    attendee: str = "",
) -> str:
    """Return the calendar file of an event: hours in UTC, neither title nor place nor names.

    `attendee` is the person it is sent to; a file that somebody downloads names nobody.
    """
    is_cancelled = method == "CANCEL"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Partywork//VI",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_instant(stamped_at)}",
        f"DTSTART:{_instant(event.starts_at)}",
        f"DTEND:{_instant(event.ends_at)}",
        "SUMMARY:Cuộc họp",
        "LOCATION:Xem trên hệ thống",
        f"DESCRIPTION:Mời đồng chí đăng nhập để xem: {_escaped(address)}",
        f"URL:{address}",
        f"STATUS:{'CANCELLED' if is_cancelled else 'CONFIRMED'}",
        f"ORGANIZER:{organiser}",
        *([f"ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:{attendee}"] if attendee else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text


def _folded(line: str) -> str:
    """Break a line so that none has more than 75 octets, never inside a letter (RFC 5545, 3.1)."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        limit = _LINE_OCTETS - bool(pieces)
        if len((piece + letter).encode()) > limit:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
