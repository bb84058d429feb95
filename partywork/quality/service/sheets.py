"""Marking a meeting: the figures' proposal, the meeting's decision, the official points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partywork.audit import service as audit
from partywork.core import clock, display
from partywork.core.actor import Actor, system
from partywork.core.db import db, transaction
from partywork.core.errors import require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.live import service as live
from partywork.meetings.models import Meeting
from partywork.meetings.service import confirmation, minutes, record
from partywork.meetings.service.clocks import results_are_late, results_due_on
from partywork.meetings.service.people import leaders
from partywork.notifications import service as notifications
from partywork.notifications.terms import NoticeKind
from partywork.quality import policy, queries
from partywork.quality.models import QualityLine, QualitySheet
from partywork.quality.rules import decisions, marking, sums
from partywork.quality.rules.marking import Facts
from partywork.quality.service import reading, templates
from partywork.quality.service.facts import facts_of
from partywork.quality.service.reading import Line
from partywork.quality.terms import QualityLevel, SheetStatus

_NOT_YOURS = "Chỉ cấp ủy và người ghi biên bản của buổi họp được chấm điểm."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people give a line; empty tenths leave it to the figures."""

    tenths: int | None
    reason: str = ""


def mark(
    actor: Actor, meeting_id: UUID, *, version: int, judged: Mapping[str, Judgement]
) -> QualitySheet:
    """Keep what the meeting gives itself; the figures are taken anew, the sum goes to C5.

    Raises RuleBroken for points beyond a line, a figure overruled without reason, a line nobody
    marked, or minutes already read out.
    """
    with transaction():
        meeting = reading.meeting_of(actor, meeting_id)
        require(policy.may_mark(actor, meeting), _NOT_YOURS)
        record.check_writing(actor, meeting)
        sheet = queries.sheet_of(actor, meeting_id)
        if sheet is not None:
            sheet.expect_version(version)
        refuse_secret(*(one.reason for one in judged.values()))
        lines = _judged(reading.proposed(meeting, facts_of(actor, meeting)), judged)
        decisions.check_all_marked([(line.criterion, line.mark) for line in lines])
        tenths, level = reading.sum_of(meeting, lines)
        before = sheet.tenths if sheet is not None else None
        sheet = _keep(meeting, sheet, lines, tenths, level)
        minutes.write_quality(actor, meeting_id, points=tenths // sums.TENTHS, level=level.label)
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
        given = said.tenths if line.computed.is_applicable and not line.waits else None
        decisions.check_overruled(line.criterion, line.computed.tenths, given, said.reason)
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


def count_anew(actor: Actor, meeting_id: UUID) -> None:
    """Take the figures of a meeting that ends anew, inside the use case that ends it.

    How long it lasted, who came and who spoke, whether its minutes are whole, what it concluded and
    assigned is known only now; what people decided themselves stays. The sum of the evening and C5
    follow.
    """
    with transaction():
        sheet = queries.sheet_of(actor, meeting_id)
        if sheet is None:
            return
        meeting = reading.meeting_of(actor, meeting_id)
        facts, before = facts_of(actor, meeting), sheet.tenths
        for line in sheet.lines:
            if decisions.is_counted_anew(line.criterion, line.judged):
                _take(line, facts)
        sheet.tenths, sheet.level = reading.sum_of(meeting, reading.saved(sheet))
        meeting.quality_points = sheet.tenths // sums.TENTHS
        meeting.quality_level = sheet.level.label
        audit.record(
            actor,
            "quality.count_anew",
            sheet,
            organisation_path=meeting.organisation.path,
            quality=[before, sheet.tenths],
        )
        live.publish(meeting_id, "quality")


def _take(line: QualityLine, facts: Facts) -> None:
    found = marking.mark(line.criterion, facts)
    line.computed, line.origin = found.tenths, found.origin


def finish(actor: Actor, meeting_id: UUID, *, version: int) -> QualitySheet:
    """Let the points become official: the result was posted, or its time has run out.

    Only what the clock decides is computed anew; the rest stays as the meeting decided it. The
    minutes get an addendum, because they were confirmed with the provisional points.
    """
    with transaction():
        record.queue_writers(meeting_id)
        meeting = reading.meeting_of(actor, meeting_id)
        require(policy.may_finish(actor, meeting), reading.NOT_YOURS_TO_FINISH)
        sheet = reading.sheet_of(actor, meeting_id)
        sheet.expect_version(version)
        _finish(actor, meeting, sheet)
    return sheet


def _finish(actor: Actor, meeting: Meeting, sheet: QualitySheet) -> None:
    reading.check_may_finish(meeting, sheet)
    facts = facts_of(actor, meeting)
    for line in sheet.lines:
        if line.computed is None and line.judged is None:
            _take(line, facts)
    tenths, level = reading.sum_of(meeting, reading.saved(sheet))
    sheet.official_tenths, sheet.official_level = tenths, level
    sheet.official_on, sheet.status = clock.today(), SheetStatus.OFFICIAL
    confirmation.add_addendum(
        actor,
        meeting.id,
        text=(
            f"Điểm chính thức của buổi sinh hoạt: {display.points(tenths)}/100, "
            f"xếp loại {level.label} (điểm tạm tính {display.points(sheet.tenths)})."
        ),
    )
    audit.record(
        actor,
        "quality.finish",
        sheet,
        organisation_path=meeting.organisation.path,
        quality=[sheet.tenths, tenths],
    )


def check_posting(actor: Actor, meeting: Meeting, posted_on: date) -> None:
    """Refuse a day of posting that official points contradict, inside the case that notes it."""
    sheet = queries.sheet_of(actor, meeting.id)
    if sheet is not None:
        due_on = results_due_on(meeting)
        decisions.check_posting(
            sheet.status,
            was_in_time=meeting.posted_on is not None and meeting.posted_on <= due_on,
            is_in_time=posted_on <= due_on,
        )


def confirm(actor: Actor, meeting_id: UUID, *, version: int, note: str) -> QualitySheet:
    """Confirm official points for the level above, once, with a remark if there is one."""
    with transaction():
        meeting = reading.meeting_of(actor, meeting_id)
        sheet = reading.sheet_of(actor, meeting_id)
        require(reading.may_confirm(actor, meeting, sheet), reading.NOT_YOURS_TO_CONFIRM)
        sheet.expect_version(version)
        refuse_secret(note)
        sheet.confirmed_as = decisions.route_of(
            has_visitor=bool(policy.visitors_of(meeting)),
            without_visitor=reading.without_visitor(meeting),
        )
        sheet.confirmed_on, sheet.confirmed_by = clock.today(), actor.name
        sheet.confirmation_note = tidy(note)
        audit.record(actor, "quality.confirm", sheet, organisation_path=meeting.organisation.path)
    return sheet


def _whose(meeting: Meeting, day: date) -> list[UUID]:
    """Return who is to let the points of a meeting become official."""
    return [meeting.chair_id] if meeting.chair_id is not None else leaders(meeting.body, day)


def remind(day: date) -> int:
    """Remind whose points could be official now, once each; returns of how many meetings.

    Who chaired the meeting is told; without them, who leads the body.
    """
    actor, told = system(day), 0
    with transaction():
        for sheet in queries.unfinished(actor):
            if sheet.reminded_on is None and results_are_late(sheet.meeting):
                whose = _whose(sheet.meeting, day)
                if not whose:
                    continue
                sheet.reminded_on = day
                told += 1
                notifications.tell(
                    whose,
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
