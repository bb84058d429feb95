"""Reading the sheet of a meeting: its lines, its sum, and what the reader may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor
from partywork.core.errors import DomainError, NotVisible, RuleBroken, require
from partywork.meetings.models import Meeting
from partywork.meetings.service import meetings, record
from partywork.meetings.service.clocks import results_are_late, results_due_on
from partywork.meetings.service.minutes import may_write_now
from partywork.meetings.terms import MinutesStatus
from partywork.provisions import service as provisions
from partywork.provisions.terms import ConfirmationRoute, NotApplicable, ProvisionKey
from partywork.quality import policy, queries
from partywork.quality.models import QualitySheet
from partywork.quality.rules import decisions, marking, sums
from partywork.quality.rules.marking import Criterion, Facts, Mark
from partywork.quality.service import templates
from partywork.quality.service.facts import facts_of
from partywork.quality.terms import QualityGroup, QualityLevel, SheetStatus

NOT_YOURS_TO_FINISH = "Việc này thuộc cấp ủy của tổ chức họp."
NOT_YOURS_TO_CONFIRM = "Điểm do cấp ủy viên cấp trên dự họp hoặc Văn phòng Đảng ủy xác nhận."
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the page shows it: what it can earn, what the figures say, what people gave."""

    criterion: Criterion
    title: str
    computed: Mark
    judged: int | None
    reason: str

    @property
    def tenths(self) -> int | None:
        """What the line earns."""
        return self.computed.tenths if self.judged is None else self.judged

    @property
    def waits(self) -> bool:
        """Whether the line is decided only later, by the clock after the meeting."""
        return decisions.waits(self.criterion, self.computed.tenths)

    @property
    def mark(self) -> Mark:
        """What the line adds to the sum."""
        return Mark(self.tenths, self.computed.origin, self.computed.is_applicable)


@dataclass(frozen=True, slots=True)
class SheetView:
    """The sheet of a meeting; before anybody has saved it, as the figures propose it.

    `tenths` is the sum of what is marked so far, `level` its name; `official_from` is the day
    after which the points become official at the latest.
    """

    meeting: Meeting
    sheet: QualitySheet | None
    lines: list[Line]
    tenths: int
    level: QualityLevel
    groups: dict[QualityGroup, int]
    official_from: date
    may_mark: bool
    may_finish: bool
    may_confirm: bool

    @property
    def unmarked(self) -> int:
        """How many lines nobody has marked yet."""
        return sum(one.computed.is_applicable and one.tenths is None for one in self.lines)

    def of_group(self, group: QualityGroup) -> list[Line]:
        """The lines of one of the seven groups."""
        return [line for line in self.lines if line.criterion.group is group]


def show(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return the sheet of a meeting of a cell; nobody marks the meetings of other bodies."""
    meeting = meeting_of(actor, meeting_id)
    sheet = queries.sheet_of(actor, meeting_id)
    if sheet is None and not policy.may_mark(actor, meeting):
        raise NotVisible()
    lines = saved(sheet) if sheet is not None else proposed(meeting, facts_of(actor, meeting))
    tenths, level = sum_of(meeting, lines)
    may_mark = policy.may_mark(actor, meeting) and may_write_now(actor, meeting)
    return SheetView(
        meeting=meeting,
        sheet=sheet,
        lines=lines,
        tenths=tenths,
        level=level,
        groups=sums.by_group((line.criterion, line.mark) for line in lines),
        official_from=results_due_on(meeting),
        may_mark=may_mark,
        may_finish=sheet is not None and _may_finish(actor, meeting, sheet),
        may_confirm=sheet is not None and may_confirm(actor, meeting, sheet),
    )


def for_finishing(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return a marked sheet to who lets its points become official now."""
    view = show(actor, meeting_id)
    require(policy.may_finish(actor, view.meeting), NOT_YOURS_TO_FINISH)
    check_may_finish(view.meeting, sheet_of(actor, meeting_id))
    return view


def for_confirming(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return a sheet to who confirms its official points."""
    view = show(actor, meeting_id)
    require(view.may_confirm, NOT_YOURS_TO_CONFIRM)
    return view


def meeting_of(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting of a cell that has begun, with what its facts are read from."""
    meeting = record.whole(actor, meeting_id)
    if meeting.body.kind is not BodyKind.CELL or meeting.opened_at is None:
        raise NotVisible()
    return meetings.get(
        actor, meeting_id, selectinload(Meeting.papers), selectinload(Meeting.invitations)
    )


def proposed(meeting: Meeting, facts: Facts) -> list[Line]:
    """Return the lines of the template in force, marked by the figures."""
    return [
        Line(row.criterion, row.title, marking.mark(row.criterion, facts), None, "")
        for row in templates.on(meeting.starts_on).rows
    ]


def saved(sheet: QualitySheet) -> list[Line]:
    """Return the lines as they were kept."""
    return [
        Line(
            one.criterion,
            one.title,
            Mark(one.computed, one.origin, one.is_applicable),
            one.judged,
            one.reason,
        )
        for one in sheet.lines
    ]


def sum_of(meeting: Meeting, lines: Sequence[Line]) -> tuple[int, QualityLevel]:
    """Return what lines add up to and its name, by the provisions of the meeting's day."""
    day = meeting.starts_on
    tenths, _ = sums.total(
        [(line.criterion, line.mark) for line in lines],
        not_applicable=NotApplicable(provisions.value(ProvisionKey.QUALITY_NOT_APPLICABLE, day)),
    )
    level = sums.level_of(
        tenths,
        good=provisions.value(ProvisionKey.QUALITY_GOOD, day),
        fair=provisions.value(ProvisionKey.QUALITY_FAIR, day),
        average=provisions.value(ProvisionKey.QUALITY_AVERAGE, day),
    )
    return tenths, level


def check_may_finish(meeting: Meeting, sheet: QualitySheet) -> None:
    """Refuse official points before their time, or before the minutes are confirmed."""
    decisions.check_may_finish(
        sheet.status,
        is_posted=meeting.posted_on is not None,
        clock_has_run=results_are_late(meeting),
    )
    if record.minutes_status(meeting) not in _CONFIRMED:
        raise RuleBroken("Biên bản chưa được xác nhận nên điểm chưa thành chính thức.")


def _may_finish(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> bool:
    try:
        check_may_finish(meeting, sheet)
    except DomainError:
        return False
    return policy.may_finish(actor, meeting)


def sheet_of(actor: Actor, meeting_id: UUID) -> QualitySheet:
    """Return the kept sheet of a meeting."""
    sheet = queries.sheet_of(actor, meeting_id)
    if sheet is None:
        raise NotVisible()
    return sheet


def may_confirm(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> bool:
    """Say whether official points wait for this person's confirmation."""
    is_waiting = sheet.status is SheetStatus.OFFICIAL and sheet.confirmed_on is None
    return is_waiting and policy.may_confirm(actor, meeting, without_visitor(meeting))


def without_visitor(meeting: Meeting) -> ConfirmationRoute:
    """Return who confirms where nobody of the level above attended."""
    return ConfirmationRoute(provisions.value(ProvisionKey.QUALITY_ROUTE, meeting.starts_on))
