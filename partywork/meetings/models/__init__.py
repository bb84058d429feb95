"""Every table of the meetings package."""

from partywork.meetings.models.attendance import Attendance, Delegate, Guest, Invitation
from partywork.meetings.models.meeting import (
    AgendaItem,
    Assignment,
    Meeting,
    MeetingPaper,
    newest_of,
)
from partywork.meetings.models.minutes import Addendum, Minutes, MinutesRevision, Statement
from partywork.meetings.models.recording import Recording

__all__ = [
    "Addendum",
    "AgendaItem",
    "Assignment",
    "Attendance",
    "Delegate",
    "Guest",
    "Invitation",
    "Meeting",
    "MeetingPaper",
    "Minutes",
    "MinutesRevision",
    "Recording",
    "Statement",
    "newest_of",
]
