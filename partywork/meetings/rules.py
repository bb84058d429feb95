"""The life of meetings and minutes, the counting of attendance, and the clocks around a meeting."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from partywork.cells.rules.membership import (
    is_exempted,
    is_in_statistics,
    is_probationary,
    may_attend,
    must_attend,
)
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.core.periods import Month
from partywork.documents.terms import AccessClass
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    MinutesStatus,
    Place,
)

_NEXT = {
    MeetingStatus.PLANNED: {MeetingStatus.INVITED, MeetingStatus.CANCELLED},
    MeetingStatus.INVITED: {MeetingStatus.OPEN, MeetingStatus.CANCELLED},
    MeetingStatus.OPEN: {MeetingStatus.CLOSED},
    MeetingStatus.CLOSED: {MeetingStatus.FILED},
    MeetingStatus.FILED: frozenset[MeetingStatus](),
    MeetingStatus.CANCELLED: frozenset[MeetingStatus](),
}
_MINUTES_NEXT = {
    MinutesStatus.DRAFT: MinutesStatus.ADOPTED,
    MinutesStatus.ADOPTED: MinutesStatus.CONFIRMED,
    MinutesStatus.CONFIRMED: MinutesStatus.FILED,
}


def check_step(current: MeetingStatus, following: MeetingStatus) -> None:
    """Refuse any order but planned, invited, open, closed, filed; only what has not begun ends."""
    if following not in _NEXT[current]:
        raise RuleBroken(
            f"Buổi sinh hoạt «{current.label}», không thể chuyển sang «{following.label}»."
        )


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


def check_place(mode: MeetingMode, place: Place, *, is_named: bool) -> None:
    """Only those named beforehand join a hybrid meeting from afar; online everybody may."""
    if place is Place.ONLINE and mode is MeetingMode.IN_PERSON:
        raise RuleBroken("Buổi này họp trực tiếp, không điểm danh trực tuyến được.")
    if place is Place.ONLINE and mode is MeetingMode.HYBRID and not is_named:
        raise RuleBroken("Chỉ đồng chí đã được nêu tên mới dự trực tuyến.")


def check_absence_reason(mark: AttendanceMark, reason: str) -> None:
    """«Vắng có lý do» states its reason, because the minutes name it."""
    if mark is AttendanceMark.EXCUSED and not reason.strip():
        raise RuleBroken("Hãy ghi lý do vắng.")


def check_cancellation(status: MeetingStatus, reason: str) -> None:
    """«Không họp tháng này» needs a reason, because a cell meets every month.

    Điều lệ Đảng, Điều 24.2.
    """
    check_step(status, MeetingStatus.CANCELLED)
    if not reason.strip():
        raise RuleBroken("Hãy ghi lý do không họp.", "reason")


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


def check_mark(status: MembershipStatus, mark: AttendanceMark) -> None:
    """A suspended or prosecuted member takes no part in Party life, so nobody marks them."""
    if mark is not AttendanceMark.NOT_CALLED and not may_attend(status):
        raise RuleBroken(f"Đảng viên «{status.label}» không dự sinh hoạt, không điểm danh.")


@dataclass(frozen=True, slots=True)
class AttendanceCount:
    """What the roll-call of a meeting adds up to.

    The rate is `expected_present` of `expected`; who is exempt, on special duty, temporarily away
    or a guest is in neither, though present ones are named in the minutes.
    """

    official_present: int = 0
    probationary_present: int = 0
    guests_present: int = 0
    excused: int = 0
    unexcused: int = 0
    exempt: int = 0
    special_duty: int = 0
    not_called: int = 0
    expected: int = 0
    expected_present: int = 0

    @property
    def present(self) -> int:
        """All members of the cell who came; temporary guests are counted apart."""
        return self.official_present + self.probationary_present


def count_attendance(rows: Iterable[tuple[MembershipStatus, AttendanceMark]]) -> AttendanceCount:
    """Add up a roll-call; the denominator includes probationary members.

    Present ÷ (members − exempt − special duty − temporarily away), as the sheets that apply
    Hướng dẫn 42-HD/BTCTW count it. Silence stays «chưa điểm danh».
    """
    people = [(status, mark) for status, mark in rows if may_attend(status)]
    members = [(status, mark) for status, mark in people if is_in_statistics(status)]
    present = [status for status, mark in members if mark is AttendanceMark.PRESENT]
    expected = [
        mark
        for status, mark in members
        if must_attend(status) and mark not in (AttendanceMark.EXEMPT, AttendanceMark.SPECIAL_DUTY)
    ]
    probationary = sum(map(is_probationary, present))
    return AttendanceCount(
        official_present=len(present) - probationary,
        probationary_present=probationary,
        guests_present=len([m for _, m in people if m is AttendanceMark.PRESENT]) - len(present),
        excused=expected.count(AttendanceMark.EXCUSED),
        unexcused=expected.count(AttendanceMark.UNEXCUSED),
        exempt=sum(_is_exempt(status, mark) for status, mark in members),
        special_duty=[mark for _, mark in members].count(AttendanceMark.SPECIAL_DUTY),
        not_called=expected.count(AttendanceMark.NOT_CALLED),
        expected=len(expected),
        expected_present=expected.count(AttendanceMark.PRESENT),
    )


def _is_exempt(status: MembershipStatus, mark: AttendanceMark) -> bool:
    absent_by_status = is_exempted(status) and mark is not AttendanceMark.PRESENT
    return absent_by_status or mark is AttendanceMark.EXEMPT


def check_roll_call_complete(people: Iterable[tuple[str, AttendanceMark]]) -> str | None:
    """Return a warning that names who has not been called; nobody is marked by the system."""
    missing = [name for name, mark in people if mark is AttendanceMark.NOT_CALLED]
    if not missing:
        return None
    return f"Còn {len(missing)} đồng chí chưa điểm danh: {', '.join(missing)}."


def unexcused_months(days: Iterable[date], year: int) -> int:
    """Count the distinct months of a calendar year with an absence without reason.

    Two meetings in one month are one absence; months need not follow each other.
    """
    return len({day.month for day in days if day.year == year})


def calls_for_striking_off_review(days: Iterable[date], year: int, *, months: int) -> bool:
    """Tell whether the cell must consider «xóa tên», a prompt and never an automatic act.

    Three months in the year without good reason (Điều lệ Đảng, Điều 8, as quoted); excused
    absence does not count, and `days` must not contain it.
    """
    return unexcused_months(days, year) >= months


def duration_minutes(started_at: datetime, ended_at: datetime) -> int:
    """Return the whole minutes from one instant to another."""
    return (ended_at - started_at) // timedelta(minutes=1)


def late_minutes(starts_at: datetime, arrived_at: datetime) -> int:
    """Return the whole minutes by which somebody came late; 0 for who came early."""
    return max(duration_minutes(starts_at, arrived_at), 0)


def check_minutes_step(current: MinutesStatus, following: MinutesStatus) -> None:
    """Minutes go from draft to read and adopted, confirmed, filed, and never back."""
    if _MINUTES_NEXT.get(current) is not following:
        raise RuleBroken(f"Biên bản «{current.label}», không thể chuyển sang «{following.label}».")


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


def minimum_minutes(
    kind: MeetingKind, *, with_theme: bool, regular: int, combined: int
) -> int | None:
    """Return how long a meeting should last at least, where a length is set.

    The ordinary meeting 90 minutes, with a thematic part in the same session 120 (Hướng dẫn
    42-HD/BTCTW); both figures come from provisions.
    """
    if kind is not MeetingKind.REGULAR:
        return None
    return combined if with_theme else regular


def check_duration(started_at: datetime, ended_at: datetime, minimum: int | None) -> str | None:
    """Refuse an end before the beginning; return a warning for a meeting that was too short."""
    if ended_at < started_at:
        raise RuleBroken("Giờ kết thúc không được trước giờ bắt đầu.", "ended_at")
    minutes = duration_minutes(started_at, ended_at)
    if minimum is None or minutes >= minimum:
        return None
    return f"Buổi sinh hoạt dài {minutes} phút, ngắn hơn mức tối thiểu {minimum} phút."


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


def merge_paragraphs(base: str, mine: str, newest: str) -> str:
    """Return the newest text followed by the paragraphs that only I added to the base.

    A proposal for the person who has both texts on the page; nothing is decided by it.
    """
    known = {*base.splitlines(), *newest.splitlines()}
    added = [line for line in mine.splitlines() if line.strip() and line not in known]
    return "\n".join([*newest.splitlines(), *added])
