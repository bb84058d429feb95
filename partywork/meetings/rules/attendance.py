"""The roll-call of a meeting, what it adds up to, and what absences call for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partywork.cells.rules.membership import (
    is_exempted,
    is_in_statistics,
    is_probationary,
    may_attend,
    must_attend,
)
from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.errors import RuleBroken
from partywork.meetings.rules.minutes import duration_minutes
from partywork.meetings.terms import AttendanceMark, MeetingMode, Place

# So long before the opening people come; an hour further from it names no coming to this meeting.
_COMES_BEFORE = timedelta(hours=12)


def check_place(mode: MeetingMode, place: Place, *, is_named: bool) -> None:
    """Only those named beforehand join a hybrid meeting from afar; online everybody may."""
    if place is Place.ONLINE and mode is MeetingMode.IN_PERSON:
        raise RuleBroken("Buổi này họp trực tiếp, không điểm danh trực tuyến được.")
    if place is Place.ONLINE and mode is MeetingMode.HYBRID and not is_named:
        raise RuleBroken("Chỉ đồng chí đã được nêu tên mới dự trực tuyến.")


def check_has_hall(mode: MeetingMode, in_hall: int) -> None:
    """A secret ballot has its box, its papers and its tellers where people sit together."""
    if mode is MeetingMode.ONLINE and in_hall == 0:
        raise RuleBroken(
            "Buổi này họp trực tuyến, không có ai tại hội trường để kiểm phiếu nên không bỏ phiếu "
            "kín được. Hãy bỏ phiếu kín ở buổi họp tại hội trường."
        )


def check_absence_reason(mark: AttendanceMark, reason: str) -> None:
    """«Vắng có lý do» states its reason, because the minutes name it."""
    if mark is AttendanceMark.EXCUSED and not reason.strip():
        raise RuleBroken("Hãy ghi lý do vắng.")


def check_mark(status: MembershipStatus, mark: AttendanceMark) -> None:
    """A suspended or prosecuted member takes no part in Party life, so nobody marks them.

    «Được miễn» follows from a resolution of the cell (as quoted), which stands as
    an event in the record: no roll-call exempts anybody.
    """
    if mark is not AttendanceMark.NOT_CALLED and not may_attend(status):
        raise RuleBroken(f"Đảng viên «{status.label}» không dự sinh hoạt, không điểm danh.")
    if mark is AttendanceMark.EXEMPT and not is_exempted(status):
        raise RuleBroken(
            "Chỉ ghi «Được miễn» khi chi bộ đã quyết định miễn sinh hoạt; "
            "hãy ghi vắng có lý do, hoặc cập nhật hồ sơ trước."
        )


def is_expected(status: MembershipStatus, mark: AttendanceMark) -> bool:
    """Say whether somebody was to come: not exempt, not on special duty, not living elsewhere."""
    return must_attend(status) and mark not in (AttendanceMark.EXEMPT, AttendanceMark.SPECIAL_DUTY)


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
    expected = [mark for status, mark in members if is_expected(status, mark)]
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


def late_minutes(starts_at: datetime, arrived_at: datetime) -> int:
    """Return the whole minutes by which somebody came late; 0 for who came early."""
    return max(duration_minutes(starts_at, arrived_at), 0)


def late_arrival(opened_at: datetime, at: time, now: datetime) -> datetime | None:
    """Return when somebody came late: the last instant at that hour until now.

    So it may be after midnight, or on the second day. An hour shortly before the opening is no
    lateness; one longer before it is an hour still to come, or a slip.
    """
    arrived_at = clock.instant_of(clock.day_of(now), at)
    if arrived_at > now:
        arrived_at -= timedelta(days=1)
    if opened_at - arrived_at > _COMES_BEFORE:
        raise RuleBroken("Giờ đến không được ở tương lai, không được trước giờ khai mạc quá lâu.")
    return arrived_at if late_minutes(opened_at, arrived_at) else None
