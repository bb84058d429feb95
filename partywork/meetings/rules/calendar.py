"""The calendar of the meetings of many cells: who cannot be in two places at once."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from partywork.core.errors import RuleBroken
from partywork.meetings.terms import MeetingStatus


@dataclass(frozen=True, slots=True)
class Span:
    """One person at one meeting, from its beginning to its expected end."""

    person: Hashable
    meeting: Hashable
    starts_at: datetime
    ends_at: datetime


def at_once(spans: Iterable[Span]) -> set[tuple[Hashable, Hashable]]:
    """Return (person, meeting) for every person who is expected at two meetings at one time."""
    found: set[tuple[Hashable, Hashable]] = set()
    running: list[Span] = []
    for one in sorted(spans, key=lambda span: span.starts_at):
        running = [other for other in running if other.ends_at > one.starts_at]
        for other in running:
            if other.person == one.person and other.meeting != one.meeting:
                found |= {(one.person, one.meeting), (one.person, other.meeting)}
        running.append(one)
    return found


def check_visitors_open(status: MeetingStatus) -> None:
    """Who of the committee above attends is decided before the meeting begins."""
    if status is not MeetingStatus.INVITED:
        raise RuleBroken("Chỉ phân công người dự khi chi bộ đã mời họp và buổi họp chưa bắt đầu.")
