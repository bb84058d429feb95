"""What a meeting earns line by line, what it adds up to, and what that is called.

The groups and their maxima are those of Hướng dẫn 42-HD/BTCTW (28/10/2025), known from two
provincial applications; the lines below them are one ward's and so a template, not constants.
Points are whole tenths: 89,9 is 899 and is not rounded up to «Tốt».
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from partywork.core.errors import RuleBroken
from partywork.provisions.terms import ConfirmationRoute, NotApplicable
from partywork.quality.terms import (
    Measure,
    QualityGroup,
    QualityLevel,
    SheetStatus,
)

TENTHS = 10
_BAND = re.compile(r"(\d{1,3})\s*:\s*(\d{1,3})(?:,(\d))?")
WHOLE = 100 * TENTHS


@dataclass(frozen=True, slots=True)
class Band:
    """From a figure on (a percentage, or minutes too short), so many tenths of a point."""

    start: int
    tenths: int


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

    `posted_in_time` is unknown until the clock after the meeting has run.
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
    papers_in_time: bool
    with_theme: bool
    speakers: int
    tasks: int
    tasks_done: int
    minutes_complete: bool
    concluded: bool
    assigned: bool
    posted_in_time: bool | None

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
    return _MEASURED.get(criterion.measure, _yes_or_no)(criterion, facts)


def _judgement(_criterion: Criterion, _facts: Facts) -> Mark:
    return Mark(None, "Chi bộ tự đánh giá.")


def _step(criterion: Criterion, figure: int) -> int:
    """Return the tenths of the highest band a figure reaches."""
    reached = [band.tenths for band in criterion.bands if figure >= band.start]
    return reached[0] if reached else 0


def _duration(criterion: Criterion, facts: Facts) -> Mark:
    """Bands say from how many minutes too short fewer points are given; the shortest lack first."""
    short = facts.minutes_short
    tenths = criterion.most
    for band in sorted(criterion.bands, key=lambda one: one.start):
        tenths = band.tenths if short >= band.start else tenths
    words = f"{facts.minutes} phút, mức tối thiểu {facts.minimum_minutes} phút"
    return Mark(tenths, f"{words}, thiếu {short} phút." if short else f"{words}.")


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
            f"Không ai vắng có lý do quá {facts.excused_streak_allowed} buổi liên tiếp.",
            f"Có đồng chí vắng có lý do {facts.longest_excused_streak} buổi liên tiếp.",
        ),
        Measure.COMMITTEE_MET: (
            facts.committee_met,
            "Chi ủy đã họp, hội ý trước buổi sinh hoạt.",
            "Chưa ghi ngày chi ủy họp, hội ý.",
        ),
        Measure.INVITED: (
            facts.everybody_invited,
            "Đã mời toàn thể đảng viên và cấp ủy viên theo dõi.",
            "Chưa mời đủ đảng viên và cấp ủy viên theo dõi.",
        ),
        Measure.PAPERS_IN_TIME: (
            facts.papers_in_time,
            "Tài liệu đã gửi trước đúng hạn.",
            "Tài liệu gửi muộn hoặc chưa gửi.",
        ),
        Measure.THEME: (facts.with_theme, "Có sinh hoạt chuyên đề.", "Không có chuyên đề."),
        Measure.MINUTES_COMPLETE: (
            facts.minutes_complete,
            "Biên bản ghi đủ các mục.",
            "Biên bản còn mục chưa ghi.",
        ),
        Measure.CONCLUDED: (
            facts.concluded,
            "Có kết luận, nghị quyết được thông qua.",
            "Chưa có kết luận hoặc nghị quyết được thông qua.",
        ),
        Measure.ASSIGNED: (
            facts.assigned,
            "Biên bản, nghị quyết, phân công đã được thông qua.",
            "Biên bản, nghị quyết hoặc phân công chưa được thông qua.",
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


_MEASURED: Mapping[Measure, Callable[[Criterion, Facts], Mark]] = {
    Measure.JUDGEMENT: _judgement,
    Measure.DURATION: _duration,
    Measure.ATTENDANCE: _attendance,
    Measure.SPEAKERS: _speakers,
    Measure.RESULTS: _results,
}


def check_judged(criterion: Criterion, tenths: int) -> None:
    """People give a line no more than it can earn, and nothing below nought."""
    if not 0 <= tenths <= criterion.most:
        raise RuleBroken(f"Điểm từ 0 đến {in_words(criterion.most)}.", criterion.code)


def check_overruled(
    criterion: Criterion, computed: int | None, judged: int | None, why: str
) -> None:
    """A figure of the system is overruled only with a reason that everybody reads."""
    if judged is not None:
        check_judged(criterion, judged)
        if computed not in (None, judged) and not why.strip():
            raise RuleBroken("Hãy ghi vì sao điểm khác số liệu của hệ thống.", criterion.code)


def check_all_marked(marks: Iterable[tuple[Criterion, Mark]]) -> None:
    """A meeting gives itself a sum once every line is marked; only posting waits for its clock."""
    missing = [
        criterion.code
        for criterion, one in marks
        if one.is_applicable
        and one.tenths is None
        and criterion.measure is not Measure.POSTED_IN_TIME
    ]
    if missing:
        raise RuleBroken(f"Còn dòng chưa chấm: {', '.join(missing)}.")


def check_may_finish(status: SheetStatus, *, is_posted: bool, clock_has_run: bool) -> None:
    """Points become official once, when the result was posted or its time has run out.

    Hướng dẫn 42-HD/BTCTW gives 02 days to post (provision `meeting.results_days_after`).
    """
    if status is SheetStatus.OFFICIAL:
        raise RuleBroken("Điểm của buổi này đã chính thức.")
    if not (is_posted or clock_has_run):
        raise RuleBroken("Điểm thành chính thức khi đã đăng kết quả hoặc hết hạn đăng.")


def route_of(*, has_visitor: bool, without_visitor: ConfirmationRoute) -> ConfirmationRoute:
    """Return who confirms: the visitor from the level above, else as the Đảng ủy decided.

    Only quoted of practice under the former guidance; so the route without a visitor is a
    provision (`quality.confirmation_route`).
    """
    return ConfirmationRoute.ATTENDED if has_visitor else without_visitor


def check_template(criteria: Sequence[Criterion]) -> None:
    """A template adds up to 100 points in its seven groups, and its steps stay below each line."""
    if len({one.code for one in criteria}) != len(criteria):
        raise RuleBroken("Hai dòng của bảng điểm có cùng ký hiệu.")
    if {one.group for one in criteria} != set(QualityGroup):
        raise RuleBroken("Bảng điểm phải có đủ bảy nhóm.")
    if sum(one.most for one in criteria) != WHOLE:
        total = in_words(sum(one.most for one in criteria))
        raise RuleBroken(f"Bảng điểm phải có tổng 100 điểm, đang là {total}.")
    for one in criteria:
        if any(not 0 <= band.tenths <= one.most for band in one.bands):
            raise RuleBroken(f"Dòng {one.code}: điểm của mức cao hơn điểm tối đa.")


def total(
    marks: Iterable[tuple[Criterion, Mark]], *, not_applicable: NotApplicable
) -> tuple[int, int]:
    """Return what a sheet adds up to and out of how many tenths it was marked.

    Points that the month could not earn are given in full or left out and the rest brought back
    to 100 (a decision of the Đảng ủy, provision `quality.not_applicable`); a rest is cut off, so
    nothing is rounded up into a better level. Lines nobody has marked earn nothing yet.
    """
    earned, possible = 0, 0
    for criterion, one in marks:
        if one.is_applicable:
            earned += one.tenths or 0
            possible += criterion.most
        elif not_applicable is NotApplicable.FULL:
            earned += criterion.most
            possible += criterion.most
    return (earned * WHOLE // possible if possible else 0), possible


def by_group(marks: Iterable[tuple[Criterion, Mark]]) -> dict[QualityGroup, int]:
    """Return what each of the seven groups earned, in tenths."""
    order = list(QualityGroup)
    lines = sorted(marks, key=lambda one: order.index(one[0].group))
    return {
        group: sum(mark.tenths or 0 for _, mark in found)
        for group, found in groupby(lines, key=lambda one: one[0].group)
    }


def level_of(tenths: int, *, good: int, fair: int, average: int) -> QualityLevel:
    """Return what a sum is called: Tốt from 90, Khá from 70, Trung bình from 50, else Kém.

    The three limits are provisions, in whole points; 89,9 stays Khá.
    """
    if tenths >= good * TENTHS:
        return QualityLevel.GOOD
    if tenths >= fair * TENTHS:
        return QualityLevel.FAIR
    return QualityLevel.AVERAGE if tenths >= average * TENTHS else QualityLevel.POOR


def in_words(tenths: int) -> str:
    """Return points as people write them: «93», «89,9»."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole},{rest}" if rest else str(whole)


def bands_in_words(bands: Iterable[Band]) -> str:
    """Return steps as the office types them: «90: 4; 75: 3»."""
    return "; ".join(f"{band.start}: {in_words(band.tenths)}" for band in bands)


def bands_of(text: str) -> tuple[Band, ...]:
    """Read steps as people type them: from which figure on, how many points."""
    bands = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        found = _BAND.fullmatch(part)
        if found is None:
            raise RuleBroken(
                "Các mức ghi như «90: 4; 75: 3»: từ bao nhiêu thì được bao nhiêu điểm."
            )
        start, whole, rest = found.groups()
        bands.append(Band(int(start), int(whole) * TENTHS + int(rest or 0)))
    return tuple(bands)


def year_in_words(levels: Sequence[QualityLevel]) -> str:
    """Say what a year of meetings was like, in words and never as a place among cells."""
    if not levels:
        return "Chưa có buổi sinh hoạt nào được chấm điểm."
    counted = [
        f"{levels.count(level)} buổi {level.label.lower()}"
        for level in QualityLevel
        if level in levels
    ]
    return f"{len(levels)} buổi sinh hoạt được chấm điểm: {', '.join(counted)}."
