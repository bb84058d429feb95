"""Preparing what is uploaded to Sổ tay đảng viên, noting it, and who is late."""

import zipfile
from collections.abc import Callable
from datetime import date, time
from io import BytesIO

import pytest

from partywork.cells.terms import MembershipStatus
from partywork.core import clock
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.handbook.service import following, packs
from partywork.handbook.terms import Pack, Standing
from partywork.meetings.service import attachments, changing, closing, invitations, papers
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey
from tests.meetings.minuting import closed, confirmed, write
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting, planned_meeting
from tests.support.papers import pdf

Today = Callable[..., None]
EVENING = date(2026, 11, 5)


def names_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return packed.namelist()


def text_in(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return packed.read("00_Noi-dung-de-chep.txt").decode()


@pytest.fixture
def invited(make: Make, today: Today) -> Case:
    today(date(2026, 11, 2))
    case = planned_meeting(make)
    attachments.attach_paper(
        case.secretary,
        case.id,
        summary="Dự thảo nghị quyết tháng 11",
        file_name="du thao.pdf",
        content=pdf("Dự thảo"),
    )
    version = case.read().version
    case.meeting = invitations.invite(case.secretary, case.id, version=version)
    return case


@pytest.fixture
def held(make: Make, today: Today) -> Case:
    today(EVENING, time(20, 55))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def test_papers_are_packed_under_their_names_with_the_text_to_copy(invited: Case) -> None:
    view = packs.show(invited.secretary, invited.id)
    name, content = packs.archive(invited.secretary, invited.id, Pack.BEFORE)

    assert view.papers.standing is Standing.RUNNING
    assert view.posted.standing is Standing.IDLE
    assert name.startswith("So-tay_")
    assert name.endswith("_05-11-2026.zip")
    assert names_in(content)[0].endswith("_Du-thao-nghi-quyet-thang-11_05-11-2026.pdf")
    assert names_in(content)[0].startswith("01_")
    assert "Tài liệu kèm theo:\n- Dự thảo nghị quyết tháng 11" in text_in(content)


def test_the_posting_of_papers_is_noted_and_corrected(invited: Case, today: Today) -> None:
    today(date(2026, 11, 4), time(21, 0))
    first = clock.instant_of(date(2026, 11, 4), time(20, 0))
    packs.note_papers(invited.secretary, invited.id, version=0, posted_at=first)
    assert packs.show(invited.secretary, invited.id).papers.standing is Standing.KEPT

    posting = packs.show(invited.secretary, invited.id).posting
    assert posting is not None
    later = clock.instant_of(date(2026, 11, 4), time(20, 30))
    version = posting.version
    packs.note_papers(invited.secretary, invited.id, version=version, posted_at=later)

    with pytest.raises(Stale):
        packs.note_papers(invited.secretary, invited.id, version=version, posted_at=first)
    with pytest.raises(RuleBroken, match="tương lai"):
        packs.note_papers(
            invited.secretary,
            invited.id,
            version=version + 1,
            posted_at=clock.instant_of(date(2026, 11, 5), time(8)),
        )


def test_there_is_no_result_to_upload_before_the_minutes_are_confirmed(held: Case) -> None:
    closed(held)

    assert "chưa được xác nhận" in packs.show(held.secretary, held.id).after.missing
    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        packs.archive(held.secretary, held.id, Pack.AFTER)
    with pytest.raises(RuleBroken, match="chưa có tài liệu"):
        packs.archive(held.secretary, held.id, Pack.BEFORE)


def test_the_result_is_packed_once_the_minutes_are_laid_out(held: Case) -> None:
    write(held, "C4", conclusion="thống nhất tổ chức tọa đàm.")
    closed(held)
    confirmed(held)
    papers.lay_out(held.secretary, held.id)

    _, content = packs.archive(held.secretary, held.id, Pack.AFTER)

    assert names_in(content)[0].endswith("_Bien-ban_05-11-2026.pdf")
    assert "Có mặt 5/5 đồng chí" in text_in(content)
    assert "- thống nhất tổ chức tọa đàm." in text_in(content)


def test_only_the_officers_of_the_cell_prepare(held: Case, make: Make) -> None:
    with pytest.raises(NotAllowed):
        packs.show(make.actor(held.members[0]), held.id)
    with pytest.raises(NotVisible):
        packs.show(make.secretary(make.cell()), held.id)


def square(case: Case, make: Make) -> following.MonthSquare:
    board = following.of_year(make.office(), 2026)
    row = next(one for one in board.rows if one.name == case.organisation.name)
    return row.squares[10]


def test_the_office_sees_who_is_late_and_nothing_of_the_meeting(
    held: Case, make: Make, today: Today
) -> None:
    closed(held)
    confirmed(held)
    assert square(held, make).standing is Standing.RUNNING

    today(date(2026, 11, 9))
    late = square(held, make)

    assert late.standing is Standing.OVERDUE
    assert late.readable_id is None
    assert "đăng kết quả: quá hạn; báo cáo Đảng ủy: quá hạn" in late.words
    overdue = following.of_year(make.office(), 2026).overdue
    assert {(one.what, one.days_late) for one in overdue} == {
        ("Chưa đăng kết quả", 2),
        ("Chưa báo cáo Đảng ủy", 2),
    }


def test_what_was_done_late_stays_late_and_is_read_once_reported(
    held: Case, make: Make, today: Today
) -> None:
    closed(held)
    confirmed(held)
    today(date(2026, 11, 8))
    closing.mark_posted(
        held.secretary, held.id, version=held.read().version, posted_on=date(2026, 11, 8)
    )
    closing.report_up(held.secretary, held.id, version=held.read().version)

    found = square(held, make)

    assert found.standing is Standing.LATE
    assert found.readable_id == held.id
    assert following.of_year(make.office(), 2026).overdue == ()


def follow_papers(make: Make, *, followed: bool) -> None:
    provisions.change(
        make.office(),
        ProvisionKey.PAPERS_FOLLOWED,
        new_value=followed,
        valid_from=EVENING,
        certainty=Certainty.PROPOSED,
        legal_text_id=None,
        article="",
        note="",
    )


def test_papers_count_from_the_day_on_which_the_system_follows_them(
    held: Case, invited: Case, make: Make, today: Today
) -> None:
    today(date(2026, 11, 4), time(12))
    follow_papers(make, followed=False)
    assert square(invited, make).standing is Standing.IDLE

    follow_papers(make, followed=True)
    assert square(invited, make).standing is Standing.RUNNING
    packs.note_papers(invited.secretary, invited.id, version=0, posted_at=clock.now())

    assert square(invited, make).standing is Standing.KEPT
    assert square(held, make).standing is Standing.RUNNING


def test_papers_of_a_planned_meeting_run_down_before_anybody_is_invited(
    make: Make, today: Today
) -> None:
    today(date(2026, 11, 2))
    follow_papers(make, followed=True)
    case = planned_meeting(make)
    assert packs.show(case.secretary, case.id).papers.standing is Standing.RUNNING
    assert square(case, make).standing is Standing.RUNNING

    today(date(2026, 11, 9))

    assert packs.show(case.secretary, case.id).papers.standing is Standing.OVERDUE
    overdue = following.of_year(make.office(), 2026).overdue
    assert [one.what for one in overdue] == ["Chưa ghi việc đăng tài liệu"]


def test_a_meeting_that_nobody_closes_is_late_all_the_same(
    held: Case, invited: Case, make: Make, today: Today
) -> None:
    follow_papers(make, followed=False)
    today(date(2026, 11, 9))

    overdue = following.of_year(make.office(), 2026).overdue

    for case in (held, invited):
        assert packs.show(case.secretary, case.id).posted.standing is Standing.OVERDUE
        assert {
            (one.what, one.days_late) for one in overdue if one.cell == case.organisation.name
        } == {("Chưa đăng kết quả", 2), ("Chưa báo cáo Đảng ủy", 2)}


def test_nothing_is_late_of_a_meeting_that_was_called_off(
    invited: Case, make: Make, today: Today
) -> None:
    follow_papers(make, followed=True)
    version = invited.read().version
    changing.cancel(invited.secretary, invited.id, version=version, reason="Bão số 12")
    today(date(2026, 11, 9))

    assert packs.show(invited.secretary, invited.id).papers.standing is Standing.IDLE
    assert square(invited, make).standing is Standing.IDLE


def test_no_cell_sees_how_another_keeps_its_clocks(held: Case, make: Make) -> None:
    assert following.of_year(make.committee(), 2026).rows
    assert following.of_year(make.inspector(), 2026).rows
    with pytest.raises(NotAllowed):
        following.of_year(held.secretary, 2026)
