"""What a meeting is called, how it may be held, and when its papers must be there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from partywork.cells.rules.membership import may_vote
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month, Quarter
from partywork.documents.terms import AccessClass
from partywork.meetings.terms import PARTIAL_KINDS, MeetingKind, MeetingMode, MeetingStatus
from partywork.provisions.terms import ProvisionKey

_TITLES = {
    MeetingKind.REGULAR: "Sinh hoạt chi bộ thường kỳ",
    MeetingKind.THEMATIC: "Sinh hoạt chi bộ chuyên đề",
    MeetingKind.EXTRAORDINARY: "Họp chi bộ bất thường",
    MeetingKind.CONFERENCE: "Hội nghị chi bộ",
    MeetingKind.COMBINED: "Sinh hoạt chi bộ thường kỳ kết hợp chuyên đề",
    MeetingKind.REVIEW: "Hội nghị chi bộ kiểm điểm, xếp loại chất lượng",
    MeetingKind.CONGRESS: "Đại hội chi bộ",
    MeetingKind.GROUP: "Sinh hoạt tổ đảng",
    MeetingKind.CONFERRING: "Hội ý bí thư, phó bí thư chi bộ",
}
_OF_COMMITTEES = {
    MeetingKind.EXTRAORDINARY: " bất thường",
    MeetingKind.REVIEW: " kiểm điểm, xếp loại chất lượng",
}
_AGENDAS = {
    MeetingKind.REGULAR: ProvisionKey.AGENDA_REGULAR,
    MeetingKind.COMBINED: ProvisionKey.AGENDA_COMBINED,
    MeetingKind.THEMATIC: ProvisionKey.AGENDA_THEMATIC,
    MeetingKind.REVIEW: ProvisionKey.AGENDA_REVIEW,
    MeetingKind.CONGRESS: ProvisionKey.AGENDA_CONGRESS,
    MeetingKind.GROUP: ProvisionKey.AGENDA_GROUP,
    MeetingKind.CONFERRING: ProvisionKey.AGENDA_CELL_COMMITTEE,
}
_AGENDAS_OF_BODIES = {
    BodyKind.CELL_COMMITTEE: ProvisionKey.AGENDA_CELL_COMMITTEE,
    BodyKind.STANDING_COMMITTEE: ProvisionKey.AGENDA_STANDING_COMMITTEE,
    BodyKind.INSPECTION_COMMISSION: ProvisionKey.AGENDA_INSPECTION,
}


def kinds_of(body: BodyKind) -> tuple[MeetingKind, ...]:
    """A cell has its «sinh hoạt»; a committee confers, ordinarily or not, and reviews itself.

    The Đảng ủy convenes the congress of its Đảng bộ.
    """
    if body is BodyKind.CELL:
        return tuple(MeetingKind)
    if body is BodyKind.COMMITTEE:
        return (
            MeetingKind.CONFERENCE,
            MeetingKind.EXTRAORDINARY,
            MeetingKind.REVIEW,
            MeetingKind.CONGRESS,
        )
    return MeetingKind.CONFERENCE, MeetingKind.EXTRAORDINARY, MeetingKind.REVIEW


def is_of_delegates(kind: MeetingKind, body: BodyKind) -> bool:
    """Say whether a meeting is the congress of a Đảng bộ: its body are its delegates."""
    return kind is MeetingKind.CONGRESS and body is BodyKind.COMMITTEE


def check_delegates_open(kind: MeetingKind, body: BodyKind, status: MeetingStatus) -> None:
    """Delegates belong to a congress and are named before it begins."""
    if not is_of_delegates(kind, body):
        raise RuleBroken("Chỉ đại hội Đảng bộ có danh sách đại biểu.")
    if status not in (MeetingStatus.PLANNED, MeetingStatus.INVITED):
        raise RuleBroken("Đại hội đã khai mạc nên không đổi danh sách đại biểu.")


def check_delegate(name: str, status: MembershipStatus | None) -> None:
    """Only who may vote and stand for election is a delegate (Điều lệ Đảng, Điều 3)."""
    if status is None or not may_vote(status):
        raise RuleBroken(f"Đ/c {name} không phải đảng viên chính thức có quyền bầu cử, ứng cử.")


def agenda_key(kind: MeetingKind, body: BodyKind) -> ProvisionKey:
    """Return which agenda template a meeting begins with: by its kind, else by its body."""
    if is_of_delegates(kind, body):
        return ProvisionKey.AGENDA_DELEGATES
    by_body = _AGENDAS_OF_BODIES.get(body, ProvisionKey.AGENDA_BODY)
    return _AGENDAS.get(kind, by_body)


def meeting_title(kind: MeetingKind, body: BodyKind, month: Month) -> str:
    """Return what a meeting is called: «Sinh hoạt chi bộ thường kỳ tháng 11 năm 2026»."""
    if body is BodyKind.CELL:
        return f"{_TITLES[kind]} {month.label}"
    if is_of_delegates(kind, body):
        return f"Đại hội đại biểu Đảng bộ {month.label}"
    name = "chi ủy" if body is BodyKind.CELL_COMMITTEE else body.label
    return f"Hội nghị {name}{_OF_COMMITTEES.get(kind, '')} {month.label}"


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


def paper_access(kind: MeetingKind, body: BodyKind) -> AccessClass:
    """Papers and minutes of a cell are the whole cell's, a smaller circle's for who works in it."""
    is_whole_cell = body is BodyKind.CELL and kind is not MeetingKind.CONFERRING
    return AccessClass.INTERNAL if is_whole_cell else AccessClass.RESTRICTED


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
    return kind in (MeetingKind.THEMATIC, MeetingKind.COMBINED)


def check_theme(kind: MeetingKind, theme: str) -> None:
    """A thematic meeting names its theme: its draft is written and approved before (42-HD)."""
    if has_theme(kind) and not theme.strip():
        raise RuleBroken("Hãy ghi tên chuyên đề.", "theme")


def check_group(kind: MeetingKind, group_id: UUID | None) -> None:
    """A meeting of a tổ đảng says of which; no other meeting has one."""
    if (kind is MeetingKind.GROUP) != (group_id is not None):
        raise RuleBroken("Hãy chọn tổ đảng cho buổi sinh hoạt tổ đảng.", "group_id")


def check_decides(kind: MeetingKind) -> None:
    """A tổ đảng and a conferring of officers prepare and discuss; the cell decides (Điều lệ Đ.9).

    A resolution takes more than half of all members of the body, who do not meet there.
    """
    if kind in PARTIAL_KINDS:
        raise RuleBroken(f"«{kind.label}» không biểu quyết; chi bộ biểu quyết ở buổi sinh hoạt.")


def theme_missing(kind: MeetingKind, quarter: Quarter, held: int, wanted: int) -> str | None:
    """Remind of the thematic meetings a quarter asks for, each cell at least one.

    One a quarter is quoted from a province's guidance on 42-HD/BTCTW; the number is a provision.
    """
    if has_theme(kind) or held >= wanted:
        return None
    return (
        f"Trong {quarter.label}, chi bộ có {held} buổi sinh hoạt chuyên đề; mỗi quý cần ít nhất "
        f"{wanted}. Có thể chọn loại «{MeetingKind.COMBINED.label}»."
    )
