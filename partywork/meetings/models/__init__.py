"""Every table of the meetings package."""

from partywork.meetings.models.attendance import Attendance, Guest, Invitation
from partywork.meetings.models.meeting import (
    AgendaItem,
    Assignment,
    Meeting,
    MeetingPaper,
    newest_of,
)
from partywork.meetings.models.minutes import Addendum, Minutes, MinutesRevision, Statement

__all__ = [
    "Addendum",
    "AgendaItem",
    "Assignment",
    "Attendance",
    "Guest",
    "Invitation",
    "Meeting",
    "MeetingPaper",
    "Minutes",
    "MinutesRevision",
    "Statement",
    "newest_of",
]
