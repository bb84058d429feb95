"""Telling the story of one cell: each step is taken on its day, once, and in order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from sqlalchemy import Select

from partywork.cells.models import Body
from partywork.cells.terms import BodyKind
from partywork.cli.demo import confirming, deciding, gathering, inviting, reporting
from partywork.cli.demo.cast import Cast, actor
from partywork.cli.demo.records import moment
from partywork.cli.demo.story import JOURNEY_CELL, Story, meeting_above, story_of
from partywork.core import clock
from partywork.core.db import db
from partywork.core.periods import Month
from partywork.meetings import policy as meetings_policy
from partywork.meetings.models import Meeting
from partywork.meetings.service import record
from partywork.meetings.terms import MeetingKind, MeetingStatus, MinutesStatus
from partywork.reports import queries as report_queries
from partywork.reports.models import Report
from partywork.reports.terms import ReportStatus
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.terms import ResolutionStatus

MONTHS = 12
# How long the open meeting has been going on when somebody looks at it.
_TALKED = timedelta(minutes=45)
# The dice of the bodies above the cells and the day of the month on which they meet.
_ABOVE = {BodyKind.STANDING_COMMITTEE: ("DU00", 14), BodyKind.INSPECTION_COMMISSION: ("DU01", 20)}


@dataclass
class Scene:
    """One month of one body and what has come of it so far."""

    cast: Cast
    story: Story
    meeting: Meeting | None = None
    resolution: Resolution | None = None
    report: Report | None = None


def tell(cast: Cast, today: date, holidays: Collection[date], *, opens_today: bool) -> None:
    """Take every step whose day has passed and that nobody has taken yet."""
    scenes = [_scene(cast, story) for story in _stories(cast, today, holidays, opens_today)]
    if cast.is_new:
        _set_first_number(cast, scenes, today)
    steps = [
        (day, order, scene)
        for scene in scenes
        for order, day in enumerate(_days(scene.story))
        if day is not None and day < today
    ]
    for day, order, scene in sorted(steps, key=lambda one: (one[0], one[2].story.month, one[1])):
        _STEPS[order](scene, day)
    for scene in scenes[-3:]:
        deciding.finish_tasks(cast, scene.story, today)
    if opens_today:
        _open_today(scenes[-1])
    cast.save_leaves()


def _stories(
    cast: Cast, today: date, holidays: Collection[date], opens_today: bool
) -> Iterator[Story]:
    now = Month.of(today)
    if cast.body.kind in _ABOVE:
        dice, on = _ABOVE[cast.body.kind]
        yield meeting_above(now.shift(-1), holidays, code=dice, on=on)
        return
    code = cast.organisation.code
    first = 1 - MONTHS if cast.is_new else -3
    for shift in range(first, 1):
        month = now.shift(shift)
        if shift == 0 and code == JOURNEY_CELL:
            return
        is_today = opens_today and shift == 0
        yield story_of(code, month, holidays, today if is_today else None)


def _scene(cast: Cast, story: Story) -> Scene:
    """Find what an older demo, or its user, has made of the month."""
    if cast.is_new:
        return Scene(cast, story)
    found = db.session.scalar(_meeting_of(cast, story.month))
    scene = Scene(cast, story)
    if found is not None:
        scene.meeting = record.whole(actor(), found.id)
        held_on = clock.day_of(found.starts_at)
        if found.status is not MeetingStatus.PLANNED and held_on != story.held_on:
            scene.story = story_of(story.code, story.month, (), held_on)
        if found.resolution_id is not None:
            scene.resolution = resolutions.get(actor(), found.resolution_id)
    scene.report = report_queries.report(
        actor(),
        Report.organisation_id == cast.organisation.id,
        Report.year == story.month.year,
        Report.month == story.month.month,
    )
    return scene


def _meeting_of(cast: Cast, month: Month) -> Select[Meeting]:
    kind = MeetingKind.REGULAR if cast.body.kind is BodyKind.CELL else MeetingKind.CONFERENCE
    return (
        meetings_policy.visible(actor())
        .join(Body, Meeting.body_id == Body.id)
        .where(
            Body.id == cast.body.id,
            Meeting.kind == kind,
            Meeting.year == month.year,
            Meeting.month == month.month,
        )
        .order_by(Meeting.created_at)
        .limit(1)
    )


def _set_first_number(cast: Cast, scenes: list[Scene], today: date) -> None:
    """Begin so far back that the newest resolution bears the last number used."""
    series = deciding.series_of(cast, today)
    stories = [scene.story for scene in scenes]
    issued = [
        one for one in stories if one.issued_on < today and not one.is_cancelled | one.is_refused
    ]
    cast.first_number = max((series.last_number if series else 0) - len(issued), 0)


def _days(story: Story) -> tuple[date | None, ...]:
    """The days of the steps, in the order of `_STEPS`."""
    return (
        story.planned_on,
        story.invited_on,
        story.held_on,
        story.confirmed_on,
        story.signed_on - timedelta(days=1),
        story.signed_on,
        story.issued_on,
        story.posted_on,
        story.drafted_on if story.code[:2] == "CB" else None,
        story.sent_on,
        story.returned_on,
        story.resent_on,
        story.accepted_on,
    )


def _plan(scene: Scene, _day: date) -> None:
    if scene.meeting is None:
        scene.meeting = gathering.plan(scene.cast, scene.story)
        if scene.story.is_cancelled:
            gathering.cancel(scene.story, scene.meeting)


def _invite(scene: Scene, _day: date) -> None:
    if scene.meeting is not None and scene.meeting.status is MeetingStatus.PLANNED:
        inviting.invite(scene.cast, scene.story, scene.meeting)


def _hold(scene: Scene, day: date) -> None:
    cast, story, meeting = scene.cast, scene.story, scene.meeting
    if meeting is None or meeting.status not in (MeetingStatus.INVITED, MeetingStatus.OPEN):
        return
    if meeting.status is MeetingStatus.INVITED:
        delay = timedelta(minutes=story.chance("delay").randint(0, 7))
        gathering.open_meeting(cast, story, meeting, meeting.starts_at + delay)
    _finish_earlier(scene, day)
    if gathering.hold(cast, story, meeting):
        deciding.draft(cast, story, meeting)
        scene.resolution = meeting.resolution
        db.session.flush()


def _finish_earlier(scene: Scene, day: date) -> None:
    """Tasks of the two months before have come as far as the day says."""
    if scene.cast.body.kind is not BodyKind.CELL:
        return
    for shift in (-2, -1):
        before = story_of(scene.story.code, scene.story.month.shift(shift), ())
        deciding.finish_tasks(scene.cast, before, day)


def _confirm(scene: Scene, _day: date) -> None:
    meeting = scene.meeting
    if meeting is None or meeting.minutes is None or meeting.status is not MeetingStatus.CLOSED:
        return
    if meeting.minutes.status is MinutesStatus.ADOPTED and meeting.minutes.text_hash is None:
        confirming.confirm(scene.cast, scene.story, meeting)


def _ask_for_signature(scene: Scene, _day: date) -> None:
    if _stands(scene, ResolutionStatus.ADOPTED) and scene.resolution is not None:
        deciding.ask_for_signature(scene.cast, scene.story, scene.resolution)


def _sign(scene: Scene, _day: date) -> None:
    if _stands(scene, ResolutionStatus.AWAITING_SIGNATURE) and scene.resolution is not None:
        deciding.sign(scene.cast, scene.story, scene.resolution)


def _issue(scene: Scene, _day: date) -> None:
    if _stands(scene, ResolutionStatus.SIGNED) and scene.resolution is not None:
        deciding.issue(scene.cast, scene.story, scene.resolution)


def _stands(scene: Scene, status: ResolutionStatus) -> bool:
    return scene.resolution is not None and scene.resolution.status is status


def _post(scene: Scene, _day: date) -> None:
    meeting = scene.meeting
    if meeting is not None and meeting.closed_at is not None and meeting.posted_on is None:
        confirming.post(scene.cast, scene.story, meeting)


def _draft_report(scene: Scene, day: date) -> None:
    if scene.report is None and scene.story.sent_on is not None:
        _finish_earlier(scene, day)
        scene.report = reporting.draft(scene.cast, scene.story, scene.meeting)


def _send_report(scene: Scene, day: date) -> None:
    if scene.report is not None and scene.report.status is ReportStatus.DRAFT:
        reporting.send(scene.cast, scene.story, scene.report, scene.meeting, moment(day, 16, 5))


def _return_report(scene: Scene, day: date) -> None:
    report = scene.report
    is_first = report is not None and report.returned_at is None
    if report is not None and is_first and report.status is ReportStatus.SENT:
        reporting.give_back(scene.cast, scene.story, report, day)


def _send_again(scene: Scene, day: date) -> None:
    if scene.report is not None and scene.report.status is ReportStatus.RETURNED:
        reporting.supplement(scene.report)
        reporting.send(scene.cast, scene.story, scene.report, scene.meeting, moment(day, 9, 45))


def _accept_report(scene: Scene, day: date) -> None:
    if scene.report is not None and scene.report.status is ReportStatus.SENT:
        reporting.accept(scene.cast, scene.report, day)


_STEPS = (
    _plan,
    _invite,
    _hold,
    _confirm,
    _ask_for_signature,
    _sign,
    _issue,
    _post,
    _draft_report,
    _send_report,
    _return_report,
    _send_again,
    _accept_report,
)


def _open_today(scene: Scene) -> None:
    """Let the meeting of today be open, its first items written."""
    meeting = scene.meeting
    if meeting is None or meeting.status is not MeetingStatus.INVITED:
        return
    talked = clock.local(clock.now() - _TALKED)
    quarter = talked.replace(minute=talked.minute // 15 * 15, second=0, microsecond=0)
    planned = max(clock.instant_of(scene.story.held_on, time(8, 0)), quarter.astimezone(UTC))
    meeting.starts_at = planned
    gathering.open_meeting(scene.cast, scene.story, meeting, min(planned, clock.now()))
    gathering.begin_talk(scene.cast, scene.story, meeting)
