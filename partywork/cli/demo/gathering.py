"""The steps of a meeting: planned, invited, opened, held and closed."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm.attributes import set_committed_value

from partywork.cells.terms import BodyKind
from partywork.cli.demo import absences, minuting, words
from partywork.cli.demo.cast import Cast
from partywork.cli.demo.records import (
    DOCX,
    keep_file,
    moment,
    new,
    open_to_readers,
    searchable,
    text_file,
)
from partywork.cli.demo.story import Story
from partywork.core import clock
from partywork.documents.models import Document
from partywork.documents.terms import AccessClass, DocumentKind, FileRole
from partywork.meetings.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    MeetingPaper,
    Minutes,
)
from partywork.meetings.rules import meeting_title
from partywork.meetings.terms import (
    AttendanceMark,
    InvitationAnswer,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
    Place,
)
from partywork.notifications.terms import NoticeKind
from partywork.provisions.terms import ProvisionKey

_MAY_VOTE_AWAY = 0.93


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
        assignments=[],
    )
    key = ProvisionKey.AGENDA_REGULAR if is_cell else ProvisionKey.AGENDA_BODY
    items = [
        cast.leaf(
            AgendaItem,
            at,
            organisation_id=cast.organisation.id,
            meeting_id=meeting.id,
            position=position,
            code=row["code"],
            title=row["title"],
            notes="",
            conclusion="",
            vote=None,
            presenter=None,
            statements=[],
        )
        for position, row in enumerate(cast.provision(key, story.held_on), start=1)
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


def invite(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Send the paper and the invitations; people answer."""
    at = moment(story.invited_on, 10, 5)
    _attach_outline(cast, story, meeting, at)
    meeting.status = MeetingStatus.INVITED
    meeting.invited_at = at
    invited = cast.on(story.held_on)
    away = absences.away(story, meeting, invited)
    chance = story.chance("answers")
    for person in invited:
        answered = chance.random() < 0.8
        mark, reason = away.get(person.member.id, (AttendanceMark.PRESENT, ""))
        asks = mark is AttendanceMark.EXCUSED
        answer = InvitationAnswer.ASKS_ABSENCE if asks else InvitationAnswer.COMING
        accepted_at = at + timedelta(hours=26) if asks else None
        cast.leaf(
            Invitation,
            at,
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            member_id=person.member.id,
            sent_at=at,
            online_reason=None,
            answer=answer if asks or answered else InvitationAnswer.NONE,
            answered_at=at + timedelta(hours=chance.randint(1, 20)) if asks or answered else None,
            absence_reason=reason if asks else None,
            absence_accepted_at=accepted_at,
            absence_accepted_by=cast.chair(story.held_on).member.full_name if asks else None,
        )
    cast.tell(
        [one.member.id for one in invited],
        at,
        NoticeKind.INVITATION,
        title=f"Mời họp: {meeting.title}",
        path=f"/meetings/{meeting.id}/invitation",
    )


def _attach_outline(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    subject = Random(f"{story.month}").choice(words.SUBJECTS)  # noqa: S311  (one for all cells)
    label = story.month.label
    document = new(
        Document,
        at,
        organisation_id=meeting.organisation_id,
        organisation=cast.organisation,
        kind=DocumentKind.MEETING_PAPER,
        access=AccessClass.INTERNAL if cast.body.kind is BodyKind.CELL else AccessClass.RESTRICTED,
        summary=f"Tài liệu sinh hoạt {label}: {subject}",
        files=[],
        clauses=[],
    )
    searchable(document)
    open_to_readers(document, at, committee=False)
    keep_file(
        document,
        at,
        role=FileRole.ATTACHMENT,
        name=f"Tài liệu sinh hoạt {label}.docx",
        content=text_file(
            [one.format(label=label.upper(), subject=subject) for one in words.OUTLINE]
        ),
        media_type=DOCX,
        added_by=cast.chair(story.held_on).member.full_name,
    )
    new(
        MeetingPaper,
        at,
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        document=document,
    )


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
    meeting.minutes = new(
        Minutes,
        at,
        organisation_id=meeting.organisation_id,
        status=MinutesStatus.DRAFT,
        document=None,
        addenda=[],
    )


def begin_talk(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Write the first items down, as far as an open meeting has come."""
    minuting.write(cast, story, meeting, ("A2", "A3", "A4", "B1", "B2"))


def hold(cast: Cast, story: Story, meeting: Meeting) -> bool:
    """Finish an open meeting as planned; a meeting in which somebody is voting is left alone."""
    minutes = meeting.minutes
    if minutes is None or any(item.vote is not None for item in meeting.agenda):
        return False
    codes = tuple(item.code for item in meeting.agenda)
    minuting.write(cast, story, meeting, codes)
    opened_at = meeting.opened_at or meeting.starts_at
    closed_at = opened_at + timedelta(minutes=story.minutes)
    minuting.vote_on_draft(cast, story, meeting, closed_at - timedelta(minutes=20))
    minuting.assign(cast, story, meeting, closed_at - timedelta(minutes=15))
    if cast.body.kind is BodyKind.CELL:
        points = story.chance("quality").randint(80, 98)
        meeting.quality_points = points
        meeting.quality_level = next(level for least, level in words.LEVELS if points >= least)
    meeting.status = MeetingStatus.CLOSED
    meeting.closed_at = closed_at
    minutes.status = MinutesStatus.ADOPTED
    minutes.read_out_at = closed_at - timedelta(minutes=6)
    return True
