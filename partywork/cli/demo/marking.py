"""What meetings of the invented year give themselves, and what becomes of these points."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from partywork.cli.demo import words
from partywork.cli.demo.cast import Cast
from partywork.cli.demo.records import moment
from partywork.cli.demo.story import JOURNEY_CELL, OPEN_CELL, Story
from partywork.core import clock, display
from partywork.core.periods import Month
from partywork.meetings import rules as meeting_rules
from partywork.meetings.models import Addendum, Meeting
from partywork.meetings.rules import RollLine
from partywork.provisions.terms import ConfirmationRoute, NotApplicable, ProvisionKey
from partywork.quality.models import QualityLine, QualitySheet
from partywork.quality.rules import marking, sums
from partywork.quality.rules.marking import Facts
from partywork.quality.service import templates
from partywork.quality.service.reading import Line
from partywork.quality.terms import Measure, QualityLevel, SheetStatus
from partywork.tasks.terms import TaskStatus

# Sheets of two cells are told for the whole year, those of the others for its last months.
_WHOLE, _MONTHS_OF_OTHERS = (JOURNEY_CELL, OPEN_CELL), 3
# Months of the open cell, counted back, in which it found its meeting wanting; percent given.
_WANTING = {4: 78, 7: 60, 9: 40}
_CONFIRMS_AFTER = timedelta(days=4)


@dataclass
class Sheet:
    """A sheet with the lines and facts it was made from, and the lines that are kept of it."""

    sheet: QualitySheet
    lines: list[Line]
    facts: Facts
    kept: list[QualityLine] = field(default_factory=list)


def _age(story: Story) -> int:
    """Return how many months ago it was."""
    now = Month.of(clock.today())
    return (now.year - story.month.year) * 12 + now.month - story.month.month


def mark(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Mark the sheet as the meeting does, from its figures and by judgement."""
    facts = _facts_of(cast, story, meeting)
    lines = [_line(story, row, facts) for row in templates.on(story.held_on).rows]
    tenths, level = _sum(cast, story, lines)
    meeting.quality_points, meeting.quality_level = tenths // sums.TENTHS, level.label
    if story.code in _WHOLE or _age(story) <= _MONTHS_OF_OTHERS:
        _keep(
            cast, story, meeting, Sheet(_sheet(cast, story, meeting, tenths, level), lines, facts)
        )


def _line(story: Story, row: templates.Row, facts: Facts) -> Line:
    found = marking.mark(row.criterion, facts)
    percent = _WANTING.get(_age(story)) if story.code == OPEN_CELL else None
    waits = row.criterion.measure is Measure.POSTED_IN_TIME or not found.is_applicable
    if waits or (found.tenths is not None and percent is None):
        return Line(row.criterion, row.title, found, None, "")
    usual = story.chance(f"quality {row.criterion.code}").choice((80, 90, 100, 100))
    judged = row.criterion.most * (percent or usual) // 100
    reason = words.OVERRULED if found.tenths is not None else ""
    return Line(row.criterion, row.title, found, judged, reason)


def _facts_of(cast: Cast, story: Story, meeting: Meeting) -> Facts:
    count = meeting_rules.count_attendance((one.status, one.mark) for one in meeting.attendances)
    before = cast.tasks_of(story.month.shift(-1))
    lengths = cast.provision(ProvisionKey.MEETING_MIN_MINUTES, story.held_on)
    return Facts(
        minutes=story.minutes,
        minimum_minutes=meeting_rules.least_minutes(lengths),
        expected=count.expected,
        present=count.expected_present,
        unexcused=count.unexcused,
        longest_excused_streak=_longest_streak(cast, meeting),
        excused_streak_allowed=cast.provision(ProvisionKey.QUALITY_EXCUSED_STREAK, story.held_on),
        committee_met=True,
        everybody_invited=True,
        visitors=sum(one.member_id is not None for one in meeting.guests),
        papers_in_time=True,
        papers_on_handbook=True,
        with_theme=False,
        speakers=len({one.member_id for item in meeting.agenda for one in item.statements}),
        tasks=len(before),
        tasks_done=sum(task.status is TaskStatus.DONE for task in before),
        minutes_complete=True,
        concluded=True,
        assigned=True,
        posted_in_time=None,
        is_over=True,
    )


def _longest_streak(cast: Cast, meeting: Meeting) -> int:
    """Return how many ordinary meetings in a row, to this one, somebody missed with a reason."""
    lines: dict[UUID, list[RollLine]] = {one.member_id: [] for one in meeting.attendances}
    earlier = [one for one in cast.meetings if one.starts_at < meeting.starts_at]
    for one in [*sorted(earlier, key=lambda one: one.starts_at), meeting]:
        for line in one.attendances:
            if line.member_id in lines:
                lines[line.member_id].append(
                    RollLine(one.starts_on, one.kind, line.status, line.mark)
                )
    return meeting_rules.excused_to_here(lines.values())


def _sum(cast: Cast, story: Story, lines: list[Line]) -> tuple[int, QualityLevel]:
    day = story.held_on
    how = NotApplicable(cast.provision(ProvisionKey.QUALITY_NOT_APPLICABLE, day))
    tenths, _ = sums.total([(one.criterion, one.mark) for one in lines], not_applicable=how)
    level = sums.level_of(
        tenths,
        good=cast.provision(ProvisionKey.QUALITY_GOOD, day),
        fair=cast.provision(ProvisionKey.QUALITY_FAIR, day),
        average=cast.provision(ProvisionKey.QUALITY_AVERAGE, day),
    )
    return tenths, level


def _sheet(
    cast: Cast, story: Story, meeting: Meeting, tenths: int, level: QualityLevel
) -> QualitySheet:
    at = meeting.closed_at or meeting.starts_at
    return cast.leaf(
        QualitySheet,
        at,
        organisation_id=meeting.organisation_id,
        meeting_id=meeting.id,
        template_from=templates.on(story.held_on).valid_from,
        status=SheetStatus.PROVISIONAL,
        tenths=tenths,
        level=level,
        confirmation_note="",
        marked_at=at,
    )


def _keep(cast: Cast, story: Story, meeting: Meeting, made: Sheet) -> None:
    cast.sheets[meeting.id] = made
    for position, line in enumerate(made.lines, start=1):
        one = line.criterion
        kept = cast.leaf(
            QualityLine,
            made.sheet.marked_at,
            organisation_id=meeting.organisation_id,
            sheet_id=made.sheet.id,
            position=position,
            code=one.code,
            group=one.group,
            title=line.title,
            most=one.most,
            measure=one.measure,
            bands=templates.kept_bands(one),
            theme_only=one.theme_only,
            is_applicable=line.computed.is_applicable,
            computed=line.computed.tenths,
            origin=line.computed.origin,
            judged=line.judged,
            reason=line.reason,
        )
        made.kept.append(kept)


def finish(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Let the points become official, as posting allows; later the level above confirms them.

    Of the last meeting before today one cell has still to do it; nobody has confirmed any.
    """
    made = cast.sheets.get(meeting.id)
    is_last = _age(story) <= 1
    if made is None or meeting.posted_on is None or (is_last and story.code == JOURNEY_CELL):
        return
    days = cast.provision(ProvisionKey.RESULTS_DAYS_AFTER, story.held_on)
    in_time = meeting.posted_on <= meeting_rules.results_due_on(story.held_on, days)
    facts = replace(made.facts, posted_in_time=in_time)
    lines = [_posted(line, facts) for line in made.lines]
    for kept, line in zip(made.kept, lines, strict=True):
        kept.computed, kept.origin = line.computed.tenths, line.computed.origin
    sheet = made.sheet
    sheet.official_tenths, sheet.official_level = _sum(cast, story, lines)
    sheet.official_on, sheet.status = meeting.posted_on, SheetStatus.OFFICIAL
    _add_to_minutes(cast, story, meeting, sheet)
    if not is_last:
        _confirm(cast, story, meeting, sheet)


def _posted(line: Line, facts: Facts) -> Line:
    if line.criterion.measure is not Measure.POSTED_IN_TIME:
        return line
    return replace(line, computed=marking.mark(line.criterion, facts))


def _add_to_minutes(cast: Cast, story: Story, meeting: Meeting, sheet: QualitySheet) -> None:
    if meeting.minutes is None or sheet.official_level is None:
        return
    cast.leaf(
        Addendum,
        moment(story.posted_on, 10, 30),
        organisation_id=meeting.organisation_id,
        minutes_id=meeting.minutes.id,
        text=f"Điểm chính thức của buổi sinh hoạt: {display.points(sheet.final_tenths)}/100, "
        f"xếp loại {sheet.official_level.label} "
        f"(điểm tạm tính {display.points(sheet.tenths)}).",
        author_name=cast.chair(story.held_on).member.full_name,
    )


def _confirm(cast: Cast, story: Story, meeting: Meeting, sheet: QualitySheet) -> None:
    visitors = [one.full_name for one in meeting.guests if one.member_id and one.is_present]
    sheet.confirmed_on = story.posted_on + _CONFIRMS_AFTER
    sheet.confirmed_by = visitors[0] if visitors else cast.office_name
    route = ConfirmationRoute(cast.provision(ProvisionKey.QUALITY_ROUTE, story.held_on))
    sheet.confirmed_as = ConfirmationRoute.ATTENDED if visitors else route
