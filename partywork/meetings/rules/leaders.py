"""Who chairs a meeting and who writes its minutes, where that changes while it goes on."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from partywork.cells.rules.membership import is_in_statistics, may_attend
from partywork.cells.terms import MembershipStatus
from partywork.core import clock, display
from partywork.core.errors import RuleBroken
from partywork.meetings.rules.minutes import check_two_people
from partywork.meetings.terms import AttendanceMark, MeetingStatus, MinutesStatus

_HERE = (AttendanceMark.PRESENT, AttendanceMark.NOT_CALLED)


@dataclass(frozen=True, slots=True)
class Leaders:
    """The two who answer for a meeting and sign beneath its minutes."""

    chair_id: UUID | None
    minutes_taker_id: UUID | None


def check_leaders_open(status: MeetingStatus) -> None:
    """The meeting itself chooses who chairs and writes, so that is changed while it goes on."""
    if status is not MeetingStatus.OPEN:
        raise RuleBroken(f"Cuộc họp «{status.label}», chỉ đổi chủ trì, thư ký khi đang họp.")


def may_take_over(status: MembershipStatus, mark: AttendanceMark) -> bool:
    """Whoever is of the body and has not been marked as away may chair or write.

    No temporary guest and nobody suspended, as at the opening.
    """
    return mark in _HERE and is_in_statistics(status) and may_attend(status)


def check_chair_here(mark: AttendanceMark) -> None:
    """Nobody leads from elsewhere: a chair is not marked away before another has taken over."""
    if mark not in _HERE:
        raise RuleBroken("Đang chủ trì nên không ghi vắng được, hãy đổi chủ trì trước.")


def check_leaders_change(before: Leaders, after: Leaders, able: set[UUID]) -> None:
    """Two different people who may take over, at least one of them new in the part.

    Minutes name who chaired and who wrote, and both sign (Hướng dẫn 42-HD/BTCTW, step A2; Hướng
    dẫn 05-HD/VPTW, as summarised).
    """
    if after.chair_id is None or after.minutes_taker_id is None or after == before:
        raise RuleBroken("Hãy chọn đồng chí khác với người đang chủ trì, ghi biên bản.")
    check_two_people(after.minutes_taker_id, after.chair_id)
    if after.chair_id != before.chair_id and after.chair_id not in able:
        raise RuleBroken("Hãy chọn đồng chí đang dự họp.", "chair_id")
    if after.minutes_taker_id != before.minutes_taker_id and after.minutes_taker_id not in able:
        raise RuleBroken("Hãy chọn đồng chí đang dự họp.", "minutes_taker_id")


def check_slip(*, has_voted: bool, minutes: MinutesStatus) -> None:
    """A wrong name of the opening is put right in silence only before anything rests on it.

    Once a vote was opened or the minutes were read out, the meeting went on under that person:
    then the minutes tell the change.
    """
    if has_voted or minutes is not MinutesStatus.DRAFT:
        raise RuleBroken(
            "Cuộc họp đã biểu quyết hoặc đã đọc biên bản nên không sửa từ đầu được nữa. Hãy ghi "
            "giờ đổi để biên bản nêu việc đổi.",
            "is_slip",
        )


def hour_of_meeting(opened_at: datetime, at: time, now: datetime) -> datetime:
    """Return the last instant at that hour until now, which no opening comes after."""
    found = clock.instant_of(clock.day_of(now), at)
    if found > now:
        found -= timedelta(days=1)
    if found < opened_at.replace(second=0, microsecond=0):
        raise RuleBroken("Giờ đổi không được ở tương lai, không được trước giờ khai mạc.", "at")
    return found


def leaders_changed(
    at: datetime, opened_at: datetime, before: Leaders, after: Leaders, names: dict[UUID, str]
) -> str:
    """Return the sentence of the minutes that tells who took over from whom, and when."""
    hour = display.time_in_text(at)
    if clock.day_of(at) != clock.day_of(opened_at):
        hour = f"{hour} ngày {display.day_in_text(clock.day_of(at))}"
    told = [
        f"đồng chí {names[new]} {does} thay đồng chí {names[old]}"
        for does, old, new in (
            ("chủ trì", before.chair_id, after.chair_id),
            ("ghi biên bản", before.minutes_taker_id, after.minutes_taker_id),
        )
        if old is not None and new is not None and old != new
    ]
    return f"Từ {hour}, {'; '.join(told)}."
