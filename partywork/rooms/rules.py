"""When people come in, whose turn it is, and how long an item has taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.meetings.rules import check_minutes_editable
from partywork.meetings.terms import MeetingMode, MeetingStatus, MinutesStatus, Place
from partywork.rooms.terms import Way


def check_open(status: MeetingStatus) -> None:
    """The room lives while the meeting does."""
    if status is MeetingStatus.INVITED:
        raise RuleBroken("Buổi sinh hoạt chưa khai mạc.")
    if status is not MeetingStatus.OPEN:
        raise RuleBroken(f"Buổi sinh hoạt «{status.label}» nên phòng họp đã đóng.")


def check_way(mode: MeetingMode, place: Place, way: Way, *, is_named: bool) -> None:
    """Who is in the hall scans its code; from afar only those may join whom the meeting named.

    03-HD/TW 27/12/2022 is a pilot: online meetings rest on a recorded permission, a hybrid one
    on the names with reasons in its invitations.
    """
    if place is Place.HALL and mode is MeetingMode.ONLINE:
        raise RuleBroken("Buổi này họp trực tuyến, không có hội trường.")
    if place is Place.ONLINE and way is Way.HALL_CODE:
        raise RuleBroken("Mã tại hội trường chỉ dành cho đồng chí có mặt tại hội trường.")
    if place is Place.ONLINE and mode is MeetingMode.IN_PERSON:
        raise RuleBroken("Buổi này họp trực tiếp, không tham dự trực tuyến được.")
    if place is Place.ONLINE and mode is MeetingMode.HYBRID and not is_named:
        raise RuleBroken("Chỉ đồng chí đã được nêu tên mới dự trực tuyến.")


def ways_in(mode: MeetingMode, *, is_named: bool) -> tuple[Place, ...]:
    """Return how one person may come in, the way that is meant for them first."""
    if mode is MeetingMode.ONLINE:
        return (Place.ONLINE,)
    if mode is MeetingMode.HYBRID and is_named:
        return (Place.ONLINE, Place.HALL)
    return (Place.HALL,)


def check_recording(words: str, minutes: MinutesStatus, *, goes_on: bool) -> None:
    """Nothing is recorded before the chair has decided it in words, and the minutes tell of it.

    A rule of this system: the texts known to us say nothing of recording.
    """
    if goes_on:
        raise RuleBroken("Cuộc họp đang được ghi theo quyết định trước.", "recording")
    if not words:
        raise RuleBroken("Hãy ghi quyết định ghi âm, ghi hình và lý do.", "recording")
    check_minutes_editable(minutes)


def check_video(mode: MeetingMode, *, is_named: bool, leads: bool) -> None:
    """Into the video room go those who take part from afar, and the hall through who leads.

    03-HD/TW 27/12/2022 is a pilot and quoted in part only: who is in the hall is seen there.
    """
    if mode is MeetingMode.IN_PERSON:
        raise RuleBroken("Buổi này họp trực tiếp, không có phòng hình ảnh.")
    if mode is MeetingMode.HYBRID and not is_named and not leads:
        raise RuleBroken("Chỉ đồng chí đã được nêu tên mới dự trực tuyến.")


def end_of_evening(now: datetime) -> datetime:
    """Return when a key to the video room ends: with the Vietnamese day on which it is given."""
    return clock.instant_of(clock.day_of(now) + timedelta(days=1), time(0, 0))


def late_at(opened_at: datetime, arrived_at: datetime, *, after_minutes: int) -> datetime | None:
    """Return when somebody came, if that counts as late (provision `meeting.late_after`)."""
    is_late = arrived_at - opened_at > timedelta(minutes=after_minutes)
    return arrived_at if is_late else None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the meeting spent on one item; without an end it is going on."""

    began_at: datetime
    ended_at: datetime | None


def minutes_spent(spans: Iterable[Span], now: datetime) -> int:
    """Return the whole minutes an item has taken, however often the meeting came back to it."""
    spent = sum(((span.ended_at or now) - span.began_at for span in spans), timedelta())
    return max(spent // timedelta(minutes=1), 0)


def is_over_time(spent: int, planned: int | None) -> bool:
    """Say whether an item takes longer than was planned for it."""
    return planned is not None and spent > planned
