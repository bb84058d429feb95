"""After a meeting: what the guided page says, the papers, the office's templates."""

from collections.abc import Callable
from datetime import date, time

import pytest

from partywork.cells.terms import BodyKind, MembershipStatus
from partywork.closing.engine import BadTemplate
from partywork.closing.service import papers, steps, templates
from partywork.closing.terms import Paper, StepState
from partywork.core.actor import Actor
from partywork.core.errors import NotAllowed, NotVisible, RuleBroken
from partywork.meetings.service import minutes
from partywork.quality.service import reading, sheets
from partywork.reports.service import drafting
from tests.closing.samples import template, with_part, words_of
from tests.meetings.minuting import ask, closed, confirmed, count
from tests.pdf.measure import words_of as words_of_pdf
from tests.quality.test_service import marked
from tests.support.bodies import open_body
from tests.support.make import Make
from tests.support.meetings import Case, open_meeting

Today = Callable[..., None]
EVENING = date(2026, 11, 5)


@pytest.fixture
def case(make: Make, today: Today) -> Case:
    today(EVENING, time(20, 55))
    return open_meeting(make, statuses=[MembershipStatus.OFFICIAL] * 3, present=True)


def states(case: Case, actor: Actor | None = None) -> dict[Paper, StepState]:
    after = steps.after_meeting(actor or case.secretary, case.id)
    return {step.fact.paper: step.state for step in after.steps}


def words(case: Case, paper: Paper, actor: Actor | None = None) -> str:
    after = steps.after_meeting(actor or case.secretary, case.id)
    return next(step.fact.words for step in after.steps if step.fact.paper is paper)


def assigned(case: Case) -> None:
    minutes.assign(
        case.deputy,
        case.id,
        lead_id=case.members[0].id,
        title="Lập kế hoạch tọa đàm",
        due_on=date(2026, 11, 25),
    )


def test_the_page_says_of_every_paper_what_is_missing(case: Case) -> None:
    assigned(case)
    count(case, ask(case), 5, 0, 0)
    assert states(case)[Paper.MINUTES] is StepState.NOW
    assert "khi kết thúc" in words(case, Paper.TASKS)

    closed(case)

    assert states(case) == {
        Paper.MINUTES: StepState.NOW,
        Paper.RESOLUTION: StepState.NEXT,
        Paper.TASKS: StepState.DONE,
        Paper.ATTENDANCE: StepState.DONE,
        Paper.QUALITY: StepState.DONE,
        Paper.REPORT: StepState.NEXT,
    }
    assert "Chờ xác nhận biên bản" in words(case, Paper.MINUTES)
    assert "Chờ trình ký" in words(case, Paper.RESOLUTION)
    assert words(case, Paper.TASKS) == "Đã giao 1 nhiệm vụ."
    assert "chưa chấm điểm" in words(case, Paper.QUALITY)
    assert "Chưa lập báo cáo tháng 11" in words(case, Paper.REPORT)


def test_a_quiet_meeting_needs_neither_resolution_nor_tasks(case: Case) -> None:
    closed(case)
    confirmed(case)

    found = states(case)

    assert found[Paper.RESOLUTION] is StepState.DONE
    assert found[Paper.TASKS] is StepState.DONE
    assert "không biểu quyết" in words(case, Paper.RESOLUTION)
    assert "chờ đính kèm bản ký" in words(case, Paper.MINUTES)


def test_the_lists_are_papers_in_official_layout(case: Case) -> None:
    assigned(case)
    closed(case)

    name, tasks = papers.pdf(case.secretary, case.id, Paper.TASKS)
    _, attendance = papers.pdf(case.deputy, case.id, Paper.ATTENDANCE)
    _, quality = papers.pdf(case.secretary, case.id, Paper.QUALITY)

    assert name.startswith("Danh sách nhiệm vụ sinh hoạt chi bộ thường kỳ")
    assert "1 Lập kế hoạch tọa đàm" in words_of_pdf(tasks)
    assert "có mặt: 05" in words_of_pdf(attendance)
    assert "Điểm tạm tính của buổi họp ngày 05/11/2026" in words_of_pdf(quality)
    with pytest.raises(NotVisible):
        papers.pdf(case.secretary, case.id, Paper.MINUTES)


def test_every_paper_is_taken_as_word(case: Case) -> None:
    assigned(case)
    count(case, ask(case), 5, 0, 0)
    closed(case)
    drafting.open_draft(case.secretary, case.organisation.id, case.meeting.period)

    said = {}
    for paper in set(Paper) - {Paper.DECISION}:
        name, content = papers.word(case.secretary, case.id, paper)
        assert name.endswith(".docx")
        said[paper] = words_of(content)

    assert "BIÊN BẢN" in said[Paper.MINUTES]
    assert "05/05 đồng chí tán thành" in said[Paper.RESOLUTION]
    assert "Lập kế hoạch tọa đàm" in said[Paper.TASKS]
    assert "Có mặt" in said[Paper.ATTENDANCE]
    assert "Điểm tạm tính" in said[Paper.QUALITY]
    assert "Đảng viên đầu kỳ" in said[Paper.REPORT]


def test_what_the_meeting_does_not_have_is_no_paper(case: Case, make: Make) -> None:
    closed(case)

    for paper in (Paper.RESOLUTION, Paper.DECISION, Paper.REPORT):
        with pytest.raises(NotVisible):
            papers.word(case.secretary, case.id, paper)
    with pytest.raises(NotAllowed):
        papers.pdf(make.actor(case.members[0]), case.id, Paper.TASKS)


def test_the_office_writes_a_paper_by_its_own_template(case: Case, make: Make) -> None:
    office = make.office()
    closed(case)

    templates.replace(
        office,
        Paper.TASKS,
        file_name="Mẫu mới.docx",
        content=template("Bản của Đảng ủy: {{ page.summary }}"),
    )

    assert "Bản của Đảng ủy: sinh hoạt" in words_of(
        papers.word(case.secretary, case.id, Paper.TASKS)[1]
    )
    assert "Bản của Đảng ủy" in words_of(templates.download(office, Paper.TASKS)[1])
    plain = papers.word(case.secretary, case.id, Paper.TASKS, with_own_template=False)[1]
    assert "Bản của Đảng ủy" not in words_of(plain)
    templates.restore(office, Paper.TASKS)
    assert templates.for_changing(office, Paper.TASKS).own is None
    with pytest.raises(RuleBroken, match="mẫu có sẵn"):
        templates.restore(office, Paper.TASKS)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("mau.docm", template("x"), "Chỉ nhận tệp"),
        ("mau.docx", with_part(template("x"), "word/vbaProject.bin", b"x"), "macro"),
        ("mau.docx", template("{{ page.unknown }}"), "«unknown»"),
        ("mau.docx", template("TUYỆT MẬT"), "mật"),
    ],
)
def test_a_template_that_would_do_harm_is_refused(
    make: Make, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(RuleBroken, match=reason):
        templates.replace(make.office(), Paper.TASKS, file_name=name, content=content)


def test_only_the_office_keeps_templates(case: Case) -> None:
    with pytest.raises(NotAllowed):
        templates.listed(case.secretary)
    with pytest.raises(NotAllowed):
        templates.restore(case.secretary, Paper.TASKS)


def test_a_template_may_fail_on_a_meeting_it_did_not_foresee(case: Case, make: Make) -> None:
    closed(case)
    templates.replace(
        make.office(),
        Paper.TASKS,
        file_name="mau.docx",
        content=template("{{ page.assignments[0].name }}"),
    )

    with pytest.raises(BadTemplate):
        papers.word(case.secretary, case.id, Paper.TASKS)


def test_the_points_are_provisional_at_the_end_and_official_once_the_clock_has_run(
    case: Case, today: Today
) -> None:
    assert words(case, Paper.QUALITY) == "Chưa chấm điểm."
    marked(case)
    closed(case)
    confirmed(case)

    assert "chậm nhất sau ngày 07/11/2026" in words(case, Paper.QUALITY)
    today(date(2026, 11, 9))
    view = reading.show(case.secretary, case.id)
    assert view.may_finish
    assert view.sheet is not None
    sheets.finish(case.secretary, case.id, version=view.sheet.version)
    assert words(case, Paper.QUALITY).startswith("Điểm chính thức")
    assert states(case)[Paper.QUALITY] is StepState.DONE


def test_a_committee_keeps_no_quality_sheet_and_no_monthly_report(make: Make, today: Today) -> None:
    today(EVENING, time(20, 55))
    case = open_body(make, BodyKind.STANDING_COMMITTEE)

    found = states(case)

    assert found[Paper.QUALITY] is StepState.DONE
    assert found[Paper.REPORT] is StepState.DONE
    assert words(case, Paper.REPORT) == "Báo cáo tháng là của chi bộ."
