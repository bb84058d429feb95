"""The way of the minutes, who answers for them, and how long a meeting lasts."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from partywork.core.errors import RuleBroken
from partywork.meetings.rules.preparing import has_theme
from partywork.meetings.terms import REGULAR_KINDS, MeetingKind, MinutesStatus

_NUMBERS = re.compile(r"\d+")
_MINUTES_NEXT = {
    MinutesStatus.DRAFT: MinutesStatus.ADOPTED,
    MinutesStatus.ADOPTED: MinutesStatus.CONFIRMED,
    MinutesStatus.CONFIRMED: MinutesStatus.FILED,
}


def duration_minutes(started_at: datetime, ended_at: datetime) -> int:
    """Return the whole minutes from one instant to another."""
    return (ended_at - started_at) // timedelta(minutes=1)


def check_minutes_step(current: MinutesStatus, following: MinutesStatus) -> None:
    """Minutes go from draft to read and adopted, confirmed, filed, and by nobody's wish back."""
    if _MINUTES_NEXT.get(current) is not following:
        raise RuleBroken(f"Biên bản «{current.label}», không thể chuyển sang «{following.label}».")


def after_the_roll(current: MinutesStatus) -> MinutesStatus:
    """Minutes read out before the roll was put right are a draft: the meeting hears them anew.

    Only who came and why others did not is put right after the reading, until the meeting ends.
    """
    return MinutesStatus.DRAFT if current is MinutesStatus.ADOPTED else current


def check_minutes_editable(status: MinutesStatus) -> None:
    """What the meeting has heard and adopted is not rewritten; corrections are addenda."""
    if status is not MinutesStatus.DRAFT:
        raise RuleBroken(
            f"Biên bản «{status.label}» nên không sửa được. "
            "Muốn đính chính phải lập biên bản bổ sung."
        )


def check_two_people(minutes_taker: UUID, chair: UUID) -> None:
    """The minutes taker and the chair are two people, so that two people answer for the text."""
    if minutes_taker == chair:
        raise RuleBroken("Người ghi biên bản và người chủ trì phải là hai đồng chí khác nhau.")


def check_confirmation(
    status: MinutesStatus,
    *,
    minutes_taker: UUID,
    chair: UUID,
    confirmer: UUID,
    confirmed_by: Collection[UUID],
) -> None:
    """Adopted minutes are confirmed once by their taker and once by the chair, and by nobody else.

    Both sign beneath the minutes (Hướng dẫn 05-HD/VPTW, as summarised).
    """
    check_two_people(minutes_taker, chair)
    if status is MinutesStatus.DRAFT:
        raise RuleBroken("Biên bản chưa được đọc và thông qua nên chưa thể xác nhận.")
    if confirmer not in (minutes_taker, chair):
        raise RuleBroken("Chỉ người ghi biên bản và người chủ trì được xác nhận biên bản.")
    if confirmer in confirmed_by:
        raise RuleBroken("Đồng chí đã xác nhận biên bản này.")


def is_fully_confirmed(minutes_taker: UUID, chair: UUID, confirmed_by: Collection[UUID]) -> bool:
    """Tell whether both have confirmed."""
    return minutes_taker in confirmed_by and chair in confirmed_by


def least_minutes(lengths: str | int, members: int | None = None) -> int:
    """Return the minimum for a cell of so many members from «90; dưới 10 đảng viên: 60».

    A cell of few members lasts as long as the competent committee has laid down (Hướng dẫn
    42-HD/BTCTW, II.2.1); without such a length, or where nobody knows the members, the general one
    counts. The provision was once a bare number and still is where the office has not touched it.
    """
    whole, *small = _NUMBERS.findall(str(lengths))
    steps = sorted(zip(map(int, small[::2]), map(int, small[1::2]), strict=True))
    own = [minutes for below, minutes in steps if members is not None and members < below]
    return own[0] if own else int(whole)


def minimum_minutes(
    kind: MeetingKind, members: int, *, regular: str | int, combined: str | int
) -> int | None:
    """Return how long a meeting of so many members should last at least, where a length is set.

    The ordinary meeting 90 minutes, with a thematic part in the same session 120 (Hướng dẫn
    42-HD/BTCTW); both figures, and those of small cells, come from provisions.
    """
    if kind not in REGULAR_KINDS:
        return None
    return least_minutes(combined if has_theme(kind) else regular, members)


def check_duration(started_at: datetime, ended_at: datetime, minimum: int | None) -> str | None:
    """Refuse an end before the beginning; return a warning for a meeting that was too short."""
    if ended_at < started_at:
        raise RuleBroken("Giờ kết thúc không được trước giờ bắt đầu.", "ended_at")
    minutes = duration_minutes(started_at, ended_at)
    if minimum is None or minutes >= minimum:
        return None
    return f"Buổi sinh hoạt dài {minutes} phút, ngắn hơn mức tối thiểu {minimum} phút."


def merge_paragraphs(base: str, mine: str, newest: str) -> str:
    """Return the newest text followed by the paragraphs that only I added to the base.

    A proposal for the person who has both texts on the page; nothing is decided by it.
    """
    known = {*base.splitlines(), *newest.splitlines()}
    added = [line for line in mine.splitlines() if line.strip() and line not in known]
    return "\n".join([*newest.splitlines(), *added])
