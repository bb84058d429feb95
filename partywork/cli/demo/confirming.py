"""After the evening: the minutes are confirmed, scanned and filed, the result is posted."""

from datetime import datetime, timedelta
from random import Random

from partywork.cells.terms import BodyKind
from partywork.cli.demo import marking
from partywork.cli.demo.cast import Cast
from partywork.cli.demo.records import keep_file, moment, new, open_to_readers, signed_sheet
from partywork.cli.demo.story import Story
from partywork.core.text import fold
from partywork.documents.models import Document
from partywork.documents.rules import issuer_of
from partywork.documents.terms import DocumentKind, FileRole
from partywork.meetings.models import Meeting
from partywork.meetings.rules import paper_access
from partywork.meetings.service import papers
from partywork.meetings.terms import MeetingStatus, MinutesStatus

# The others report the meeting together with the month.
_REPORTS_AT_ONCE = 0.86


def confirm(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Minutes taker and chair confirm the text; the signed sheet is often scanned at once."""
    at = moment(story.confirmed_on, 9, 20)
    minutes = meeting.minutes
    if minutes is None or meeting.chair is None or meeting.minutes_taker is None:
        return
    minutes.confirmed_text = papers.canonical_text(meeting)
    minutes.text_hash = papers.digest_of(minutes.confirmed_text)
    minutes.taker_confirmed_at, minutes.taker_name = at, meeting.minutes_taker.full_name
    minutes.chair_confirmed_at = at + timedelta(hours=2)
    minutes.chair_name = meeting.chair.full_name
    minutes.status = MinutesStatus.CONFIRMED
    summary = papers.summary_of(meeting)
    document = new(
        Document,
        at,
        organisation_id=meeting.organisation_id,
        organisation=cast.organisation,
        kind=DocumentKind.MINUTES,
        access=paper_access(meeting.kind, cast.body.kind),
        issuer=issuer_of(cast.body.kind),
        summary=summary,
        folded_text=fold(f"{DocumentKind.MINUTES.label} {summary}"),
        files=[],
        clauses=[],
    )
    open_to_readers(document, at + timedelta(hours=2), committee=False)
    minutes.document = document
    if story.chance("scan").random() < 0.7:
        keep_file(
            document,
            at + timedelta(hours=5),
            role=FileRole.SIGNED_COPY,
            name=f"Bản ký {papers.file_name_of(meeting)}",
            content=signed_sheet(Random(f"{story.code} minutes")),  # noqa: S311  (a drawing)
            added_by=meeting.minutes_taker.full_name,
        )
        minutes.status = MinutesStatus.FILED


def post(cast: Cast, story: Story, meeting: Meeting) -> None:
    """Note that the result was posted, which makes the points official; most report it at once."""
    meeting.posted_on = story.posted_on
    marking.finish(cast, story, meeting)
    if cast.body.kind is BodyKind.CELL and story.chance("filed").random() < _REPORTS_AT_ONCE:
        file_up(meeting, moment(story.posted_on, 11, 15))


def file_up(meeting: Meeting, at: datetime) -> None:
    """Report the meeting to the Đảng ủy with its confirmed minutes, once."""
    minutes = meeting.minutes
    if minutes is None or meeting.status is not MeetingStatus.CLOSED:
        return
    if minutes.status in (MinutesStatus.CONFIRMED, MinutesStatus.FILED):
        meeting.status = MeetingStatus.FILED
        meeting.filed_at = at
        if minutes.document is not None:
            open_to_readers(minutes.document, at, committee=True)
