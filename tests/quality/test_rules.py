"""What a meeting earns, line by line, and what the sum is called (domain T23–T26)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partywork.ballots.terms import VoteStatus
from partywork.core.display import points as said
from partywork.core.errors import RuleBroken
from partywork.provisions.terms import ConfirmationRoute, NotApplicable
from partywork.quality.rules import decisions, marking, sums
from partywork.quality.rules.marking import Band, Criterion, Facts, Mark
from partywork.quality.rules.template import bands_in_words, bands_of, check_template
from partywork.quality.terms import Measure, QualityGroup, QualityLevel, SheetStatus

FACTS = Facts(
    minutes=95,
    minimum_minutes=90,
    expected=17,
    present=15,
    unexcused=0,
    longest_excused_streak=1,
    excused_streak_allowed=3,
    committee_met=True,
    everybody_invited=True,
    visitors=0,
    papers_in_time=True,
    papers_on_handbook=True,
    with_theme=False,
    speakers=8,
    tasks=10,
    tasks_done=9,
    minutes_complete=True,
    concluded=True,
    assigned=True,
    posted_in_time=None,
    is_over=True,
)
RATE = Criterion(
    "2.1",
    QualityGroup.ATTENDANCE,
    40,
    Measure.ATTENDANCE,
    (Band(90, 40), Band(75, 30), Band(65, 20), Band(0, 10)),
)
LENGTH = Criterion(
    "1.1",
    QualityGroup.TIME,
    50,
    Measure.DURATION,
    (Band(1, 40), Band(16, 30), Band(31, 20), Band(50, 10, of_minimum=True)),
)
SPEAKERS = Criterion(
    "4.5",
    QualityGroup.CONDUCT,
    50,
    Measure.SPEAKERS,
    (Band(51, 50), Band(40, 40), Band(30, 30), Band(0, 20)),
)
RESULTS = Criterion(
    "6.1",
    QualityGroup.RESULTS,
    300,
    Measure.RESULTS,
    (Band(90, 300), Band(80, 270), Band(70, 240), Band(60, 200), Band(50, 150), Band(0, 100)),
)
LIMITS = {"good": 90, "fair": 70, "average": 50}


def test_t23_fifteen_of_seventeen_earn_three_points() -> None:
    mark = marking.mark(RATE, FACTS)

    assert mark.tenths == 30
    assert mark.origin == "15/17 đồng chí dự (88%), không ai vắng không lý do."


def test_t24_one_absence_without_reason_earns_one_point_whatever_the_rate() -> None:
    mark = marking.mark(RATE, replace(FACTS, present=16, unexcused=1))

    assert mark.tenths == 10
    assert "94%" in mark.origin


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ((50, 50, 100, 360, 50, 270, 50), QualityLevel.GOOD),
        ((50, 50, 100, 329, 50, 270, 50), QualityLevel.FAIR),
        ((0, 0, 50, 200, 0, 250, 0), QualityLevel.AVERAGE),
        ((0, 0, 50, 199, 0, 250, 0), QualityLevel.POOR),
    ],
)
def test_t25_the_sum_has_a_name_and_is_not_rounded_up(
    points: tuple[int, ...], level: QualityLevel
) -> None:
    assert sums.level_of(sum(points), **LIMITS) is level


def test_t25_ninety_three_is_said_so() -> None:
    assert said(930) == "93"
    assert said(899) == "89,9"


def test_t26_ten_minutes_too_short_for_a_combined_meeting_cost_one_point() -> None:
    mark = marking.mark(LENGTH, replace(FACTS, minutes=110, minimum_minutes=120, with_theme=True))

    assert mark.tenths == 40
    assert mark.origin == "110 phút, mức tối thiểu 120 phút, thiếu 10 phút."


@pytest.mark.parametrize(
    ("minimum", "minutes", "tenths"),
    [
        (90, 90, 50),
        (90, 89, 40),
        (90, 75, 40),
        (90, 74, 30),
        (90, 60, 30),
        (90, 59, 20),
        (90, 45, 20),
        (90, 44, 10),
        (120, 120, 50),
        (120, 119, 40),
        (120, 105, 40),
        (120, 104, 30),
        (120, 90, 30),
        (120, 89, 20),
        (120, 70, 20),
        (120, 60, 20),
        (120, 59, 10),
        (60, 30, 30),
        (60, 29, 10),
        (0, 0, 50),
    ],
)
def test_half_of_the_minimum_is_two_points_and_less_is_one(
    minimum: int, minutes: int, tenths: int
) -> None:
    facts = replace(FACTS, minutes=minutes, minimum_minutes=minimum)

    assert marking.mark(LENGTH, facts).tenths == tenths


@given(st.integers(0, 240), st.integers(0, 240), st.integers(0, 240))
def test_a_longer_meeting_never_earns_less(minimum: int, minutes: int, more: int) -> None:
    short, longer = (
        marking.mark(LENGTH, replace(FACTS, minutes=length, minimum_minutes=minimum)).tenths or 0
        for length in (minutes, minutes + more)
    )

    assert 10 <= short <= longer <= 50
    assert (short == 10) is (minutes * 2 < minimum)
    assert (short == 50) is (minutes >= minimum)


@pytest.mark.parametrize(("speakers", "tenths"), [(8, 50), (7, 40), (5, 30), (4, 20), (0, 20)])
def test_speakers_are_counted_of_those_present(speakers: int, tenths: int) -> None:
    assert marking.mark(SPEAKERS, replace(FACTS, speakers=speakers)).tenths == tenths


@pytest.mark.parametrize(("done", "tenths"), [(10, 300), (9, 300), (8, 270), (5, 150), (4, 100)])
def test_results_follow_the_tasks_of_the_last_meeting(done: int, tenths: int) -> None:
    assert marking.mark(RESULTS, replace(FACTS, tasks_done=done)).tenths == tenths


def test_without_tasks_people_judge_the_results() -> None:
    assert marking.mark(RESULTS, replace(FACTS, tasks=0, tasks_done=0)).tenths is None


def test_judgement_is_left_to_people() -> None:
    line = Criterion("5.1", QualityGroup.PRINCIPLES, 10, Measure.JUDGEMENT)

    assert marking.mark(line, FACTS).tenths is None
    decisions.check_judged(line, 10)
    for tenths in (-1, 11):
        with pytest.raises(RuleBroken, match="từ 0 đến 1"):
            decisions.check_judged(line, tenths)


@pytest.mark.parametrize(
    ("measure", "met", "missed"),
    [
        (Measure.EXCUSED_STREAK, FACTS, replace(FACTS, longest_excused_streak=4)),
        (Measure.COMMITTEE_MET, FACTS, replace(FACTS, committee_met=False)),
        (Measure.INVITED, FACTS, replace(FACTS, everybody_invited=False)),
        (Measure.PAPERS_IN_TIME, FACTS, replace(FACTS, papers_in_time=False)),
        (Measure.PAPERS_ON_HANDBOOK, FACTS, replace(FACTS, papers_on_handbook=False)),
        (Measure.THEME, replace(FACTS, with_theme=True), FACTS),
        (Measure.MINUTES_COMPLETE, FACTS, replace(FACTS, minutes_complete=False)),
        (Measure.CONCLUDED, FACTS, replace(FACTS, concluded=False)),
        (Measure.ASSIGNED, FACTS, replace(FACTS, assigned=False)),
        (
            Measure.POSTED_IN_TIME,
            replace(FACTS, posted_in_time=True),
            replace(FACTS, posted_in_time=False),
        ),
    ],
)
def test_a_line_without_steps_earns_all_or_nothing(
    measure: Measure, met: Facts, missed: Facts
) -> None:
    line = Criterion("x", QualityGroup.PREPARATION, 20, measure)

    assert marking.mark(line, met).tenths == 20
    assert marking.mark(line, missed).tenths == 0
    assert marking.mark(line, met).origin != marking.mark(line, missed).origin


def test_posting_is_not_judged_before_its_clock_has_run() -> None:
    line = Criterion("7.3", QualityGroup.CLOSING, 10, Measure.POSTED_IN_TIME)

    assert marking.mark(line, FACTS).tenths is None


def test_what_was_assigned_counts_at_the_marking_and_says_that_the_minutes_are_still_to_come() -> (
    None
):
    line = Criterion("7.2", QualityGroup.CLOSING, 20, Measure.ASSIGNED)

    during, after = (marking.mark(line, replace(FACTS, is_over=over)) for over in (False, True))

    assert (during.tenths, after.tenths) == (20, 20)
    assert during.origin.endswith("biên bản chờ thông qua. Tính lại khi kết thúc buổi họp.")
    assert after.origin.endswith("biên bản đã được thông qua.")
    assert decisions.is_counted_anew(line, None)


def test_only_the_posting_waits_for_its_clock_and_is_judged_by_nobody() -> None:
    waiting = [
        one for one in Measure if decisions.waits(Criterion("x", LENGTH.group, 10, one), None)
    ]

    assert waiting == [Measure.POSTED_IN_TIME]
    assert not decisions.waits(Criterion("7.3", LENGTH.group, 10, Measure.POSTED_IN_TIME), 0)


def test_a_figure_that_still_grows_says_so() -> None:
    going_on = replace(FACTS, is_over=False)

    for growing in (LENGTH, RATE):
        assert marking.mark(growing, going_on).origin.endswith("Tính lại khi kết thúc buổi họp.")
        assert "Tính lại" not in marking.mark(growing, FACTS).origin
    assert "Tính lại" not in marking.mark(RESULTS, going_on).origin


def test_at_the_end_figures_are_taken_anew_and_decisions_of_people_stay() -> None:
    assert decisions.is_counted_anew(LENGTH, None)
    assert not decisions.is_counted_anew(LENGTH, 30)
    assert {
        one
        for one in Measure
        if decisions.is_counted_anew(Criterion("x", LENGTH.group, 10, one), None)
    } == {
        Measure.DURATION,
        Measure.ATTENDANCE,
        Measure.EXCUSED_STREAK,
        Measure.PAPERS_ON_HANDBOOK,
        Measure.SPEAKERS,
        Measure.MINUTES_COMPLETE,
        Measure.CONCLUDED,
        Measure.ASSIGNED,
    }


@pytest.mark.parametrize(
    ("code", "conclusion", "vote", "concludes"),
    [
        ("B2", "Thống nhất chủ trương.", None, True),
        ("B2", " ", None, False),
        ("C4", "", VoteStatus.PASSED, True),
        ("C4", "Không thông qua.", VoteStatus.FAILED, False),
        ("C4", "", VoteStatus.PREPARED, False),
        ("C4", "", VoteStatus.OPEN, False),
        ("C4", "", VoteStatus.STOPPED, False),
        ("A5", "Đồng ý chương trình.", None, False),
        ("A5", "", VoteStatus.PASSED, False),
        ("", "Thống nhất.", None, True),
    ],
)
def test_only_what_was_adopted_is_a_conclusion(
    code: str, conclusion: str, vote: VoteStatus | None, concludes: bool
) -> None:
    assert marking.is_conclusion(code, conclusion, vote) is concludes


def test_who_of_the_level_above_was_told_to_come_is_not_said_to_have_come() -> None:
    line = Criterion("3.4", QualityGroup.PREPARATION, 10, Measure.INVITED)

    nobody, one = (marking.mark(line, replace(FACTS, visitors=count)).origin for count in (0, 1))

    assert "không cấp ủy viên cấp trên nào được phân công dự" in nobody
    assert "đã báo 1 cấp ủy viên cấp trên được phân công dự" in one


def test_a_theme_line_does_not_apply_without_a_theme() -> None:
    line = Criterion("4.3", QualityGroup.CONDUCT, 50, Measure.THEME, theme_only=True)
    rest = Criterion("4.1", QualityGroup.CONDUCT, 950, Measure.JUDGEMENT)
    marks = [(line, marking.mark(line, FACTS)), (rest, Mark(855, ""))]

    assert sums.total(marks, not_applicable=NotApplicable.RESCALE) == (900, 950)
    assert sums.total(marks, not_applicable=NotApplicable.FULL) == (905, 1000)


def test_a_sheet_without_lines_adds_up_to_nothing() -> None:
    assert sums.total([], not_applicable=NotApplicable.RESCALE) == (0, 0)


marked = st.lists(
    st.tuples(st.integers(1, 300), st.integers(0, 300), st.booleans()), min_size=1, max_size=20
)


@given(marked, st.sampled_from(NotApplicable))
def test_no_sheet_earns_more_than_a_hundred_or_less_than_nought(
    lines: list[tuple[int, int, bool]], way: NotApplicable
) -> None:
    marks = [
        (
            Criterion(str(n), QualityGroup.CONDUCT, most, Measure.JUDGEMENT),
            Mark(min(tenths, most), "", is_applicable=applies),
        )
        for n, (most, tenths, applies) in enumerate(lines)
    ]

    earned, _ = sums.total(marks, not_applicable=way)

    assert 0 <= earned <= sums.WHOLE
    assert sum(sums.by_group(marks).values()) == sum(mark.tenths or 0 for _, mark in marks)


def template() -> list[Criterion]:
    most = {
        QualityGroup.TIME: 50,
        QualityGroup.ATTENDANCE: 50,
        QualityGroup.PREPARATION: 100,
        QualityGroup.CONDUCT: 400,
        QualityGroup.PRINCIPLES: 50,
        QualityGroup.RESULTS: 300,
        QualityGroup.CLOSING: 50,
    }
    return [
        Criterion(str(n), group, tenths, Measure.JUDGEMENT, (Band(0, tenths),))
        for n, (group, tenths) in enumerate(most.items())
    ]


def test_a_whole_template_is_accepted() -> None:
    check_template(template())


@pytest.mark.parametrize(
    ("number", "change", "words"),
    [
        (0, {"most": 60, "bands": ()}, "tổng 100 điểm, đang là 101"),
        (0, {"code": "1"}, "cùng ký hiệu"),
        (0, {"group": QualityGroup.CLOSING}, "đủ bảy nhóm"),
        (0, {"bands": (Band(0, 51),)}, "cao hơn điểm tối đa"),
        (0, {"bands": (Band(50, 10, of_minimum=True),)}, "chỉ dùng cho số phút"),
    ],
)
def test_a_template_that_does_not_add_up_is_refused(
    number: int, change: dict[str, object], words: str
) -> None:
    criteria = template()
    criteria[number] = replace(criteria[number], **change)  # type: ignore[arg-type]

    with pytest.raises(RuleBroken, match=words):
        check_template(criteria)


def test_a_year_is_told_in_words() -> None:
    assert sums.year_in_words([]) == "Chưa có buổi sinh hoạt nào được chấm điểm."
    assert sums.year_in_words([QualityLevel.FAIR, QualityLevel.GOOD, QualityLevel.GOOD]) == (
        "3 buổi sinh hoạt được chấm điểm: 2 buổi tốt, 1 buổi khá."
    )


def test_a_figure_is_overruled_with_a_reason_and_never_beyond_its_line() -> None:
    decisions.check_overruled(RATE, 30, None, "")
    decisions.check_overruled(RATE, 30, 30, "")
    decisions.check_overruled(RATE, None, 20, "")
    decisions.check_overruled(RATE, 30, 20, "Hai đồng chí về sớm.")
    with pytest.raises(RuleBroken, match="vì sao"):
        decisions.check_overruled(RATE, 30, 20, " ")
    with pytest.raises(RuleBroken, match="Điểm từ 0 đến 4"):
        decisions.check_overruled(RATE, 30, 41, "Rất tốt.")


def test_only_posting_and_what_does_not_apply_may_be_unmarked() -> None:
    posting = Criterion("7.1", QualityGroup.RESULTS, 20, Measure.POSTED_IN_TIME)
    decisions.check_all_marked(
        [(RATE, Mark(40, "")), (posting, Mark(None, "")), (LENGTH, Mark(None, "", False))]
    )
    with pytest.raises(RuleBroken, match=r"2\.1, 4\.5"):
        decisions.check_all_marked([(RATE, Mark(None, "")), (SPEAKERS, Mark(None, ""))])


def test_points_become_official_once_when_posted_or_when_time_has_run_out() -> None:
    decisions.check_may_finish(SheetStatus.PROVISIONAL, is_posted=True, clock_has_run=False)
    decisions.check_may_finish(SheetStatus.PROVISIONAL, is_posted=False, clock_has_run=True)
    with pytest.raises(RuleBroken, match="khi đã đăng"):
        decisions.check_may_finish(SheetStatus.PROVISIONAL, is_posted=False, clock_has_run=False)
    with pytest.raises(RuleBroken, match="đã chính thức"):
        decisions.check_may_finish(SheetStatus.OFFICIAL, is_posted=True, clock_has_run=True)


def test_a_day_of_posting_noted_later_agrees_with_official_points() -> None:
    for was, now in ((True, True), (False, False)):
        decisions.check_posting(SheetStatus.OFFICIAL, was_in_time=was, is_in_time=now)
    for was, now in ((True, False), (False, True)):
        decisions.check_posting(SheetStatus.PROVISIONAL, was_in_time=was, is_in_time=now)
        with pytest.raises(RuleBroken, match="đã chính thức"):
            decisions.check_posting(SheetStatus.OFFICIAL, was_in_time=was, is_in_time=now)


@pytest.mark.parametrize("without", list(ConfirmationRoute))
def test_a_visitor_confirms_and_without_one_whom_the_committee_named(
    without: ConfirmationRoute,
) -> None:
    named = decisions.route_of(has_visitor=False, without_visitor=without)
    visited = decisions.route_of(has_visitor=True, without_visitor=without)

    assert (named, visited) == (without, ConfirmationRoute.ATTENDED)


def test_steps_are_read_as_they_are_written() -> None:
    assert bands_of("90: 4; 75 : 3,5;") == (Band(90, 40), Band(75, 35))
    assert bands_in_words(LENGTH.bands) == "1: 4; 16: 3; 31: 2; dưới 50%: 1"
    for one in (RATE, LENGTH):
        assert bands_of(bands_in_words(one.bands)) == one.bands
    with pytest.raises(RuleBroken, match="Các mức ghi như"):
        bands_of("từ 90: 4")
