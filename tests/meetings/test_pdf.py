from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.core.db import transaction
from partywork.core.errors import NotVisible
from partywork.meetings import jobs
from partywork.meetings.service import (
    confirmation,
    minutes,
    opening,
    papers,
    record,
)
from partywork.meetings.service.opening import Visitor
from partywork.meetings.terms import AttendanceMark, MinutesStatus
from tests.meetings.minuting import (
    MEETS_ON,
    ask,
    closed,
    confirmed,
    count,
    everybody_there,
    item,
    write,
)
from tests.pdf.measure import words_of
from tests.support.bodies import open_body
from tests.support.make import Make
from tests.support.meetings import (
    Case,
    mark,
    open_meeting,
)


@pytest.fixture(autouse=True)
def evening(today: Callable[..., None]) -> None:
    today(MEETS_ON, time(21, 0))


def told_meeting(make: Make) -> Case:
    """Return a meeting in which everything that minutes can tell has happened."""
    status = MembershipStatus
    case = open_meeting(
        make,
        statuses=[
            *[status.OFFICIAL] * 3,
            status.PROBATIONARY,
            status.EXEMPTED,
            status.TEMPORARILY_AWAY,
            status.TEMPORARY_GUEST,
        ],
    )
    mark(
        case,
        AttendanceMark.PRESENT,
        excused=(case.members[0],),
        unexcused=(case.members[1],),
        exempt=(case.members[4],),
        not_called=(case.members[5],),
    )
    opening.welcome(
        case.secretary,
        case.id,
        version=case.read().version,
        guests=[Visitor("Phan Văn Khách", "Đảng ủy viên phụ trách")],
    )
    write(case, "A1", "Đồng chí chủ trì tuyên bố lý do.")
    write(case, "B1", "Thông tin 03 văn bản mới.", "Quán triệt đến từng đồng chí.")
    minutes.add_statement(
        case.deputy,
        case.id,
        item(case, "B6").id,
        member_id=case.members[2].id,
        text="Đề nghị bổ sung kinh phí.",
    )
    minutes.note_dues(
        case.deputy, case.id, version=case.read().version, dues_paid=5, dues_note="Còn 03."
    )
    minutes.note_quality(case.deputy, case.id, version=case.read().version, points=93, level="Tốt")
    minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[2].id,
        title="Tổ chức tọa đàm",
        due_on=date(2026, 11, 25),
    )
    count(case, ask(case), 3, 0, 0, reserved=[(case.members[2].id, "Cần làm sớm hơn.")])
    return case


def test_the_paper_of_the_minutes_tells_every_fact(make: Make) -> None:
    case = told_meeting(make)
    closed(case)
    confirmed(case)
    names = [member.full_name for member in case.members]

    _, content = papers.open_minutes(case.secretary, case.id)

    words = words_of(content)
    for fact in (
        "BIÊN BẢN",
        "sinh hoạt chi bộ thường kỳ tháng 11 năm 2026",
        "từ 19 giờ 00 đến 20 giờ 50 ngày 05/11/2026 (110 phút)",
        "Phòng họp tầng 3",
        f"Chủ trì: đồng chí {case.secretary.name}",
        f"Thư ký: đồng chí {case.deputy.name}",
        "Tổng số đảng viên: 08 (chính thức 07, dự bị 01)",
        "Có mặt: 04 (chính thức 03, dự bị 01)",
        f"Vắng có lý do: 01 (đồng chí {names[0]}, ốm)",
        f"Vắng không lý do: 01 (đồng chí {names[1]})",
        f"Được miễn sinh hoạt: 01 (đồng chí {names[4]})",
        f"Sinh hoạt tạm thời nơi khác: 01 (đồng chí {names[5]})",
        f"Sinh hoạt tạm thời đến dự: 01 (đồng chí {names[6]})",
        "Phan Văn Khách",
        "Đảng ủy viên phụ trách",
        "05/08 đảng viên đã đóng đảng phí tháng 11/2026. Còn 03.",
        "Thông tin 03 văn bản mới.",
        "Kết luận: Quán triệt đến từng đồng chí.",
        f"Đồng chí {names[2]}: Đề nghị bổ sung kinh phí.",
        "tổng số đảng viên tính biểu quyết 05; tán thành 03, không tán thành 0, ý kiến khác 0",
        "đạt tỷ lệ 60%. Nghị quyết được thông qua.",
        "Cần làm sớm hơn.",
        "Tổ chức tọa đàm",
        "25/11/2026",
        "93/100 điểm, xếp loại: Tốt",
        "Biên bản đã được đọc và thông qua tại cuộc họp.",
        "Hội nghị kết thúc lúc 20 giờ 50 cùng ngày.",
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ HỘI NGHỊ",
    ):
        assert " ".join(fact.split()) in words, f"{fact}\n{words}"
    assert "Dự thảo" not in words


def test_a_failed_vote_is_told_as_failed(make: Make) -> None:
    case = everybody_there(make)
    count(case, ask(case), 1, 2, 0)
    closed(case)

    _, content = papers.open_minutes(case.secretary, case.id)

    assert "Nghị quyết không được thông qua (cần ít nhất 2 tán thành)." in words_of(content)


def test_the_paper_is_a_draft_until_both_have_confirmed(make: Make) -> None:
    case = everybody_there(make)
    closed(case)

    name, content = papers.open_minutes(case.secretary, case.id)

    assert name.startswith("Dự thảo Biên bản")
    assert "Dự thảo" in words_of(content)


def test_a_plain_member_does_not_open_the_draft_of_minutes_being_written(make: Make) -> None:
    case = everybody_there(make)

    with pytest.raises(NotVisible):
        papers.open_minutes(make.actor(case.members[0]), case.id)


def test_what_people_typed_is_never_read_as_markup(make: Make) -> None:
    case = everybody_there(make)
    write(case, "B1", '<b>đậm</b> <img src="file:///etc/hostname">')
    closed(case)

    _, content = papers.open_minutes(case.secretary, case.id)

    assert '<b>đậm</b> <img src="file:///etc/hostname">' in words_of(content)


def test_the_standing_committee_writes_under_the_heading_of_its_committee(make: Make) -> None:
    case = open_body(make, BodyKind.STANDING_COMMITTEE)

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=False)

    assert " ".join(page.heading.issuer_lines).startswith("ĐẢNG ỦY")
    assert " ".join(page.heading.superior_lines).startswith("ĐẢNG BỘ")
    assert page.voters == "ủy viên Ban Thường vụ"
    assert page.summary == "hội nghị Ban Thường vụ Đảng ủy tháng 11 năm 2026"


def test_the_cell_committee_writes_under_its_own_name(make: Make) -> None:
    case = open_meeting(make, statuses=(), kind_of_body=BodyKind.CELL_COMMITTEE)

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    assert page.heading.issuer_lines[0].startswith("CHI ỦY ")
    assert page.heading.draft_label == "Dự thảo"


def test_items_are_told_in_their_parts(make: Make) -> None:
    case = everybody_there(make)
    write(case, "A1", "Tuyên bố lý do.")
    write(case, "B5", conclusion="Thống nhất.")
    count(case, ask(case), 3, 0, 0)
    count(case, ask(case), 3, 0, 0)

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    assert [part.letter for part in page.parts] == ["A", "B", "C"]
    assert len(page.agenda) > sum(len(part.items) for part in page.parts)
    last = page.parts[-1]
    assert [one.vote is not None for one in last.items].count(True) == 2


def test_who_came_late_or_from_afar_is_noted_on_the_roll(make: Make) -> None:
    case = everybody_there(make, statuses=[MembershipStatus.PROBATIONARY])

    page = papers.minutes_page(record.whole(case.secretary, case.id), draft=True)

    notes = {row.name: row.note for row in page.attendance_rows}
    assert notes[case.members[0].full_name] == "Dự bị"
    assert [row.office for row in page.attendance_rows[:2]] == ["Bí thư", "Phó bí thư"]


def test_a_correction_has_a_paper_of_its_own(make: Make) -> None:
    case = everybody_there(make)
    closed(case)
    confirmed(case)
    addendum = confirmation.add_addendum(case.deputy, case.id, text="Đính chính: 04 văn bản.")

    name, content = papers.open_addendum(case.secretary, case.id, addendum.id)

    assert name.startswith("Biên bản bổ sung sinh hoạt chi bộ thường kỳ tháng 11 năm 2026")
    words = words_of(content)
    for fact in ("BIÊN BẢN BỔ SUNG", "Đính chính: 04 văn bản.", case.deputy.name):
        assert fact in words
    with pytest.raises(NotVisible):
        papers.open_addendum(case.secretary, case.id, case.id)


def test_papers_left_for_later_are_laid_out_by_the_job(make: Make) -> None:
    case = everybody_there(make)
    closed(case)
    meeting = record.whole(case.secretary, case.id)
    with transaction():
        assert meeting.minutes is not None
        meeting.minutes.status = MinutesStatus.CONFIRMED
        meeting.minutes.text_hash = papers.digest_of(papers.canonical_text(meeting))

    assert list(jobs.lay_out({})) == [(1, 1)]
    assert list(jobs.lay_out({})) == []

    name, _ = papers.open_minutes(case.secretary, case.id)
    assert name.startswith("Biên bản")
