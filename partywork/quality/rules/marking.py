"""What a line of the sheet earns from the facts of a meeting (Hướng dẫn 42-HD/BTCTW)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from partywork.ballots.terms import VoteStatus
from partywork.meetings.terms import AgendaPart
from partywork.quality.terms import Measure, QualityGroup

# Figures that grow, or are put right, until a meeting ends, and so are taken anew when it does.
COUNTED_AT_THE_END = frozenset(
    {
        Measure.DURATION,
        Measure.ATTENDANCE,
        Measure.EXCUSED_STREAK,
        Measure.PAPERS_ON_HANDBOOK,
        Measure.SPEAKERS,
        Measure.MINUTES_COMPLETE,
        Measure.CONCLUDED,
        Measure.ASSIGNED,
    }
)
# Lines that cannot be known while a meeting marks itself: nobody judges them, the sum waits.
DECIDED_LATER = frozenset({Measure.POSTED_IN_TIME})
_NOT_FINAL = "Tính lại khi kết thúc buổi họp."


@dataclass(frozen=True, slots=True)
class Band:
    """From a figure on (a percentage, or minutes too short), so many tenths of a point.

    A step `of_minimum` is for a meeting that lasted less than so many percent of its minimum.
    """

    start: int
    tenths: int
    of_minimum: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a template; `most` is what it can earn at all, in tenths.

    `bands` are the steps of a measured line, highest figure first; a line without bands earns all
    or nothing. `theme_only` lines count in a month with a thematic part only.
    """

    code: str
    group: QualityGroup
    most: int
    measure: Measure
    bands: tuple[Band, ...] = ()
    theme_only: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system knows of a meeting when the sheet is made.

    `assigned` tells of tasks and resolution, and of the minutes once the meeting `is_over`: they
    are read (step C6) after the points (C5). `posted_in_time` is unknown until its clock has run.
    `visitors` are who of the committee above was told to come: line 3.4 is about the telling.
    """

    minutes: int
    minimum_minutes: int
    expected: int
    present: int
    unexcused: int
    longest_excused_streak: int
    excused_streak_allowed: int
    committee_met: bool
    everybody_invited: bool
    visitors: int
    papers_in_time: bool
    papers_on_handbook: bool
    with_theme: bool
    speakers: int
    tasks: int
    tasks_done: int
    minutes_complete: bool
    concluded: bool
    assigned: bool
    posted_in_time: bool | None
    is_over: bool

    @property
    def minutes_short(self) -> int:
        """By how many minutes the meeting stayed below its minimum."""
        return max(self.minimum_minutes - self.minutes, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line earns, in tenths, and from what; without tenths people or the clock decide."""

    tenths: int | None
    origin: str
    is_applicable: bool = True


def percent(part: int, whole: int) -> int:
    """Return whole percent, rounded down: 88,2 % of 90 % wanted is not 90 %."""
    return part * 100 // whole if whole else 0


def mark(criterion: Criterion, facts: Facts) -> Mark:
    """Return what a line earns from the facts, with the figures it rests on."""
    if criterion.theme_only and not facts.with_theme:
        return Mark(None, "Tháng này không có sinh hoạt chuyên đề.", is_applicable=False)
    found = _MEASURED.get(criterion.measure, _yes_or_no)(criterion, facts)
    if facts.is_over or found.tenths is None or criterion.measure not in COUNTED_AT_THE_END:
        return found
    return replace(found, origin=f"{found.origin} {_NOT_FINAL}")


def is_conclusion(code: str, conclusion: str, vote: VoteStatus | None) -> bool:
    """Say whether an item brought a conclusion or an adopted resolution (line 7.1 of the sheet).

    What was put to the vote counts when it passed: a vote only prepared, stopped or lost concludes
    nothing. The items of the opening (chair, secretary, agenda) are no conclusions of the meeting.
    """
    if code.startswith(AgendaPart.OPENING.value):
        return False
    return bool(conclusion.strip()) if vote is None else vote is VoteStatus.PASSED


def _judgement(_criterion: Criterion, _facts: Facts) -> Mark:
    return Mark(None, "Chi bộ tự đánh giá.")


def _step(criterion: Criterion, figure: int) -> int:
    """Return the tenths of the highest band a figure reaches."""
    reached = [band.tenths for band in criterion.bands if figure >= band.start]
    return reached[0] if reached else 0


def _duration(criterion: Criterion, facts: Facts) -> Mark:
    """Give the fewest points of the steps a meeting falls under; all where it was long enough.

    On one ward's sheet up to 15 minutes too short is 4 points, up to 30 is 3, more is 2, and less
    than half is 1: half of the meeting's own minimum, of 90 minutes or of 120 with a theme.
    """
    short = facts.minutes_short
    steps = (band.tenths for band in criterion.bands if _is_too_short(band, facts))
    tenths = min(steps, default=criterion.most)
    words = f"{facts.minutes} phút, mức tối thiểu {facts.minimum_minutes} phút"
    return Mark(tenths, f"{words}, thiếu {short} phút." if short else f"{words}.")


def _is_too_short(band: Band, facts: Facts) -> bool:
    if band.of_minimum:
        return facts.minutes * 100 < facts.minimum_minutes * band.start
    return facts.minutes_short >= band.start


def _attendance(criterion: Criterion, facts: Facts) -> Mark:
    """Anyone absent without reason brings the lowest band, whatever the rate."""
    rate = percent(facts.present, facts.expected)
    words = f"{facts.present}/{facts.expected} đồng chí dự ({rate}%)"
    if facts.unexcused:
        lowest = min((band.tenths for band in criterion.bands), default=0)
        return Mark(lowest, f"{words}, có {facts.unexcused} đồng chí vắng không lý do.")
    return Mark(_step(criterion, rate), f"{words}, không ai vắng không lý do.")


def _speakers(criterion: Criterion, facts: Facts) -> Mark:
    rate = percent(facts.speakers, facts.present)
    return Mark(
        _step(criterion, rate), f"{facts.speakers}/{facts.present} đồng chí phát biểu ({rate}%)."
    )


def _results(criterion: Criterion, facts: Facts) -> Mark:
    if not facts.tasks:
        return Mark(None, "Kỳ trước không giao nhiệm vụ nào trên hệ thống: chi bộ tự đánh giá.")
    rate = percent(facts.tasks_done, facts.tasks)
    return Mark(
        _step(criterion, rate),
        f"{facts.tasks_done}/{facts.tasks} nhiệm vụ kỳ trước hoàn thành ({rate}%).",
    )


def _yes_or_no(criterion: Criterion, facts: Facts) -> Mark:
    answers: Mapping[Measure, tuple[bool | None, str, str]] = {
        Measure.EXCUSED_STREAK: (
            facts.longest_excused_streak <= facts.excused_streak_allowed,
            f"Trong năm không ai vắng có lý do quá {facts.excused_streak_allowed} "
            "buổi thường kỳ liên tiếp.",
            f"Có đồng chí vắng có lý do {facts.longest_excused_streak} "
            "buổi thường kỳ liên tiếp trong năm.",
        ),
        Measure.COMMITTEE_MET: (
            facts.committee_met,
            "Chi ủy đã họp, hội ý trước buổi sinh hoạt.",
            "Chưa ghi ngày chi ủy họp, hội ý.",
        ),
        Measure.INVITED: (
            facts.everybody_invited,
            f"Đã mời toàn thể đảng viên; {_of_visitors(facts.visitors)}.",
            f"Chưa mời đủ đảng viên; {_of_visitors(facts.visitors)}.",
        ),
        Measure.PAPERS_IN_TIME: (
            facts.papers_in_time,
            "Tài liệu đã gửi trước đúng hạn.",
            "Tài liệu gửi muộn hoặc chưa gửi.",
        ),
        Measure.PAPERS_ON_HANDBOOK: (
            facts.papers_on_handbook,
            "Tài liệu đã đăng Sổ tay đảng viên trước giờ họp.",
            "Chưa ghi việc đăng tài liệu lên Sổ tay đảng viên trước giờ họp.",
        ),
        Measure.THEME: (facts.with_theme, "Có sinh hoạt chuyên đề.", "Không có chuyên đề."),
        Measure.MINUTES_COMPLETE: (
            facts.minutes_complete,
            "Biên bản ghi đủ các mục.",
            "Biên bản còn mục chưa ghi.",
        ),
        Measure.CONCLUDED: (
            facts.concluded,
            "Có kết luận hoặc nghị quyết được thông qua.",
            "Chưa có kết luận hoặc nghị quyết được thông qua.",
        ),
        Measure.ASSIGNED: (
            facts.assigned,
            f"Đã phân công nhiệm vụ, không nghị quyết nào bị bác; {_of_minutes(facts.is_over)}.",
            "Chưa phân công nhiệm vụ, hoặc biên bản, nghị quyết không được thông qua.",
        ),
        Measure.POSTED_IN_TIME: (
            facts.posted_in_time,
            "Đã đăng kết quả đúng hạn.",
            "Đăng kết quả chậm hoặc chưa đăng.",
        ),
    }
    is_met, met, missed = answers[criterion.measure]
    if is_met is None:
        return Mark(None, "Chờ đăng kết quả trong hạn.")
    return Mark(criterion.most if is_met else 0, met if is_met else missed)


def _of_visitors(count: int) -> str:
    if not count:
        return "không cấp ủy viên cấp trên nào được phân công dự"
    return f"đã báo {count} cấp ủy viên cấp trên được phân công dự"


def _of_minutes(is_over: bool) -> str:
    return "biên bản đã được thông qua" if is_over else "biên bản chờ thông qua"


_MEASURED: Mapping[Measure, Callable[[Criterion, Facts], Mark]] = {
    Measure.JUDGEMENT: _judgement,
    Measure.DURATION: _duration,
    Measure.ATTENDANCE: _attendance,
    Measure.SPEAKERS: _speakers,
    Measure.RESULTS: _results,
}
