"""What the system knows of a meeting, gathered for its sheet."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from partywork.ballots.terms import VoteStatus
from partywork.cells.rules.membership import may_attend
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.meetings import rules as meeting_rules
from partywork.meetings.models import Meeting
from partywork.meetings.service import drafting, record
from partywork.meetings.service.clocks import (
    minimum_minutes,
    papers_posted_in_time,
    results_are_late,
    results_due_on,
)
from partywork.meetings.service.minutes import said_by_roll
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.quality import queries
from partywork.quality.rules.marking import Facts, is_conclusion
from partywork.tasks import service as tasks
from partywork.tasks.terms import TaskStatus

# Tells when the papers of a meeting came onto Sổ tay đảng viên, if somebody noted it.
Posted = Callable[[Actor, UUID], datetime | None]

_handbook: list[Posted] = []


def use_handbook(posted: Posted) -> None:
    """Let the application say where the posting of papers is noted."""
    _handbook[:] = [posted]


def facts_of(actor: Actor, meeting: Meeting) -> Facts:
    """Return the figures a sheet rests on; a meeting that goes on is counted up to now."""
    day = meeting.starts_on
    count = meeting_rules.count_attendance((line.status, line.mark) for line in meeting.attendances)
    with_theme = meeting_rules.has_theme(meeting.kind)
    before = tasks.open_or_recent(actor, meeting.organisation_id, meeting.period.shift(-1))
    elsewhere = said_elsewhere(meeting)
    return Facts(
        minutes=meeting_rules.duration_minutes(
            meeting.opened_at or meeting.starts_at, meeting.closed_at or clock.now()
        ),
        minimum_minutes=minimum_minutes(meeting) or 0,
        expected=count.expected,
        present=count.expected_present,
        unexcused=count.unexcused,
        longest_excused_streak=meeting_rules.excused_to_here(queries.rolls_until(meeting)),
        excused_streak_allowed=provisions.value(ProvisionKey.QUALITY_EXCUSED_STREAK, day),
        committee_met=meeting.prepared_on is not None,
        everybody_invited=_everybody_invited(meeting),
        visitors=sum(guest.member_id is not None for guest in meeting.guests),
        papers_in_time=papers_posted_in_time(meeting),
        papers_on_handbook=_papers_on_handbook(actor, meeting),
        with_theme=with_theme,
        speakers=len(set(said_by_roll(meeting))),
        tasks=len(before),
        tasks_done=sum(task.status is TaskStatus.DONE for task in before),
        minutes_complete=all(
            item.notes or item.conclusion or item.statements or item.vote or item.code in elsewhere
            for item in meeting.agenda
        ),
        concluded=any(
            is_conclusion(item.code, item.conclusion, item.vote.status if item.vote else None)
            for item in meeting.agenda
        ),
        assigned=_assigned(meeting),
        posted_in_time=_posted_in_time(meeting),
        is_over=meeting.closed_at is not None,
    )


def said_elsewhere(meeting: Meeting) -> set[str]:
    """Return the items of the monthly agenda that the minutes state without anybody's words.

    Who leads and writes, who came, what was paid, the tasks given; the points themselves and the
    reading of the minutes come after the marking.
    """
    stated = {
        "A1": meeting.chair_id is not None,
        "A2": meeting.minutes_taker_id is not None,
        "A3": all(one.mark is not AttendanceMark.NOT_CALLED for one in meeting.attendances),
        "A4": meeting.dues_paid is not None,
        "C2": bool(meeting.assignments),
        "C5": True,
        "C6": True,
    }
    return {code for code, is_stated in stated.items() if is_stated}


def _everybody_invited(meeting: Meeting) -> bool:
    told = {one.member_id for one in meeting.invitations if one.sent_at is not None}
    return all(line.member_id in told for line in meeting.attendances if may_attend(line.status))


def _papers_on_handbook(actor: Actor, meeting: Meeting) -> bool:
    """Papers are on the handbook for a meeting when they came there before it began."""
    found = (posted(actor, meeting.id) for posted in _handbook)
    return any(at is not None and at <= meeting.starts_at for at in found)


def _assigned(meeting: Meeting) -> bool:
    """Tasks were given, no resolution turned down; of a meeting that ended the minutes adopted.

    The meeting hears its points before its minutes, so until it ends these count as adopted.
    """
    vote = drafting.resolution_vote(meeting)
    is_draft = record.minutes_status(meeting) is MinutesStatus.DRAFT
    return (
        bool(meeting.assignments)
        and not (is_draft and meeting.closed_at is not None)
        and (vote is None or vote.status is VoteStatus.PASSED)
    )


def _posted_in_time(meeting: Meeting) -> bool | None:
    """Return None as long as there is still time to post."""
    if meeting.posted_on is not None:
        return meeting.posted_on <= results_due_on(meeting)
    return False if results_are_late(meeting) else None
