"""Marking a meeting: the figures' proposal, the meeting's decision, the official points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.audit import service as audit
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import DomainError, NotVisible, RuleBroken, require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.meetings.models import Meeting
from partywork.meetings.service import confirmation, meetings, minutes, record
from partywork.meetings.service.clocks import results_are_late, results_due_on
from partywork.meetings.service.minutes import may_write_now
from partywork.meetings.terms import MinutesStatus
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ConfirmationRoute, NotApplicable, ProvisionKey
from partywork.quality import policy, queries, rules
from partywork.quality.models import QualityLine, QualitySheet
from partywork.quality.rules import Criterion, Facts, Mark
from partywork.quality.service import templates
from partywork.quality.service.facts import facts_of
from partywork.quality.terms import QualityGroup, QualityLevel, SheetStatus

_NOT_YOURS = "Chỉ cấp ủy và người ghi biên bản của buổi họp được chấm điểm."
_NOT_YOURS_TO_FINISH = "Việc này thuộc cấp ủy của tổ chức họp."
_NOT_YOURS_TO_CONFIRM = "Điểm do cấp ủy viên cấp trên dự họp hoặc Văn phòng Đảng ủy xác nhận."
_CONFIRMED = (MinutesStatus.CONFIRMED, MinutesStatus.FILED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people give a line; empty tenths leave it to the figures."""

    tenths: int | None
    reason: str = ""


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

    def of_group(self, group: QualityGroup) -> list[Line]:
        """The lines of one of the seven groups."""
        return [line for line in self.lines if line.criterion.group is group]


def show(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return the sheet of a meeting of a cell; nobody marks the meetings of other bodies."""
    meeting = _meeting(actor, meeting_id)
    sheet = queries.sheet_of(actor, meeting_id)
    if sheet is None and not policy.may_mark(actor, meeting):
        raise NotVisible()
    lines = _saved(sheet) if sheet is not None else _proposed(meeting, facts_of(actor, meeting))
    tenths, level = _sum(meeting, lines)
    may_mark = policy.may_mark(actor, meeting) and may_write_now(actor, meeting)
    return SheetView(
        meeting=meeting,
        sheet=sheet,
        lines=lines,
        tenths=tenths,
        level=level,
        groups=rules.by_group((line.criterion, line.mark) for line in lines),
        official_from=results_due_on(meeting),
        may_mark=may_mark,
        may_finish=sheet is not None and _may_finish(actor, meeting, sheet),
        may_confirm=sheet is not None and _may_confirm(actor, meeting, sheet),
    )


def for_finishing(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return a marked sheet to who lets its points become official now."""
    view = show(actor, meeting_id)
    require(policy.may_finish(actor, view.meeting), _NOT_YOURS_TO_FINISH)
    _check_may_finish(view.meeting, _of_meeting(actor, meeting_id))
    return view


def for_confirming(actor: Actor, meeting_id: UUID) -> SheetView:
    """Return a sheet to who confirms its official points."""
    view = show(actor, meeting_id)
    require(view.may_confirm, _NOT_YOURS_TO_CONFIRM)
    return view


def _meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = record.whole(actor, meeting_id)
    if meeting.body.kind is not BodyKind.CELL or meeting.opened_at is None:
        raise NotVisible()
    return meetings.get(
        actor, meeting_id, selectinload(Meeting.papers), selectinload(Meeting.invitations)
    )


def _proposed(meeting: Meeting, facts: Facts) -> list[Line]:
    return [
        Line(row.criterion, row.title, rules.mark(row.criterion, facts), None, "")
        for row in templates.on(meeting.starts_on).rows
    ]


def _saved(sheet: QualitySheet) -> list[Line]:
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


def _sum(meeting: Meeting, lines: Sequence[Line]) -> tuple[int, QualityLevel]:
    day = meeting.starts_on
    tenths, _ = rules.total(
        [(line.criterion, line.mark) for line in lines],
        not_applicable=NotApplicable(provisions.value(ProvisionKey.QUALITY_NOT_APPLICABLE, day)),
    )
    level = rules.level_of(
        tenths,
        good=provisions.value(ProvisionKey.QUALITY_GOOD, day),
        fair=provisions.value(ProvisionKey.QUALITY_FAIR, day),
        average=provisions.value(ProvisionKey.QUALITY_AVERAGE, day),
    )
    return tenths, level


def mark(
    actor: Actor, meeting_id: UUID, *, version: int, judged: Mapping[str, Judgement]
) -> QualitySheet:
    """Keep what the meeting gives itself; the figures are taken anew, the sum goes to C5.

    Raises RuleBroken for points beyond a line, a figure overruled without reason, a line nobody
    marked, or minutes already read out.
    """
    with transaction():
        meeting = _meeting(actor, meeting_id)
        require(policy.may_mark(actor, meeting), _NOT_YOURS)
        record.check_writing(actor, meeting)
        sheet = queries.sheet_of(actor, meeting_id)
        if sheet is not None:
            sheet.expect_version(version)
        refuse_secret(*(one.reason for one in judged.values()))
        lines = _judged(_proposed(meeting, facts_of(actor, meeting)), judged)
        rules.check_all_marked([(line.criterion, line.mark) for line in lines])
        tenths, level = _sum(meeting, lines)
        before = sheet.tenths if sheet is not None else None
        sheet = _keep(meeting, sheet, lines, tenths, level)
        minutes.write_quality(actor, meeting_id, points=tenths // rules.TENTHS, level=level.label)
        audit.record(
            actor,
            "quality.mark",
            sheet,
            organisation_path=meeting.organisation.path,
            quality=[before, tenths],
        )
    return sheet


def _judged(lines: Sequence[Line], judged: Mapping[str, Judgement]) -> list[Line]:
    decided = []
    for line in lines:
        said = judged.get(line.criterion.code, Judgement(None))
        given = said.tenths if line.computed.is_applicable else None
        rules.check_overruled(line.criterion, line.computed.tenths, given, said.reason)
        # What only repeats the figure is no decision of people.
        given = None if given == line.computed.tenths else given
        reason = tidy(said.reason) if given is not None else ""
        decided.append(Line(line.criterion, line.title, line.computed, given, reason))
    return decided


def _keep(
    meeting: Meeting,
    sheet: QualitySheet | None,
    lines: Sequence[Line],
    tenths: int,
    level: QualityLevel,
) -> QualitySheet:
    template_from = templates.on(meeting.starts_on).valid_from
    if sheet is None:
        sheet = QualitySheet(
            organisation_id=meeting.organisation_id, meeting_id=meeting.id, lines=[]
        )
        db.session.add(sheet)
    sheet.template_from = template_from
    sheet.tenths, sheet.level = tenths, level
    kept = {one.code: one for one in sheet.lines}
    for position, line in enumerate(lines, 1):
        _keep_line(sheet, kept.get(line.criterion.code), position, line)
    # Saving one line only must still count as a newer saving of the sheet.
    sheet.marked_at = clock.now()
    db.session.flush()
    return sheet


def _keep_line(sheet: QualitySheet, kept: QualityLine | None, position: int, line: Line) -> None:
    one, computed = line.criterion, line.computed
    if kept is None:
        kept = QualityLine(organisation_id=sheet.organisation_id, code=one.code)
        sheet.lines.append(kept)
    kept.position, kept.group, kept.title = position, one.group, line.title
    kept.most, kept.measure, kept.theme_only = one.most, one.measure, one.theme_only
    kept.bands = templates.kept_bands(one)
    kept.computed, kept.origin = computed.tenths, computed.origin
    kept.is_applicable = computed.is_applicable
    kept.judged, kept.reason = line.judged, line.reason


def finish(actor: Actor, meeting_id: UUID, *, version: int) -> QualitySheet:
    """Let the points become official: the result was posted, or its time has run out.

    Only what the clock decides is computed anew; the rest stays as the meeting decided it. The
    minutes get an addendum, because they were confirmed with the provisional points.
    """
    with transaction():
        meeting = _meeting(actor, meeting_id)
        require(policy.may_finish(actor, meeting), _NOT_YOURS_TO_FINISH)
        sheet = _of_meeting(actor, meeting_id)
        sheet.expect_version(version)
        _finish(actor, meeting, sheet)
    return sheet


def _finish(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> None:
    _check_may_finish(meeting, sheet)
    facts = facts_of(actor, meeting)
    for line in sheet.lines:
        if line.computed is None and line.judged is None:
            found = rules.mark(line.criterion, facts)
            line.computed, line.origin = found.tenths, found.origin
    tenths, level = _sum(meeting, _saved(sheet))
    sheet.official_tenths, sheet.official_level = tenths, level
    sheet.official_on, sheet.status = clock.today(), SheetStatus.OFFICIAL
    confirmation.add_addendum(
        actor,
        meeting.id,
        text=(
            f"Điểm chính thức của buổi sinh hoạt: {rules.in_words(tenths)}/100, "
            f"xếp loại {level.label} (điểm tạm tính {rules.in_words(sheet.tenths)})."
        ),
    )
    audit.record(
        actor,
        "quality.finish",
        sheet,
        organisation_path=meeting.organisation.path,
        quality=[sheet.tenths, tenths],
    )


def _check_may_finish(meeting: Meeting, sheet: QualitySheet) -> None:
    rules.check_may_finish(
        sheet.status,
        is_posted=meeting.posted_on is not None,
        clock_has_run=results_are_late(meeting),
    )
    if record.minutes_status(meeting) not in _CONFIRMED:
        raise RuleBroken("Biên bản chưa được xác nhận nên điểm chưa thành chính thức.")


def _may_finish(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> bool:
    try:
        _check_may_finish(meeting, sheet)
    except DomainError:
        return False
    return policy.may_finish(actor, meeting)


def _of_meeting(actor: Actor, meeting_id: UUID) -> QualitySheet:
    sheet = queries.sheet_of(actor, meeting_id)
    if sheet is None:
        raise NotVisible()
    return sheet


def _may_confirm(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> bool:
    is_waiting = sheet.status is SheetStatus.OFFICIAL and sheet.confirmed_on is None
    return is_waiting and policy.may_confirm(actor, meeting, _without_visitor(meeting))


def _without_visitor(meeting: Meeting) -> ConfirmationRoute:
    return ConfirmationRoute(provisions.value(ProvisionKey.QUALITY_ROUTE, meeting.starts_on))


def confirm(actor: Actor, meeting_id: UUID, *, version: int, note: str) -> QualitySheet:
    """Confirm official points for the level above, once, with a remark if there is one."""
    with transaction():
        meeting = _meeting(actor, meeting_id)
        sheet = _of_meeting(actor, meeting_id)
        require(_may_confirm(actor, meeting, sheet), _NOT_YOURS_TO_CONFIRM)
        sheet.expect_version(version)
        refuse_secret(note)
        visitors = {guest.member_id for guest in meeting.guests if guest.member_id}
        sheet.confirmed_as = rules.route_of(
            has_visitor=bool(visitors),
            without_visitor=_without_visitor(meeting),
        )
        sheet.confirmed_on, sheet.confirmed_by = clock.today(), actor.name
        sheet.confirmation_note = tidy(note)
        audit.record(actor, "quality.confirm", sheet, organisation_path=meeting.organisation.path)
    return sheet


def remind(day: date) -> int:
    """Remind the officers whose points could be official now; returns of how many meetings."""
    actor, told = system(day), 0
    with transaction():
        for sheet in queries.unfinished(actor):
            if sheet.reminded_on is None and results_are_late(sheet.meeting):
                sheet.reminded_on = day
                told += 1
                notifications.tell(
                    [one for one in (sheet.meeting.chair_id,) if one is not None],
                    NoticeKind.MEETING,
                    title="Điểm buổi sinh hoạt chờ thành chính thức",
                    text=f"Buổi ngày {display.day(sheet.meeting.starts_on)}.",
                    path=f"/meetings/{sheet.meeting_id}/quality-sheet",
                    topic="Chấm điểm",
                )
                audit.record(
                    actor,
                    "quality.remind",
                    sheet,
                    organisation_path=sheet.meeting.organisation.path,
                )
    return told
