from datetime import date

import pytest

from partywork.accounts.models import User
from partywork.accounts.service.passwords import hash_of
from partywork.audit import service as audit
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.core.periods import Month
from partywork.documents import service as documents
from partywork.documents.engine import text_of
from partywork.meetings.models import Meeting
from partywork.meetings.policy import visible as visible_meetings
from partywork.meetings.terms import MeetingStatus, MinutesStatus
from partywork.notifications import service as notifications
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey
from partywork.reports.pages import seal_of
from partywork.reports.service import (
    accept,
    board,
    drafting,
    following,
    open_draft,
    papers,
    return_for_more,
    review,
    send,
    sending,
)
from partywork.reports.terms import BoardMark, FigureKey, ReportStatus, SectionKey
from partywork.tasks.terms import TaskStatus
from tests.support.databases import unwritable_files
from tests.support.month import CellMonth

NOVEMBER = Month(2026, 11)
PASSWORD = "mot mat khau du dai"


def titles(actor):
    """Return the titles of the actor's notices, newest first."""
    found, _page = notifications.inbox(actor)
    return [one.title for one in found]


def set_password(actor):
    with transaction():
        user = db.session.scalars(
            db.select(User).where(User.id == actor.user_id).execution_options(partywork_scoped=True)
        ).one()
        user.password_hash = hash_of(PASSWORD)


def sent(actor, report, **changes):
    shown = sending.for_sending(actor, report.id)
    values = {"version": shown.report.version, "password": PASSWORD, "seal": shown.seal}
    return send(actor, report.id, **(values | changes))


@pytest.fixture
def month(make, today):
    today(date(2026, 11, 20))
    found = CellMonth(make)
    set_password(found.secretary)
    set_password(found.deputy)
    return found


def values_of(actor, report):
    return {one.key: one.value for one in review.reading(actor, report.id).figures}


def test_a_draft_is_counted_from_what_the_cell_did(month):
    month.meeting(posted_on=date(2026, 11, 6))
    month.task(status=TaskStatus.DONE, done_on=date(2026, 11, 9))
    month.task("Việc quá hạn")

    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    values = values_of(month.secretary, report)
    assert values[FigureKey.MEMBERS_AT_START] == "4"
    assert values[FigureKey.MEMBERS_AT_END] == "4"
    assert (values[FigureKey.OFFICIAL], values[FigureKey.PROBATIONARY]) == ("3", "1")
    assert values[FigureKey.MEETINGS] == "05/11/2026, 110 phút"
    assert values[FigureKey.PREPARED] == "28/10/2026"
    assert values[FigureKey.PAPERS] == "Đúng hạn"
    assert values[FigureKey.RESULTS] == "Đúng hạn"
    assert (values[FigureKey.EXPECTED], values[FigureKey.PRESENT]) == ("4", "3")
    assert (values[FigureKey.UNEXCUSED], values[FigureKey.RATE]) == ("1", "75%")
    assert (values[FigureKey.STATEMENTS], values[FigureKey.SPEAKERS]) == ("2", "33,3%")
    assert (values[FigureKey.TASKS], values[FigureKey.TASKS_ON_TIME]) == ("2", "1")
    assert (values[FigureKey.TASKS_OVERDUE], values[FigureKey.TASKS_RATE]) == ("1", "50%")


def test_a_figure_says_the_number_of_days_that_counts_on_its_day(month, make):
    provisions.change(
        make.office(),
        ProvisionKey.PAPERS_DAYS_BEFORE,
        new_value=3,
        valid_from=date(2026, 11, 1),
        certainty=Certainty.LOCAL,
        legal_text_id=None,
        article="",
        note="",
    )
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    figures = review.reading(month.secretary, report.id).figures
    told = {one.key: one.explanation for one in figures}

    assert "trước ít nhất 03 ngày" in told[FigureKey.PAPERS]
    assert "chậm nhất 02 ngày" in told[FigureKey.RESULTS]


def test_every_figure_says_why_and_names_the_rows_behind(month):
    month.meeting()

    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    figures = review.reading(month.secretary, report.id).figures
    assert [one.key for one in figures] == list(FigureKey)
    assert all(one.explanation.endswith(".") for one in figures)
    rows = {one.key: one.rows for one in figures}
    assert rows[FigureKey.UNEXCUSED] == ("Đ/c Lê Quang Huy: 1 tháng trong năm 2026",)
    assert rows[FigureKey.STATEMENTS] == ("Đ/c Trần Thu Hà: 2 lượt",)


def test_sections_the_system_knows_are_drafted_so_that_nobody_types_them_again(month):
    month.meeting()
    month.task()

    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    texts = {one.key: one.text for one in report.sections}
    assert texts[SectionKey.IDEOLOGY] == "Tư tưởng đảng viên ổn định."
    assert "Tổng hợp ý kiến (đ/c Lê Quang Huy" in texts[SectionKey.RESOLUTION_RESULTS]
    assert "Lập danh sách quần chúng ưu tú, hạn 10/12/2026." in texts[SectionKey.NEXT_MONTH]
    assert texts[SectionKey.PROPOSALS] == ""


def test_a_report_begun_before_the_meeting_is_filled_afterwards(month, make):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    with pytest.raises(RuleBroken):
        drafting.refill(month.secretary, report.id)
    key = SectionKey.NEXT_MONTH
    version = drafting.section_of(report, key).version
    drafting.save_section(month.secretary, report.id, key, version=version, text="Viết tay")
    meeting = month.meeting()

    drafting.refill(month.secretary, report.id)

    texts = {one.key: one.text for one in drafting.get(month.secretary, report.id).sections}
    assert texts[SectionKey.IDEOLOGY] == "Tư tưởng đảng viên ổn định."
    assert texts[key] == "Viết tay"
    assert sent(month.secretary, report).meeting_id == meeting.id


def test_a_month_without_a_meeting_says_so_with_the_reason(month):
    meeting = month.meeting(status=MeetingStatus.CANCELLED, minutes=None)
    with transaction():
        meeting.cancel_reason = "lũ lụt"

    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    found = {one.key: one for one in review.reading(month.secretary, report.id).figures}
    assert found[FigureKey.MEETINGS].value == "Không họp"
    assert "không họp, lý do: lũ lụt" in found[FigureKey.MEETINGS].rows[0]


def test_opening_again_returns_the_same_draft(month):
    first = open_draft(month.secretary, month.cell.id, NOVEMBER)

    assert open_draft(month.deputy, month.cell.id, NOVEMBER).id == first.id


def test_only_officers_of_a_cell_open_its_report_and_not_for_a_month_to_come(month, make):
    with pytest.raises(NotAllowed):
        open_draft(make.secretary(make.cell()), month.cell.id, NOVEMBER)
    with pytest.raises(RuleBroken):
        open_draft(month.secretary, month.cell.id, Month(2026, 12))


def test_figures_follow_the_data_while_the_report_is_a_draft_and_freeze_when_sent(month, make):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    make.member(month.cell, since=date(2026, 11, 12))
    assert values_of(month.secretary, report)[FigureKey.MEMBERS_AT_END] == "5"

    sent(month.secretary, report)
    make.member(month.cell, since=date(2026, 11, 13))

    values = values_of(month.secretary, report)
    assert values[FigureKey.MEMBERS_AT_END] == "5"
    assert values[FigureKey.TRANSFERRED_IN] == "1"


def test_the_period_may_be_other_days_than_the_month(month):
    month.meeting()
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    drafting.set_period(
        month.secretary,
        report.id,
        version=report.version,
        period_from=date(2026, 11, 6),
        period_to=date(2026, 11, 25),
    )

    assert values_of(month.secretary, report)[FigureKey.MEETINGS] == "Không họp"
    with pytest.raises(RuleBroken):
        drafting.set_period(
            month.secretary,
            report.id,
            version=drafting.get(month.secretary, report.id).version,
            period_from=date(2026, 11, 26),
            period_to=date(2026, 11, 25),
        )


def test_two_people_who_write_one_section_do_not_overwrite_each_other(month):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    opened = drafting.section_of(report, SectionKey.PROPOSALS).version
    key = SectionKey.PROPOSALS

    saved = drafting.save_section(month.deputy, report.id, key, version=opened, text="Một")

    with pytest.raises(Stale):
        drafting.save_section(month.secretary, report.id, key, version=opened, text="Hai")
    again = drafting.save_section(month.deputy, report.id, key, version=opened, text="Một")
    assert again.version == saved.version
    kept = drafting.section_of(drafting.get(month.secretary, report.id), key)
    assert kept.text == "Một"


def test_a_section_with_a_state_secret_mark_is_refused(month):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    with pytest.raises(RuleBroken):
        drafting.save_section(
            month.secretary, report.id, SectionKey.PROPOSALS, version=1, text="TUYỆT MẬT"
        )


def test_a_note_stands_beside_a_figure_and_changes_nothing(month):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    drafting.dispute(
        month.secretary,
        report.id,
        FigureKey.WOMEN,
        version=report.version,
        note="thiếu một đồng chí",
    )

    figures = {one.key: one for one in review.reading(month.secretary, report.id).figures}
    assert figures[FigureKey.WOMEN].dispute == "thiếu một đồng chí"
    assert figures[FigureKey.WOMEN].value == "4"
    report = drafting.get(month.secretary, report.id)
    drafting.dispute(month.secretary, report.id, FigureKey.WOMEN, version=report.version, note="")
    assert drafting.get(month.secretary, report.id).disputes == {}


def test_sending_needs_the_own_password_and_the_content_that_was_read(month):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    with pytest.raises(RuleBroken) as wrong:
        sent(month.secretary, report, password="sai")
    assert wrong.value.field == "password"
    with pytest.raises(Stale):
        sent(month.secretary, report, seal="khác")
    assert drafting.get(month.secretary, report.id).status is ReportStatus.DRAFT


def test_only_secretaries_send(month, make):
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    from_committee = make.office()

    with pytest.raises(NotVisible):
        sending.for_sending(from_committee, report.id)
    assert sending.for_sending(month.deputy, report.id).page.signature.office == "PHÓ BÍ THƯ"


def test_a_sent_report_goes_up_with_its_meeting_and_its_paper(month, make):
    office = make.office()
    meeting = month.meeting()
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)
    with pytest.raises(NotVisible):
        drafting.get(office, report.id)

    report = sent(month.secretary, report)

    assert report.status is ReportStatus.SENT
    assert (report.sent_by_name, report.sent_by_office) == ("Đỗ Minh Hưng", "Bí thư")
    assert drafting.get(office, report.id).text_hash == report.text_hash
    above = db.session.scalar(visible_meetings(office).where(Meeting.id == meeting.id))
    assert above is not None
    assert above.status is MeetingStatus.FILED
    assert titles(office)[0].endswith("gửi báo cáo tháng 11/2026")
    file, content = documents.open_file(office, report.document.files[0].id)
    assert file.file_name == f"Báo cáo tháng 11-2026 {month.cell.name}.pdf"
    words = " ".join(text_of(content, file.media_type).split())
    assert "công tác tháng 11 năm 2026" in words
    assert "từ ngày 01/11/2026 đến ngày 30/11/2026" in words
    assert "Tư tưởng đảng viên ổn định." in words
    assert "Đảng viên cuối kỳ" in words


def test_unconfirmed_minutes_stay_with_the_cell_and_the_sender_is_told(month, make):
    meeting = month.meeting(minutes=MinutesStatus.ADOPTED)
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    assert "chưa được xác nhận" in sending.for_sending(month.secretary, report.id).warnings[0]
    sent(month.secretary, report)

    assert (
        db.session.scalar(visible_meetings(make.office()).where(Meeting.id == meeting.id)) is None
    )


def test_a_returned_report_is_mended_sent_again_and_accepted(month, make, today):
    office = make.office()
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    return_for_more(
        office,
        report.id,
        version=report.version,
        comments={SectionKey.PROPOSALS: "Nêu rõ kiến nghị.", None: " "},
    )
    report = drafting.get(month.secretary, report.id)
    assert report.status is ReportStatus.RETURNED
    assert [(one.section, one.text) for one in report.comments] == [
        (SectionKey.PROPOSALS, "Nêu rõ kiến nghị.")
    ]
    assert "trả lại" in titles(month.secretary)[0]

    section = drafting.section_of(report, SectionKey.PROPOSALS)
    drafting.save_section(
        month.secretary, report.id, section.key, version=section.version, text="Xin kinh phí."
    )
    seen_above = drafting.section_of(drafting.get(office, report.id), section.key)
    assert seen_above.sent_text == ""
    drafting.answer_comment(month.secretary, report.id, report.comments[0].id)
    today(date(2026, 11, 21))
    report = sent(month.secretary, report)
    assert drafting.section_of(report, section.key).sent_text == "Xin kinh phí."
    assert len(report.document.files) == 2
    assert all(comment.resolved_at for comment in report.comments)

    accept(office, report.id, version=report.version)

    report = drafting.get(month.secretary, report.id)
    assert (report.status, report.accepted_by_name) == (ReportStatus.ACCEPTED, office.name)
    assert "tiếp nhận" in titles(month.secretary)[0]
    with pytest.raises(RuleBroken):
        drafting.for_writing(month.secretary, report.id)


def test_a_sending_stands_when_its_paper_cannot_be_kept(month, database, browse):
    month.meeting()
    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    with unwritable_files(database):
        report = sent(month.secretary, report)

    assert report.status is ReportStatus.SENT
    assert report.document.files == []
    browser, address = browse(month.secretary), f"/reports/{report.id}/"
    assert "Bản trình bày đang được tạo" in browser.get(address).words
    assert list(papers.lay_out_missing(system(date(2026, 11, 20)))) == [(1, 1)]
    assert "Bản trình bày đang được tạo" not in browser.get(address).words


def test_a_paper_left_for_later_is_laid_out_once_from_what_was_frozen(month, make):
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))
    with transaction():
        drafting.get(month.secretary, report.id).document_id = None
    everything = system(date(2026, 11, 20))

    assert list(papers.lay_out_missing(everything)) == [(1, 1)]

    kept = drafting.get(make.office(), report.id).document.files
    _, content = documents.open_file(make.office(), kept[0].id)
    assert "Đỗ Minh Hưng" in text_of(content, kept[0].media_type)
    assert list(papers.lay_out_missing(everything)) == []
    assert seal_of(papers.page_as_sent(drafting.get(everything, report.id))) == report.text_hash


def test_a_report_is_returned_with_words_and_by_the_office_only(month, make):
    report = sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    with pytest.raises(RuleBroken):
        return_for_more(make.office(), report.id, version=report.version, comments={None: " "})
    with pytest.raises(NotAllowed):
        accept(make.committee(), report.id, version=report.version)
    with pytest.raises(NotAllowed):
        accept(month.secretary, report.id, version=report.version)


def test_the_board_shows_every_cell_through_the_year(month, make, today):
    office = make.office()
    other = CellMonth(make)
    set_password(other.secretary)
    sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))
    sent(other.secretary, open_draft(other.secretary, other.cell.id, Month(2026, 10)))
    today(date(2026, 11, 28))
    sent(other.secretary, open_draft(other.secretary, other.cell.id, NOVEMBER))

    shown = board(office, 2026)

    marks = {row.organisation_id: [one.mark for one in row.squares] for row in shown.rows}
    assert marks[month.cell.id][10] is BoardMark.ON_TIME
    assert marks[other.cell.id][10] is BoardMark.LATE
    assert marks[month.cell.id][9] is BoardMark.MISSING
    assert marks[month.cell.id][11] is BoardMark.NOT_DUE
    assert marks[month.cell.id][8] is BoardMark.NOT_DUE  # nobody had sent a report before October
    assert (shown.accepted, shown.waiting, shown.missing) == (0, 2, len(shown.rows) - 2)
    with pytest.raises(NotAllowed):
        board(month.secretary, 2026)


def test_a_draft_leaves_no_trace_on_the_board(month, make):
    open_draft(month.secretary, month.cell.id, NOVEMBER)

    shown = board(make.office(), 2026)

    row = next(row for row in shown.rows if row.organisation_id == month.cell.id)
    assert row.squares[10].report_id is None


def test_reminding_tells_the_secretaries_of_cells_that_have_not_sent(month, make):
    office = make.office()
    other = CellMonth(make)
    sent(month.secretary, open_draft(month.secretary, month.cell.id, NOVEMBER))

    following.remind(office, NOVEMBER)

    assert titles(month.secretary) == []
    assert titles(other.secretary)[0] == "Nhắc gửi báo cáo tháng 11/2026"
    assert audit.entries(make.committee())[0].action == "report.remind"
    with pytest.raises(NotAllowed):
        following.remind(month.secretary, NOVEMBER)


def test_a_temporary_guest_is_beside_the_total(month, make):
    make.member(month.cell, status=MembershipStatus.TEMPORARY_GUEST)

    report = open_draft(month.secretary, month.cell.id, NOVEMBER)

    values = values_of(month.secretary, report)
    assert values[FigureKey.MEMBERS_AT_END] == "4"
    assert values[FigureKey.TEMPORARY_GUESTS] == "1"
