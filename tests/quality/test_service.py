"""A meeting gives itself points: the figures propose, people decide, the clock makes official."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.cells.queries import acting_on
from partywork.cells.terms import MembershipStatus
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from partywork.meetings.models import Guest, Meeting
from partywork.meetings.service import closing, record
from partywork.meetings.service import reading as minutes_reading
from partywork.provisions import service as provisions
from partywork.provisions.terms import Certainty, ProvisionKey
from partywork.quality.models import QualitySheet
from partywork.quality.service import reading, sheets, templates, years
from partywork.quality.service.facts import said_elsewhere
from partywork.quality.service.reading import Line
from partywork.quality.service.sheets import Judgement
from partywork.quality.service.templates import Row
from partywork.quality.terms import SheetStatus
from tests.meetings.minuting import closed, confirmed
from tests.support.make import Make
from tests.support.meetings import AttendanceMark, Case, mark, open_meeting, told

EVENING = date(2026, 11, 5)
LATER = date(2026, 11, 9)
Today = Callable[..., None]


@pytest.fixture
def case(make: Make, today: Today) -> Case:
    today(EVENING, time(20, 40))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def line_of(case: Case, code: str, actor: Actor | None = None) -> Line:
    view = reading.show(actor or case.secretary, case.id)
    return next(line for line in view.lines if line.criterion.code == code)


def full_marks(case: Case, **others: Judgement) -> dict[str, Judgement]:
    """Give every line that people judge all it can earn."""
    view = reading.show(case.secretary, case.id)
    judged = {
        line.criterion.code: Judgement(line.criterion.most)
        for line in view.lines
        if line.computed.tenths is None and not line.waits
    }
    return {**judged, **{code.replace("_", ".")[1:]: one for code, one in others.items()}}


def marked(case: Case, **others: Judgement) -> QualitySheet:
    sheet = reading.show(case.secretary, case.id).sheet
    return sheets.mark(
        case.deputy,
        case.id,
        version=sheet.version if sheet else 0,
        judged=full_marks(case, **others),
    )


def test_every_line_that_data_can_answer_says_from_what(case: Case) -> None:
    assert "100 phút" in line_of(case, "1.1").computed.origin
    assert "5/5 đồng chí dự (100%)" in line_of(case, "2.1").computed.origin
    assert line_of(case, "3.5").computed.tenths == 0
    assert line_of(case, "3.1").computed.tenths is None
    assert not line_of(case, "4.3").computed.is_applicable


def test_one_absence_without_reason_is_seen(case: Case) -> None:
    mark(case, AttendanceMark.PRESENT, unexcused=(case.members[0],))

    line = line_of(case, "2.1")

    assert line.computed.tenths == 10
    assert "1 đồng chí vắng không lý do" in line.computed.origin


def test_what_the_meeting_gives_itself_stands_in_its_minutes(case: Case) -> None:
    sheet = marked(case)

    meeting = case.read()
    assert sheet.status is SheetStatus.PROVISIONAL
    assert meeting.quality_points == sheet.tenths // 10
    assert meeting.quality_level == sheet.level.label
    view = reading.show(case.secretary, case.id)
    assert view.tenths == sheet.tenths


def test_a_line_nobody_marked_keeps_the_sum_back(case: Case) -> None:
    judged = full_marks(case)
    del judged["4.2"]

    with pytest.raises(RuleBroken, match=r"4\.2"):
        sheets.mark(case.secretary, case.id, version=0, judged=judged)

    assert case.read().quality_points is None


def test_a_figure_is_overruled_with_a_reason_that_stays(case: Case) -> None:
    with pytest.raises(RuleBroken, match="vì sao"):
        marked(case, _1_1=Judgement(30))

    marked(case, _1_1=Judgement(30, "Giải lao 20 phút"))

    line = line_of(case, "1.1")
    assert (line.tenths, line.reason) == (30, "Giải lao 20 phút")
    assert line.computed.tenths == 50


def test_what_only_repeats_the_figure_is_no_decision(case: Case) -> None:
    marked(case, _1_1=Judgement(50, "thừa"))

    line = line_of(case, "1.1")

    assert (line.judged, line.reason) == (None, "")


def test_a_line_gives_no_more_than_it_has(case: Case) -> None:
    with pytest.raises(RuleBroken, match="từ 0 đến 3"):
        marked(case, _3_1=Judgement(40))


def test_an_older_page_does_not_overwrite_a_newer_marking(case: Case) -> None:
    first = marked(case)
    version = first.version
    marked(case, _3_1=Judgement(10))

    with pytest.raises(Stale):
        sheets.mark(case.secretary, case.id, version=version, judged=full_marks(case))


def test_what_the_minutes_state_by_themselves_wants_no_words(case: Case) -> None:
    before = said_elsewhere(record.whole(case.secretary, case.id))
    with transaction():
        meeting = record.whole(case.secretary, case.id)
        meeting.dues_paid = 3

    after = said_elsewhere(record.whole(case.secretary, case.id))

    assert before == {"A1", "A2", "A3", "C5", "C6"}
    assert after - before == {"A4"}


def test_only_who_writes_the_minutes_marks(make: Make, case: Case) -> None:
    marked(case)
    member = make.actor(case.members[0])

    assert not reading.show(member, case.id).may_mark
    with pytest.raises(NotAllowed):
        sheets.mark(member, case.id, version=0, judged={})


def test_other_cells_know_of_no_sheet(make: Make, case: Case) -> None:
    marked(case)

    with pytest.raises(NotVisible):
        reading.show(make.secretary(make.cell()), case.id)


def test_before_it_is_marked_only_writers_see_the_proposal(make: Make, case: Case) -> None:
    with pytest.raises(NotVisible):
        reading.show(make.actor(case.members[0]), case.id)


def finished_minutes(case: Case) -> Meeting:
    closed(case, case.read().opened_at)
    return confirmed(case)


def posted(case: Case, on: date) -> None:
    meeting = case.read()
    closing.mark_posted(case.secretary, case.id, version=meeting.version, posted_on=on)


def finish(case: Case) -> QualitySheet:
    sheet = reading.show(case.secretary, case.id).sheet
    assert sheet is not None
    return sheets.finish(case.secretary, case.id, version=sheet.version)


def test_points_become_official_when_the_result_is_posted(case: Case, today: Today) -> None:
    marked(case)
    finished_minutes(case)
    posted(case, EVENING)
    before = reading.show(case.secretary, case.id).tenths

    sheet = finish(case)

    assert sheet.status is SheetStatus.OFFICIAL
    assert sheet.official_tenths is not None
    assert sheet.official_tenths > before
    minutes = record.whole(case.secretary, case.id).minutes
    assert minutes is not None
    assert "Điểm chính thức" in minutes.addenda[0].text


def test_not_before_the_clock_has_run(case: Case) -> None:
    marked(case)
    finished_minutes(case)

    with pytest.raises(RuleBroken, match="hết hạn đăng"):
        finish(case)


def test_who_never_posted_loses_that_line_when_the_time_is_out(case: Case, today: Today) -> None:
    marked(case)
    finished_minutes(case)
    today(LATER)

    finish(case)

    assert line_of(case, "7.3").tenths == 0
    with pytest.raises(RuleBroken, match="đã chính thức"):
        finish(case)


def test_a_day_of_posting_noted_after_the_points_are_official_does_not_contradict_them(
    case: Case, today: Today
) -> None:
    marked(case)
    finished_minutes(case)
    today(LATER)
    sheet = finish(case)

    with pytest.raises(RuleBroken, match="biên bản bổ sung"):
        posted(case, EVENING)

    assert case.read().posted_on is None
    posted(case, LATER)
    assert case.read().posted_on == LATER
    assert line_of(case, "7.3").tenths == 0
    assert reading.sheet_of(case.secretary, case.id).official_tenths == sheet.official_tenths


def a_small_cell_meets(make: Make, minutes: str) -> None:
    provisions.change(
        make.office(),
        ProvisionKey.MEETING_MIN_MINUTES,
        new_value=minutes,
        valid_from=EVENING,
        certainty=Certainty.PROPOSED,
        legal_text_id=None,
        article="II.2.1",
        note="Đảng ủy quy định",
    )


def test_a_small_cell_is_marked_by_the_length_laid_down_for_it(make: Make, case: Case) -> None:
    a_small_cell_meets(make, "130; dưới 6 đảng viên: 110; dưới 5 đảng viên: 60")

    line = line_of(case, "1.1")
    finished_minutes(case)
    warning = minutes_reading.for_reading(case.secretary, case.id).length_warning

    assert (line.tenths, line.computed.origin) == (
        40,
        "100 phút, mức tối thiểu 110 phút, thiếu 10 phút. Tính lại khi kết thúc buổi họp.",
    )
    assert warning == "Buổi sinh hoạt dài 0 phút, ngắn hơn mức tối thiểu 110 phút."


def test_officers_are_reminded_once(case: Case, today: Today) -> None:
    marked(case)
    finished_minutes(case)

    assert sheets.remind(EVENING) == 0
    today(LATER)
    assert sheets.remind(LATER) == 1
    assert sheets.remind(LATER) == 0


def test_without_a_chair_who_leads_the_cell_is_reminded_and_else_it_waits(
    make: Make, case: Case, today: Today
) -> None:
    marked(case)
    finished_minutes(case)
    today(LATER)
    offices = acting_on(system(LATER), case.organisation.id, LATER)
    with transaction():
        record.whole(case.secretary, case.id).chair_id = None
        for one in offices:
            one.ends_on = EVENING

    nobody = sheets.remind(LATER)
    with transaction():
        for one in offices:
            one.ends_on = None

    assert (nobody, sheets.remind(LATER), sheets.remind(LATER)) == (0, 1, 0)
    for one in (case.secretary, case.deputy):
        assert told(one)[0].title == "Điểm buổi sinh hoạt chờ thành chính thức"


def visit(case: Case, visitor: Actor) -> None:
    with transaction():
        db.session.add(
            Guest(
                organisation_id=case.organisation.id,
                meeting_id=case.id,
                member_id=visitor.member_id,
                full_name="Nguyễn Văn Khách",
                is_present=True,
            )
        )


def test_the_visitor_from_above_confirms_and_then_nobody_else(
    make: Make, case: Case, today: Today
) -> None:
    visitor, office = make.committee(), make.office()
    visit(case, visitor)
    marked(case)
    finished_minutes(case)
    posted(case, EVENING)
    version = finish(case).version

    closing.report_up(case.secretary, case.id, version=case.read().version)
    assert not reading.show(office, case.id).may_confirm
    sheet = sheets.confirm(visitor, case.id, version=version, note="Đúng thực tế")

    assert (sheet.confirmed_by, sheet.confirmation_note) == (visitor.name, "Đúng thực tế")
    with pytest.raises(NotAllowed):
        sheets.confirm(visitor, case.id, version=sheet.version, note="")


def test_without_a_visitor_the_office_confirms_what_was_filed(
    make: Make, case: Case, today: Today
) -> None:
    office = make.office()
    marked(case)
    finished_minutes(case)
    posted(case, EVENING)
    finish(case)
    closing.report_up(case.secretary, case.id, version=case.read().version)

    sheet = reading.show(office, case.id).sheet
    assert sheet is not None
    confirmed_sheet = sheets.confirm(office, case.id, version=sheet.version, note="")

    assert confirmed_sheet.confirmed_on == EVENING


def test_a_year_is_told_in_words(make: Make, case: Case) -> None:
    marked(case)

    (cell,) = years.of_year(case.secretary, 2026)

    assert cell.words.startswith("1 buổi sinh hoạt được chấm điểm")
    assert years.of_year(make.secretary(make.cell()), 2026) == []


def new_rows(**changed: object) -> list[Row]:
    return [
        Row(row.criterion, str(changed.get("title", row.title)))
        for row in templates.on(EVENING).rows
    ]


def test_a_new_version_leaves_marked_meetings_as_they_are(
    make: Make, case: Case, today: Today
) -> None:
    office = make.office()
    marked(case)

    templates.change(
        office, valid_from=LATER, basis="Công văn thử nghiệm", rows=new_rows(title="Dòng mới")
    )

    assert line_of(case, "3.1").title != "Dòng mới"
    assert templates.on(LATER).rows[0].title == "Dòng mới"
    assert len(templates.versions()) == 2


def test_a_version_that_does_not_add_up_or_comes_too_late_is_refused(
    make: Make, today: Today
) -> None:
    today(EVENING)
    office = make.office()
    with pytest.raises(RuleBroken, match="100"):
        templates.change(office, valid_from=LATER, basis="CV", rows=new_rows()[:-1])
    with pytest.raises(RuleBroken, match="từ hôm nay"):
        templates.change(office, valid_from=date(2026, 11, 1), basis="CV", rows=new_rows())
    with pytest.raises(RuleBroken, match="nội dung"):
        templates.change(office, valid_from=LATER, basis="CV", rows=new_rows(title=" "))
    with pytest.raises(NotAllowed):
        templates.change(make.secretary(make.cell()), valid_from=LATER, basis="CV", rows=new_rows())

    templates.change(office, valid_from=LATER, basis="CV", rows=new_rows())
    with pytest.raises(RuleBroken, match="Đã có"):
        templates.change(office, valid_from=LATER, basis="CV", rows=new_rows())
