"""The order in which a meeting goes on, and until when each part of it is changed."""

from datetime import datetime

from partywork.core.errors import RuleBroken
from partywork.meetings.terms import InvitationAnswer, MeetingStatus

_NEXT = {
    MeetingStatus.PLANNED: {MeetingStatus.INVITED, MeetingStatus.CANCELLED},
    MeetingStatus.INVITED: {MeetingStatus.OPEN, MeetingStatus.CANCELLED},
    MeetingStatus.OPEN: {MeetingStatus.CLOSED},
    MeetingStatus.CLOSED: {MeetingStatus.FILED},
    MeetingStatus.FILED: frozenset[MeetingStatus](),
    MeetingStatus.CANCELLED: frozenset[MeetingStatus](),
}


def check_step(current: MeetingStatus, following: MeetingStatus) -> None:
    """Refuse any order but planned, invited, open, closed, filed; only what has not begun ends."""
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Buổi sinh hoạt «{current.label}», không thể chuyển sang «{following.label}»."
        )


def check_can_be_prepared(status: MeetingStatus) -> None:
    """Time, place and people are changed until the meeting opens, and not afterwards."""
    if status not in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
        raise RuleBroken(f"Buổi sinh hoạt «{status.label}» nên không sửa được phần chuẩn bị.")


def check_agenda_open(status: MeetingStatus) -> None:
    """The agenda is the meeting's own until it closes (item A5 adopts it)."""
    if status is not MeetingStatus.OPEN:
        check_can_be_prepared(status)


def check_roll_call_open(status: MeetingStatus) -> None:
    """People are called, and mistakes put right, while the meeting is open."""
    if status is not MeetingStatus.OPEN:
        raise RuleBroken(f"Buổi sinh hoạt «{status.label}», không điểm danh được.")


def check_opening_time(opened_at: datetime, now: datetime) -> None:
    """A meeting cannot have begun in the future: statuses and offices are those of the day."""
    if opened_at > now:
        raise RuleBroken("Chưa đến giờ khai mạc này. Hãy ghi giờ khai mạc thực tế.", "opened_at")


def check_answer(status: MeetingStatus, answer: InvitationAnswer, reason: str) -> None:
    """People answer until the meeting opens, and give the reason why they ask to stay away."""
    if status is not MeetingStatus.INVITED:
        raise RuleBroken(f"Buổi sinh hoạt «{status.label}» nên không trả lời được nữa.")
    if answer is InvitationAnswer.NONE:
        raise RuleBroken("Hãy chọn «Tôi sẽ dự» hoặc «Xin vắng».", "answer")
    if answer is InvitationAnswer.ASKS_ABSENCE and not reason.strip():
        raise RuleBroken("Hãy ghi lý do xin vắng.", "absence_reason")


def check_cancellation(status: MeetingStatus, reason: str) -> None:
    """«Không họp tháng này» needs a reason, because a cell meets every month.

    Điều lệ Đảng, Điều 24.2.
    """
    check_step(status, MeetingStatus.CANCELLED)
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do không họp.", "reason")


def check_paper_removable(status: MeetingStatus, *, is_replaced: bool) -> None:
    """Take a paper off only before it was sent, and a replaced version not before the newer one."""
    if status is not MeetingStatus.PLANNED:
        raise RuleBroken("Tài liệu đã gửi cho người được mời nên không bỏ được.")
    if is_replaced:
        raise RuleBroken("Tài liệu này đã có bản mới hơn. Hãy bỏ bản mới trước.")
