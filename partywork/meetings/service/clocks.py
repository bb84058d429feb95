"""The clocks around a meeting: papers before it, results after it (HD 42, provisions)."""

from datetime import date

from partywork.cells.rules.membership import is_in_statistics
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.meetings import rules
from partywork.meetings.models import Meeting
from partywork.provisions import service as provisions
from partywork.provisions.terms import PapersDay, ProvisionKey


def papers_posted_in_time(meeting: Meeting) -> bool:
    """Say whether the last paper of a meeting went out early enough; no paper is not in time."""
    if meeting.invited_at is None or not meeting.papers:
        return False
    day = clock.day_of(meeting.starts_at)
    return rules.papers_in_time(
        max(meeting.invited_at, *(paper.created_at for paper in meeting.papers)),
        meeting.starts_at,
        days=provisions.value(ProvisionKey.PAPERS_DAYS_BEFORE, day),
        by_calendar_day=provisions.value(ProvisionKey.PAPERS_WHOLE_DAY, day)
        == PapersDay.CALENDAR_DAY,
    )


def minimum_minutes(meeting: Meeting) -> int | None:
    """Return how long a meeting of a cell, loaded with its roll, should last at least, if said."""
    if meeting.body.kind is not BodyKind.CELL:
        return None
    day = meeting.starts_on
    return rules.minimum_minutes(
        meeting.kind,
        sum(is_in_statistics(line.status) for line in meeting.attendances),
        regular=provisions.value(ProvisionKey.MEETING_MIN_MINUTES, day),
        combined=provisions.value(ProvisionKey.MEETING_COMBINED_MINUTES, day),
    )


def results_due_on(meeting: Meeting) -> date:
    """Return the last day to post the result and to report it, counted from the meeting's end."""
    day = clock.day_of(meeting.closed_at or meeting.starts_at)
    return rules.results_due_on(day, provisions.value(ProvisionKey.RESULTS_DAYS_AFTER, day))


def results_are_late(meeting: Meeting) -> bool:
    """Say whether the last day to post has gone by."""
    return clock.today() > results_due_on(meeting)
