"""The ten steps of a cell's month, read from the records."""

from datetime import date, datetime, timedelta
from uuid import UUID

from partywork.core import clock, display
from partywork.home.rules import StepFact
from partywork.home.terms import StepKey
from partywork.meetings.models import Meeting
from partywork.meetings.rules import count_attendance, duration_minutes
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.reports.models import Report
from partywork.reports.terms import SENT_STATES
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus

_HELD = (MeetingStatus.CLOSED, MeetingStatus.FILED)
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)
_OUT = (ResolutionStatus.ISSUED, ResolutionStatus.REPLACED, ResolutionStatus.REJECTED)


def meeting_steps(
    meeting: Meeting | None, member_id: UUID | None, adopted: list[Resolution]
) -> list[StepFact]:
    """Return the steps from preparing the ordinary meeting to posting its result.

    `member_id` is who reads: only the minutes taker and the chair can confirm.
    """
    if meeting is None:
        first = StepFact(
            StepKey.PREPARE, False, "Chưa chuẩn bị", "/meetings/new", "Chuẩn bị buổi sinh hoạt"
        )
        return [first, *(StepFact(key, False) for key in list(StepKey)[1:-1])]
    if meeting.status is MeetingStatus.CANCELLED:
        return []
    return [
        _prepare(meeting),
        _invite(meeting),
        _papers(meeting),
        _dues(meeting),
        _meet(meeting),
        _confirm(meeting, member_id),
        _signed_copy(meeting),
        _resolution(meeting, adopted),
        _post(meeting),
    ]


def address_of(meeting: Meeting, place: str = "") -> str:
    """Return the address of a page of a meeting."""
    return f"/meetings/{meeting.id}/{place}"


def _day(meeting: Meeting) -> date:
    return clock.day_of(meeting.opened_at or meeting.starts_at)


def _prepare(meeting: Meeting) -> StepFact:
    is_past = meeting.status is not MeetingStatus.PLANNED
    note = "Chưa ghi ngày chi ủy họp hoặc bí thư, phó bí thư hội ý"
    if meeting.prepared_on is not None:
        note = f"Đã họp ngày {display.day(meeting.prepared_on)}"
    return StepFact(
        StepKey.PREPARE,
        is_past or meeting.prepared_on is not None,
        note,
        address_of(meeting, "edit"),
        "Ghi ngày họp chi ủy",
    )


def _invite(meeting: Meeting) -> StepFact:
    sent = [one for one in meeting.invitations if one.sent_at is not None]
    note = "Chưa mời ai"
    if meeting.invited_at is not None:
        note = f"{len(sent)} đồng chí đã nhận, gửi lúc {display.moment(meeting.invited_at)}"
    may = meeting.status is MeetingStatus.PLANNED
    return StepFact(
        StepKey.INVITE,
        meeting.invited_at is not None,
        note,
        address_of(meeting, "invite") if may else "",
        "Mời họp",
    )


def _papers(meeting: Meeting) -> StepFact:
    day = clock.day_of(meeting.starts_at)
    before = timedelta(days=provisions.value(ProvisionKey.PAPERS_DAYS_BEFORE, day))
    is_done = bool(meeting.papers) and meeting.invited_at is not None
    is_ahead = meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED)
    posted = [paper.created_at for paper in meeting.papers]
    return StepFact(
        StepKey.PAPERS,
        is_done,
        f"{len(posted)} tài liệu" if posted else "Chưa có tài liệu nào",
        address_of(meeting, "papers") if is_ahead else "",
        "Gửi tài liệu",
        due_on=day - before,
        done_on=_last_day(*posted, meeting.invited_at) if is_done else None,
    )


def _last_day(*instants: datetime | None) -> date:
    return clock.day_of(max(one for one in instants if one is not None))


def _dues(meeting: Meeting) -> StepFact:
    is_done = meeting.dues_paid is not None
    is_open = meeting.status is MeetingStatus.OPEN
    note = f"{meeting.dues_paid} đồng chí đã đóng" if is_done else "Ghi tại mục A4 của buổi họp"
    address = address_of(meeting, "minutes") if is_open else ""
    return StepFact(StepKey.DUES, is_done, note, address, "Ghi đảng phí")


def _meet(meeting: Meeting) -> StepFact:
    is_done = meeting.status in _HELD
    note = f"{display.moment(meeting.starts_at)}, {meeting.place}"
    if is_done:
        counted = count_attendance((line.status, line.mark) for line in meeting.attendances)
        opened_at = meeting.opened_at or meeting.starts_at
        minutes = duration_minutes(opened_at, meeting.closed_at or opened_at)
        note = f"Có mặt {counted.expected_present}/{counted.expected}, {minutes} phút"
    address, button = {
        MeetingStatus.INVITED: (address_of(meeting, "open"), "Khai mạc"),
        MeetingStatus.OPEN: (address_of(meeting, "minutes"), "Ghi biên bản"),
    }.get(meeting.status, ("", ""))
    return StepFact(
        StepKey.MEET,
        is_done,
        note,
        address,
        button,
        due_on=clock.day_of(meeting.starts_at),
        done_on=_day(meeting) if is_done else None,
    )


def _confirm(meeting: Meeting, member_id: UUID | None) -> StepFact:
    minutes = meeting.minutes
    is_done = minutes is not None and minutes.status in _CONFIRMED
    may = meeting.status in _HELD and member_id in _awaited(meeting)
    return StepFact(
        StepKey.CONFIRM,
        is_done,
        _who_confirms(meeting),
        address_of(meeting, "minutes/confirm") if may else "",
        "Xem và xác nhận",
    )


def _awaited(meeting: Meeting) -> list[UUID]:
    """Return who has not confirmed yet; nobody while there are no minutes."""
    minutes = meeting.minutes
    if minutes is None or minutes.status is not MinutesStatus.ADOPTED:
        return []
    people = (
        (meeting.minutes_taker_id, minutes.taker_confirmed_at),
        (meeting.chair_id, minutes.chair_confirmed_at),
    )
    return [person for person, at in people if person is not None and at is None]


def _who_confirms(meeting: Meeting) -> str:
    if meeting.status not in _HELD:
        return "Sau khi kết thúc cuộc họp"
    minutes = meeting.minutes
    people = (
        (meeting.minutes_taker, minutes.taker_confirmed_at if minutes else None),
        (meeting.chair, minutes.chair_confirmed_at if minutes else None),
    )
    if not all(person for person, _ in people):
        return "Chưa xác định người xác nhận: cần người ghi biên bản và người chủ trì"
    told = [
        f"đ/c {person.full_name} đã xác nhận lúc {display.moment(at)}"
        if at is not None
        else f"chờ đ/c {person.full_name}"
        for person, at in people
        if person is not None
    ]
    words = "; ".join(told)
    return words[:1].upper() + words[1:]


def _signed_copy(meeting: Meeting) -> StepFact:
    minutes = meeting.minutes
    may = minutes is not None and minutes.status is MinutesStatus.CONFIRMED
    return StepFact(
        StepKey.SIGNED_COPY,
        minutes is not None and minutes.status is MinutesStatus.FILED,
        "Bản hai đồng chí ký tay, quét hoặc chụp",
        address_of(meeting, "minutes/signed-copy") if may else "",
        "Đính kèm bản ký",
    )


def _resolution(meeting: Meeting, adopted: list[Resolution]) -> StepFact:
    """Every resolution the meeting adopted goes out; the first that has not comes next."""
    if not adopted:
        is_over = meeting.status in _HELD
        note = "Buổi sinh hoạt không thông qua nghị quyết" if is_over else "Sau khi biểu quyết"
        return StepFact(StepKey.RESOLUTION, is_over, note)
    resolution = next((one for one in adopted if one.status not in _OUT), adopted[0])
    told = "; ".join(
        f"Số {one.document.symbol}" if one.document.symbol else one.status.label for one in adopted
    )
    return StepFact(
        StepKey.RESOLUTION,
        resolution.status in _OUT,
        told,
        f"/resolutions/{resolution.id}/",
        "Mở nghị quyết",
    )


def _post(meeting: Meeting) -> StepFact:
    is_over = meeting.status in _HELD
    days = timedelta(days=provisions.value(ProvisionKey.RESULTS_DAYS_AFTER, _day(meeting)))
    due_on = _day(meeting) + days if is_over else None
    note = f"Hạn {display.day(due_on)}" if due_on else "Sau khi kết thúc cuộc họp"
    if meeting.posted_on is not None:
        note = f"Đã đăng ngày {display.day(meeting.posted_on)}"
    return StepFact(
        StepKey.POST,
        meeting.posted_on is not None,
        note,
        address_of(meeting, "posted") if is_over else "",
        "Ghi ngày đã đăng",
        due_on=due_on,
        done_on=meeting.posted_on,
    )


def report_step(report: Report | None, due_on: date) -> StepFact:
    """Return the last step of the month."""
    is_done = report is not None and report.status in SENT_STATES
    note = f"Hạn {display.day(due_on)}"
    if report is not None:
        note = f"{report.status.label}, hạn {display.day(due_on)}"
    sent_at = report.filed_at if report is not None else None
    return StepFact(
        StepKey.REPORT,
        is_done,
        note,
        f"/reports/{report.id}/" if report is not None else "/reports/",
        "Soạn và gửi báo cáo",
        due_on=due_on,
        done_on=clock.day_of(sent_at) if sent_at is not None else None,
    )
