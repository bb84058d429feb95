"""How a meeting was held, in the words of its minutes: where, by whose leave, what was recorded."""

from partywork.core import display
from partywork.meetings.models import Meeting, Recording
from partywork.meetings.terms import MeetingMode


def manner_of(meeting: Meeting) -> str:
    """Return how a meeting was held, after «Hình thức:».

    An online meeting names the paper that allowed it (03-HD/TW, a pilot quoted in part only), a
    recorded one each decision of its chair, with its hours.
    """
    told = [_allowed(meeting), *(_recorded(one) for one in meeting.recordings)]
    return "; ".join(told)


def _allowed(meeting: Meeting) -> str:
    words = meeting.mode.label.lower()
    if meeting.mode is MeetingMode.IN_PERSON or meeting.permission_on is None:
        return words
    day = display.day_in_text(meeting.permission_on)
    return (
        f"{words} theo văn bản {meeting.permission_document} ngày {day}, {meeting.permission_by} "
        f"đồng ý, lý do: {_bare(meeting.permission_reason or '')}"
    )


def _recorded(one: Recording) -> str:
    until = display.time_in_text(one.ended_at) if one.ended_at is not None else "khi kết thúc"
    return (
        f"ghi âm, ghi hình từ {display.time_in_text(one.began_at)} đến {until} theo quyết định "
        f"của người chủ trì: {_bare(one.words)}"
    )


def _bare(words: str) -> str:
    """Words inside a sentence bring no full stop of their own."""
    return display.inside_a_sentence(words.strip().rstrip("."))
