"""Where notices and records lead: the addresses of a meeting's pages."""

from partywork.ballots.models import Vote
from partywork.meetings.models import Meeting


def meeting_path(meeting: Meeting) -> str:
    """The page of the meeting."""
    return f"/meetings/{meeting.id}/"


def invitation_path(meeting: Meeting) -> str:
    """The page where an invited person reads the invitation and answers."""
    return f"/meetings/{meeting.id}/invitation"


def vote_path(meeting: Meeting, vote: Vote) -> str:
    """The page of one vote of the meeting."""
    return f"/meetings/{meeting.id}/votes/{vote.id}"
