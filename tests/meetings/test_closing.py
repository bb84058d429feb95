from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core import clock
from partywork.core.db import db
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.documents.models import Clause
from partywork.meetings.service import (
    clocks,
    closing,
    minutes,
    papers,
    reading,
    record,
)
from partywork.meetings.terms import AttendanceMark, MeetingStatus
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus
from partywork.tasks import service as tasks
from partywork.tasks.models import Task
from partywork.tasks.terms import TaskStatus
from tests.meetings.minuting import (
    ENDED_AT,
    MEETS_ON,
    adopted,
    ask,
    closed,
    confirmed,
    count,
    everybody_there,
    inbox,
    write,
)
from tests.pdf.measure import words_of
from tests.support.bodies import open_body
from tests.support.browser import Browser
from tests.support.make import Make
from tests.support.meetings import (
    AT,
    Case,
    invited_meeting,
    mark,
    open_meeting,
)


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


def resolution_of(case: Case) -> Resolution:
    query = select(Resolution).where(Resolution.meeting_id == case.id)
    return db.session.scalars(query.execution_options(partywork_scoped=True)).one()


def clauses_of(resolution: Resolution) -> dict[str, list[str]]:
    query = (
        select(Clause)
        .where(Clause.document_id == resolution.document_id)
        .order_by(Clause.position)
        .execution_options(partywork_scoped=True)
    )
    parts: dict[str, list[str]] = {}
    for clause in db.session.scalars(query):
        parts.setdefault(clause.part, []).append(clause.text)
    return parts


def tasks_of(case: Case) -> list[Task]:
    query = select(Task).where(Task.origin_id == case.id).order_by(Task.due_on)
    return list(db.session.scalars(query.execution_options(partywork_scoped=True)))


def assign(case: Case, title: str = "Tổ chức tọa đàm.") -> None:
    minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[0].id,
        title=title,
        due_on=date(2026, 11, 25),
    )


def test_a_meeting_does_not_end_before_its_minutes_are_adopted(make: Make) -> None:
    case = everybody_there(make)

    found = closing.for_closing(case.secretary, case.id)

    assert found.blockers == ["Biên bản chưa được đọc và thông qua tại cuộc họp."]
    with pytest.raises(RuleBroken, match="chưa được đọc và thông qua"):
        closing.close(case.secretary, case.id, version=found.meeting.version, ended_at=ENDED_AT)


def test_an_unfinished_vote_blocks_the_end(make: Make) -> None:
    case = everybody_there(make)
    ask(case)

    found = closing.for_closing(case.secretary, case.id)

    assert "chưa biểu quyết" in found.blockers[0]


def test_the_last_page_names_who_was_not_called(make: Make) -> None:
    case = open_meeting(make)
    mark(case, AttendanceMark.PRESENT, not_called=(case.members[0],))
    adopted(case)

    found = closing.for_closing(case.secretary, case.id)

    assert found.warnings == [f"Còn 1 đồng chí chưa điểm danh: {case.members[0].full_name}."]
    assert found.blockers == []


def test_closing_gives_tasks_and_drafts_the_adopted_resolution(make: Make) -> None:
    case = everybody_there(
        make, statuses=[MembershipStatus.OFFICIAL, MembershipStatus.PROBATIONARY]
    )
    lead = case.members[0]
    write(case, "B1", "Thông tin 03 văn bản mới.")
    write(case, "B2", conclusion="đảng viên ổn định tư tưởng")
    write(case, "B3", "Nhiều ý kiến.", "Hạn chế: tiến độ còn chậm.")
    write(case, "B5", conclusion="Hoàn thành tọa đàm.\nChuẩn bị kiểm điểm cuối năm.")
    assign(case)
    minutes.note_quality(case.deputy, case.id, version=case.read().version, points=93, level="Tốt")
    count(case, ask(case), 2, 0, 1)

    meeting = closed(case)

    resolution = resolution_of(case)
    assert meeting.status is MeetingStatus.CLOSED
    assert meeting.closed_at == ENDED_AT
    assert meeting.resolution_id == resolution.id
    assert resolution.status is ResolutionStatus.ADOPTED
    assert resolution.title == "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    assert resolution.adopted_on == MEETS_ON
    assert resolution.opening == (
        f"Ngày 05/11/2026, tại Hà Nội, {case.organisation.name} họp thường kỳ. "
        "Tổng số đảng viên: 04 (chính thức 03, dự bị 01); có mặt 04. "
        f"Chủ trì: đồng chí {case.secretary.name}, Bí thư; "
        f"thư ký: đồng chí {case.deputy.name}, Phó bí thư. "
        "Sau khi thảo luận, Chi bộ quyết nghị:"
    )
    assert resolution.closing == "Nghị quyết được 02/03 đồng chí tán thành, đạt tỷ lệ 66,7%."
    assert clauses_of(resolution) == {
        "I": [
            "Về chính trị, tư tưởng: Thông tin 03 văn bản mới. đảng viên ổn định tư tưởng.",
            "Hạn chế: tiến độ còn chậm.",
        ],
        "II": ["Hoàn thành tọa đàm.", "Chuẩn bị kiểm điểm cuối năm."],
        "III": [
            f"Đồng chí {lead.full_name}: Tổ chức tọa đàm, hoàn thành trước ngày 25/11/2026.",
            "Nghị quyết được đăng trên Sổ tay đảng viên điện tử và báo cáo Đảng ủy trong 02 ngày.",
        ],
        "IV": ["Tổng điểm 93/100, xếp loại: Tốt."],
    }
    (task,) = tasks_of(case)
    assert (task.lead_id, task.given_on, task.due_on) == (lead.id, MEETS_ON, date(2026, 11, 25))
    assert task.clause_id is not None


def test_the_resolution_tells_what_became_of_last_months_tasks(
    make: Make, browse: Callable[..., Browser]
) -> None:
    case = everybody_there(make)
    done, running = (
        tasks.give(
            case.secretary,
            organisation_id=case.organisation.id,
            title=title,
            lead_id=case.members[0].id,
            given_on=date(2026, 10, 5),
            due_on=due_on,
        )
        for title, due_on in (
            ("Góp ý dự thảo", date(2026, 10, 20)),
            ("Rà soát hồ sơ", date(2026, 10, 30)),
        )
    )
    tasks.report_on(
        case.secretary,
        done.id,
        version=done.version,
        status=TaskStatus.DONE,
        result="Đã gửi",
        done_on=date(2026, 10, 19),
    )
    count(case, ask(case), 3, 0, 0)

    closed(case)

    lead = case.members[0].full_name
    resolution = resolution_of(case)
    assert clauses_of(resolution)["I"] == [
        "Kết quả thực hiện nhiệm vụ tháng 10, hoàn thành 01/02 nhiệm vụ:"
    ]
    _, paper = resolutions.paper_of(case.secretary, resolution.id)
    words = words_of(paper)
    assert all(word in words for word in ("TT", "Nhiệm vụ đề ra", "Rà soát hồ sơ", "Quá hạn, chưa"))
    page = browse(case.secretary).get(f"/resolutions/{resolution.id}/")
    cells = [one.get_text(strip=True) for one in page.soup.select("tbody tr:first-child > *")]
    assert cells == ["Góp ý dự thảo", f"Đ/c {lead}", "Xong đúng hạn, Đã gửi"]
    assert running.clause_id is None


def test_a_failed_vote_leaves_a_rejected_draft_and_no_number(make: Make) -> None:
    case = everybody_there(make)
    count(case, ask(case), 1, 2, 0)

    closed(case)

    resolution = resolution_of(case)
    assert resolution.status is ResolutionStatus.REJECTED
    assert resolution.closing == (
        "Dự thảo chỉ được 1/3 đồng chí tán thành, cần ít nhất 2: không được thông qua."
    )


def test_the_resolution_follows_the_vote_that_passed_after_one_that_failed(make: Make) -> None:
    case = everybody_there(make)
    count(case, ask(case), 1, 2, 0)
    passed = count(case, ask(case), 3, 0, 0)

    closed(case)

    assert resolution_of(case).vote_id == passed.id
    assert resolution_of(case).status is ResolutionStatus.ADOPTED


def test_without_a_vote_on_a_resolution_there_is_none(make: Make) -> None:
    case = everybody_there(make)
    count(case, ask(case, VoteSubject.ORDINARY), 3, 0, 0)
    assign(case)

    meeting = closed(case)

    assert meeting.resolution_id is None
    assert [task.clause_id for task in tasks_of(case)] == [None]


def test_a_refused_end_leaves_no_trace(make: Make) -> None:
    case = everybody_there(make)
    assign(case)
    count(case, ask(case), 3, 0, 0)
    meeting = adopted(case)

    for ended_at, words in (
        (ENDED_AT - timedelta(hours=3), "trước giờ bắt đầu"),
        (clock.now() + timedelta(minutes=1), "tương lai"),
    ):
        with pytest.raises(RuleBroken, match=words):
            closing.close(case.secretary, case.id, version=meeting.version, ended_at=ended_at)

    assert tasks_of(case) == []
    assert record.whole(case.secretary, case.id).status is MeetingStatus.OPEN


def test_a_meeting_may_end_in_the_minute_in_which_it_began(
    make: Make, today: Callable[..., None]
) -> None:
    case = everybody_there(make)
    meeting = adopted(case)

    ended = closing.close(
        case.secretary, case.id, version=meeting.version, ended_at=clock.instant_of(MEETS_ON, AT)
    )

    assert ended.closed_at == ended.opened_at


def test_a_meeting_that_goes_past_midnight_ends_on_the_next_day(
    make: Make, today: Callable[..., None], browse: Callable[..., Browser]
) -> None:
    case = everybody_there(make)
    today(MEETS_ON + timedelta(days=1), time(0, 20))
    adopted(case)
    path = f"/meetings/{case.id}/close"

    refused = browse(case.secretary).post(
        path, {"ended_on": "05/11/2026", "ended_at": "00:10"}, expect=422
    )
    browse(case.secretary).post(path, {"ended_on": "06/11/2026", "ended_at": "00:10"})

    assert "Giờ kết thúc không được trước giờ bắt đầu." in refused.words
    found = reading.for_reading(case.secretary, case.id)
    assert found.length_warning is None
    words = words_of(papers.open_minutes(case.secretary, case.id)[1])
    assert "từ 19 giờ 00 ngày 05/11/2026 đến 00 giờ 10 ngày 06/11/2026 (310 phút)" in words
    assert "Hội nghị kết thúc lúc 00 giờ 10 ngày 06/11/2026." in words
    assert (
        "đến 00:10 ngày 06/11/2026"
        in browse(case.deputy).get(f"/meetings/{case.id}/minutes/confirm").words
    )


def test_a_meeting_ended_on_a_later_day_proposes_when_its_minutes_were_read_out(
    make: Make, today: Callable[..., None], browse: Callable[..., Browser]
) -> None:
    case = everybody_there(make)
    adopted(case)
    today(MEETS_ON + timedelta(days=1), time(8, 0))

    page = browse(case.secretary).get(f"/meetings/{case.id}/close")

    proposed = [page.soup.find(id=name)["value"] for name in ("ended_on", "ended_at")]
    assert proposed == ["05/11/2026", "21:00"]


def test_closing_twice_is_refused(make: Make) -> None:
    case = everybody_there(make)
    meeting = adopted(case)
    closed_meeting = closing.close(
        case.secretary, case.id, version=meeting.version, ended_at=ENDED_AT
    )

    with pytest.raises(RuleBroken):
        closing.close(case.secretary, case.id, version=closed_meeting.version, ended_at=ENDED_AT)


def test_closing_over_a_newer_saving_is_stale(make: Make) -> None:
    case = everybody_there(make)
    meeting = adopted(case)

    with pytest.raises(Stale):
        closing.close(case.secretary, case.id, version=meeting.version - 1, ended_at=ENDED_AT)


def test_a_plain_member_does_not_end_the_meeting(make: Make) -> None:
    case = everybody_there(make)
    adopted(case)

    with pytest.raises(NotAllowed):
        closing.for_closing(make.actor(case.members[0]), case.id)


def test_the_two_people_are_reminded_to_confirm(make: Make) -> None:
    case = everybody_there(make)

    closed(case)

    for actor in (case.deputy, case.secretary):
        assert any(one.title.startswith("Chờ xác nhận") for one in inbox(actor))


def test_a_short_meeting_is_warned_about_and_not_refused(make: Make) -> None:
    case = everybody_there(make)
    closed(case, ended_at=ENDED_AT - timedelta(minutes=50))

    found = reading.for_reading(case.secretary, case.id)

    assert found.length_warning == "Buổi sinh hoạt dài 60 phút, ngắn hơn mức tối thiểu 90 phút."


def test_the_day_of_posting_lies_between_the_meeting_and_today(make: Make) -> None:
    case = everybody_there(make)
    meeting = closed(case)

    for wrong in (date(2026, 11, 4), date(2026, 11, 6)):
        with pytest.raises(RuleBroken, match="Ngày đăng"):
            closing.mark_posted(case.secretary, case.id, version=meeting.version, posted_on=wrong)
    closing.mark_posted(case.secretary, case.id, version=meeting.version, posted_on=MEETS_ON)

    assert case.read().posted_on == MEETS_ON
    assert clocks.results_due_on(case.read()) == date(2026, 11, 7)


def test_of_a_meeting_of_two_days_everything_follows_its_second_day(
    make: Make, today: Callable[..., None]
) -> None:
    case = everybody_there(make)
    next_day = MEETS_ON + timedelta(days=1)
    today(next_day, time(10, 0))
    count(case, ask(case), 3, 0, 0)

    meeting = closed(case, ended_at=clock.instant_of(next_day, time(9, 50)))

    assert resolution_of(case).adopted_on == next_day
    assert clocks.results_due_on(meeting) == next_day + timedelta(days=2)
    with pytest.raises(RuleBroken, match="Ngày đăng"):
        closing.mark_posted(case.secretary, case.id, version=meeting.version, posted_on=MEETS_ON)
    closing.mark_posted(case.secretary, case.id, version=meeting.version, posted_on=next_day)


def test_a_vote_noted_down_the_day_after_was_taken_before_the_end(
    make: Make, today: Callable[..., None]
) -> None:
    case = everybody_there(make)
    today(MEETS_ON + timedelta(days=1), time(8, 0))
    count(case, ask(case), 3, 0, 0)

    closed(case)

    assert resolution_of(case).adopted_on == MEETS_ON


def test_an_open_meeting_has_no_result_to_post(make: Make) -> None:
    case = everybody_there(make)

    with pytest.raises(RuleBroken, match="chưa kết thúc"):
        closing.mark_posted(
            case.secretary, case.id, version=case.read().version, posted_on=MEETS_ON
        )


def test_only_confirmed_minutes_are_filed_up(make: Make) -> None:
    case = everybody_there(make)
    meeting = closed(case)

    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        closing.report_up(case.secretary, case.id, version=meeting.version)


def test_the_committee_sees_the_meeting_and_its_minutes_once_they_are_filed(make: Make) -> None:
    case = everybody_there(make)
    closed(case)
    meeting = confirmed(case)
    office = make.office()
    with pytest.raises(NotVisible):
        record.whole(office, case.id)

    closing.report_up(case.secretary, case.id, version=meeting.version)

    seen = record.whole(office, case.id)
    assert seen.status is MeetingStatus.FILED
    assert seen.filed_at is not None
    assert seen.minutes is not None
    assert seen.minutes.document is not None
    assert seen.minutes.document.filed_at is not None
    newest = inbox(office)[-1]
    assert newest.title == (
        f"{case.organisation.name} báo cáo sinh hoạt chi bộ thường kỳ tháng 11 năm 2026"
    )
    assert newest.path == f"/meetings/{case.id}/"

    closing.report_up(case.secretary, case.id, version=seen.version)

    assert len(inbox(office)) == 1


def test_filing_up_twice_changes_nothing(make: Make) -> None:
    case = everybody_there(make)
    closed(case)
    meeting = confirmed(case)
    closing.file_up(case.secretary, meeting)
    first = case.read().filed_at

    closing.file_up(case.secretary, meeting)

    assert case.read().filed_at == first


def test_a_meeting_that_has_not_begun_cannot_end(make: Make) -> None:
    case = invited_meeting(make)

    with pytest.raises(RuleBroken, match="không thể chuyển"):
        closing.for_closing(case.secretary, case.id)


def test_the_standing_committee_adopts_a_resolution_with_the_same_tools(make: Make) -> None:
    case = open_body(make, BodyKind.STANDING_COMMITTEE)
    write(case, "C1", conclusion="Giao các chi bộ chuẩn bị kiểm điểm.")
    count(case, ask(case), 2, 0, 0)

    closed(case)

    resolution = resolution_of(case)
    assert resolution.title == "hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026"
    assert "Ban Thường vụ Đảng ủy họp. Tổng số đồng chí: 02; có mặt 02." in resolution.opening
    assert resolution.opening.endswith("Ban Thường vụ quyết nghị:")
    assert clauses_of(resolution)["II"] == ["Giao các chi bộ chuẩn bị kiểm điểm."]
