"""Where notices lead: the addresses of a meeting's pages."""

from partywork.meetings.models import Meeting


def meeting_path(meeting: Meeting) -> str:
    """The page of the meeting."""
    return f"/meetings/{meeting.id}/"


def invitation_path(meeting: Meeting) -> str:
    """The page where an invited person reads the invitation and answers."""
    return f"/meetings/{meeting.id}/invitation"
