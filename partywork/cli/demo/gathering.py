"""The steps of a meeting: planned, invited, opened, held and closed, confirmed, posted."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm.attributes import set_committed_value

from partywork.cells.terms import BodyKind
from partywork.cli.demo import absences, marking, minuting, words
from partywork.cli.demo.cast import Cast
from partywork.cli.demo.records import moment, new
from partywork.cli.demo.story import Story
from partywork.core import clock
from partywork.meetings.models import AgendaItem, Attendance, Guest, Meeting, Minutes
from partywork.meetings.rules import meeting_title
from partywork.meetings.terms import (
    AttendanceMark,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
    Place,
)
from partywork.provisions.terms import ProvisionKey

_AGENDAS = {
    BodyKind.CELL: ProvisionKey.AGENDA_REGULAR,
    BodyKind.STANDING_COMMITTEE: ProvisionKey.AGENDA_STANDING_COMMITTEE,
    BodyKind.INSPECTION_COMMISSION: ProvisionKey.AGENDA_INSPECTION,
}
# In these cells somebody of the Đảng ủy comes once a quarter, in the others now and then.
_VISITED, _QUARTER, _VISITS = ("CB11", "CB12"), 3, 0.08


def plan(cast: Cast, story: Story) -> Meeting:
    """Begin the meeting with its agenda."""
    at = moment(story.planned_on, 9, 10)
    is_cell = cast.body.kind is BodyKind.CELL
    kind = MeetingKind.REGULAR if is_cell else MeetingKind.CONFERENCE
    chair, taker = cast.chair(story.held_on), cast.minutes_taker(story.held_on)
    meeting = new(
        Meeting,
        at,
        organisation_id=cast.organisation.id,
        organisation=cast.organisation,
        body=cast.body,
        kind=kind,
        year=story.month.year,
        month=story.month.month,
        title=meeting_title(kind, cast.body.kind, story.month),
        starts_at=clock.instant_of(story.held_on, story.starts_at),
        place=_place(cast),
        status=MeetingStatus.PLANNED,
        prepared_on=story.prepared_on if is_cell else None,
        expected_chair=chair.member,
        expected_minutes_taker=taker.member,
        expected_chair_id=chair.member.id,
        expected_minutes_taker_id=taker.member.id,
        chair=None,
        minutes_taker=None,
        resolution=None,
        minutes=None,
        dues_note="",
        agenda=[],
        invitations=[],
        attendances=[],
        guests=[],
        papers=[],
        recordings=[],
        assignments=[],
    )
    items = [
        cast.leaf(
            AgendaItem,
            at,
            organisation_id=cast.organisation.id,
            meeting_id=meeting.id,
            position=position,
            code=row["code"],
            title=row["title"],
            minutes_planned=row.get("minutes"),
            notes="",
            conclusion="",
            vote=None,
            presenter=None,
            statements=[],
        )
        for position, row in enumerate(
            cast.provision(_AGENDAS[cast.body.kind], story.held_on), start=1
        )
    ]
    set_committed_value(meeting, "agenda", items)
    cast.meetings.append(meeting)
    return meeting


def _place(cast: Cast) -> str:
    if cast.body.kind is not BodyKind.CELL:
        return "Phòng họp Đảng ủy, tầng 2, Hà Nội"
    chance = Random(cast.organisation.code)  # noqa: S311  (the same room every month)
    return f"{chance.choice(words.PLACES)}, trụ sở {cast.unit}, Hà Nội"


def cancel(story: Story, meeting: Meeting) -> None:
    """«Không họp tháng này», with the reason."""
    meeting.status = MeetingStatus.CANCELLED
    meeting.cancel_reason = words.CANCELLED


def open_meeting(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    """Begin: chair and minutes taker are confirmed, everybody is called."""
    meeting.status = MeetingStatus.OPEN
    meeting.opened_at = at
    meeting.chair = meeting.expected_chair or cast.chair(story.held_on).member
    meeting.minutes_taker = (
        meeting.expected_minutes_taker or cast.minutes_taker(story.held_on).member
    )
    meeting.chair_id, meeting.minutes_taker_id = meeting.chair.id, meeting.minutes_taker.id
    invited = cast.on(story.held_on)
    away = absences.away(story, meeting, invited)
    chance = story.chance("late")
    lines = []
    for person in invited:
        mark, reason = away.get(person.member.id, (AttendanceMark.PRESENT, ""))
        is_late = mark is AttendanceMark.PRESENT and chance.random() < 0.04
        line = cast.leaf(
            Attendance,
            at,
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            member=person.member,
            member_id=person.member.id,
            status=person.status,
            office=person.office,
            mark=mark,
            place=Place.HALL,
            late_at=at + timedelta(minutes=chance.randint(5, 20)) if is_late else None,
            reason=reason,
        )
        lines.append(line)
        if mark is AttendanceMark.UNEXCUSED:
            cast.absent_days.setdefault(person.member.id, []).append(story.held_on)
    set_committed_value(meeting, "attendances", lines)
    _welcome(cast, story, meeting, at)
    meeting.minutes = new(
        Minutes,
        at,
        organisation_id=meeting.organisation_id,
        status=MinutesStatus.DRAFT,
        document=None,
        addenda=[],
    )


def _welcome(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    """Let somebody of the Đảng ủy sit in, as its office had arranged."""
    if cast.body.kind is not BodyKind.CELL or not cast.visitors:
        return
    chance = story.chance("visitor")
    is_due = story.month.month % _QUARTER == _QUARTER - 1
    if is_due if story.code in _VISITED else chance.random() < _VISITS:
        visitor = chance.choice(cast.visitors)
        new(
            Guest,
            at,
            organisation_id=meeting.organisation_id,
            meeting=meeting,
            member_id=visitor.id,
            full_name=visitor.full_name,
            title="Đảng ủy viên",
            is_present=True,
        )


def begin_talk(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Write the first items down, as far as an open meeting has come."""
    minuting.write(cast, story, meeting, ("A2", "A3", "A4", "B1", "B2"))


def hold(cast: Cast, story: Story, meeting: Meeting) -> bool:
    """Finish an open meeting as planned; a meeting in which somebody is voting is left alone."""
    minutes = meeting.minutes
    if minutes is None or not minuting.end_voting(meeting):
        return False
    codes = tuple(item.code for item in meeting.agenda)
    minuting.write(cast, story, meeting, codes)
    opened_at = meeting.opened_at or meeting.starts_at
    closed_at = opened_at + timedelta(minutes=story.minutes)
    minuting.vote(cast, story, meeting, closed_at - timedelta(minutes=20))
    minuting.assign(cast, story, meeting, closed_at - timedelta(minutes=15))
    meeting.status = MeetingStatus.CLOSED
    meeting.closed_at = closed_at
    if cast.body.kind is BodyKind.CELL:
        marking.mark(cast, story, meeting)
    minutes.status = MinutesStatus.ADOPTED
    minutes.read_out_at = closed_at - timedelta(minutes=6)
    return True
