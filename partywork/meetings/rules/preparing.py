"""What a meeting is called, how it may be held, and when its papers must be there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.documents.terms import AccessClass
from partywork.meetings.terms import MeetingKind, MeetingMode

_TITLES = {
    MeetingKind.REGULAR: "Sinh hoạt chi bộ thường kỳ",
    MeetingKind.THEMATIC: "Sinh hoạt chi bộ chuyên đề",
    MeetingKind.EXTRAORDINARY: "Họp chi bộ bất thường",
    MeetingKind.CONFERENCE: "Hội nghị chi bộ",
}


def kinds_of(body: BodyKind) -> tuple[MeetingKind, ...]:
    """A cell has its «sinh hoạt»; a committee holds conferences, ordinary or extraordinary."""
    if body is BodyKind.CELL:
        return tuple(MeetingKind)
    return MeetingKind.CONFERENCE, MeetingKind.EXTRAORDINARY


def meeting_title(kind: MeetingKind, body: BodyKind, month: Month) -> str:
    """Return what a meeting is called: «Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026»."""
    if body is BodyKind.CELL:
        return f"{_TITLES[kind]} {month.label}"
    name = "chi ủy" if body is BodyKind.CELL_COMMITTEE else body.label
    extra = " bất thường" if kind is MeetingKind.EXTRAORDINARY else ""
    return f"Hội nghị {name}{extra} {month.label}"


def check_link(link: str) -> None:
    """The address of the video room is a secure web address and nothing else."""
    if link and not link.startswith("https://"):
        raise RuleBroken("Địa chỉ phòng họp trực tuyến phải bắt đầu bằng https://", "link")


@dataclass(frozen=True, slots=True)
class OnlinePerson:
    """A member who takes part in a hybrid meeting from elsewhere, and why."""

    member_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class OnlinePermission:
    """The consent to an online meeting: who gave it, when, in which document, and why."""

    given_by: str
    given_on: date | None
    document: str
    reason: str

    @property
    def names_its_source(self) -> bool:
        """Who, in which document and why are all there."""
        return all(part.strip() for part in (self.given_by, self.document, self.reason))


def check_mode(
    mode: MeetingMode,
    *,
    held_on: date,
    online_people: Collection[OnlinePerson] = (),
    permission: OnlinePermission | None = None,
    online_allowed: bool,
) -> None:
    """Online only with a recorded permission, hybrid only for named members with reason.

    03-HD/TW 27/12/2022 is a pilot for cells that cannot gather; the office decides whether its
    use is allowed at all (`online_allowed`).
    """
    if mode is MeetingMode.HYBRID:
        if not online_people:
            raise RuleBroken("Hãy nêu tên đồng chí dự trực tuyến.", "online_people")
        if not all(person.reason.strip() for person in online_people):
            raise RuleBroken("Hãy ghi lý do của từng đồng chí dự trực tuyến.", "online_people")
    elif online_people:
        raise RuleBroken("Chỉ nêu tên người dự trực tuyến khi họp kết hợp.", "online_people")
    if mode is MeetingMode.ONLINE:
        if not online_allowed:
            raise RuleBroken("Đảng ủy chưa cho phép họp trực tuyến.", "mode")
        if permission is None or permission.given_on is None or not permission.names_its_source:
            raise RuleBroken(
                "Họp trực tuyến phải ghi người đồng ý, ngày, số văn bản và lý do.", "permission"
            )
        if permission.given_on > held_on:
            raise RuleBroken("Ngày đồng ý không được sau ngày họp.", "permission")


def paper_access(body: BodyKind) -> AccessClass:
    """Papers and minutes of a cell are the whole cell's, a smaller body's for who works in it."""
    return AccessClass.INTERNAL if body is BodyKind.CELL else AccessClass.RESTRICTED


def papers_in_time(
    posted_at: datetime, meets_at: datetime, *, days: int, by_calendar_day: bool
) -> bool:
    """Tell whether papers were posted «trước 01 ngày» (Hướng dẫn 42-HD/BTCTW, II.2.1).

    The words can mean the calendar day before or full 24 hours; provisions decide.
    """
    if by_calendar_day:
        return (clock.day_of(meets_at) - clock.day_of(posted_at)).days >= days
    return meets_at - posted_at >= timedelta(days=days)


def results_due_on(met_on: date, days: int) -> date:
    """Return the last day to post the result and report it (Hướng dẫn 42-HD/BTCTW: 02 days)."""
    return met_on + timedelta(days=days)


def has_theme(kind: MeetingKind) -> bool:
    """Say whether a thematic part belongs to the meeting, by itself or beside the regular one."""
    return kind is MeetingKind.THEMATIC
