"""The invitation to a meeting: its paper, who is told, what people answer."""

from datetime import datetime, timedelta
from random import Random

from partywork.cli.demo import absences, words
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
from partywork.cli.demo.story import OPEN_CELL, Story
from partywork.core import clock
from partywork.documents.models import Document
from partywork.documents.rules import issuer_of
from partywork.documents.terms import DocumentKind, FileRole
from partywork.handbook.models import PapersPosting
from partywork.meetings.models import Invitation, Meeting, MeetingPaper
from partywork.meetings.rules import paper_access
from partywork.meetings.terms import AttendanceMark, InvitationAnswer, MeetingStatus
from partywork.notifications.terms import NoticeKind

_FORGETS, _LATE = 0.04, 0.08
# Months in which the open cell forgot, or was late.
_FATES = {4: 0.0, 7: 0.05, 10: 0.0}


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
    posted_at = _posted_at(story, at)
    if posted_at is not None:
        cast.leaf(
            PapersPosting,
            at,
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            posted_at=posted_at,
            noted_by=cast.chair(story.held_on).member.full_name,
        )


def _posted_at(story: Story, at: datetime) -> datetime | None:
    """Return when the papers came onto Sổ tay đảng viên: a few forget, a few are late."""
    fate = story.chance("handbook").random()
    if story.code == OPEN_CELL:
        fate = _FATES.get(story.month.month, fate)
    if fate < _FORGETS:
        return None
    begins = clock.instant_of(story.held_on, story.starts_at)
    return begins - timedelta(hours=2) if fate < _LATE else at


def _attach_outline(cast: Cast, story: Story, meeting: Meeting, at: datetime) -> None:
    subject = Random(f"{story.month}").choice(words.SUBJECTS)  # noqa: S311  (one for all cells)
    label = story.month.label
    document = new(
        Document,
        at,
        organisation_id=meeting.organisation_id,
        organisation=cast.organisation,
        kind=DocumentKind.MEETING_PAPER,
        access=paper_access(meeting.kind, cast.body.kind),
        issuer=issuer_of(cast.body.kind),
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
