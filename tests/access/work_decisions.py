"""Decisions of each side on their way, and the congress that the committee prepares."""

from datetime import date

from partywork.ballots.terms import VoteSubject
from partywork.cells.terms import BodyKind
from partywork.core.db import transaction
from partywork.core.periods import Month
from partywork.documents.terms import AccessClass
from partywork.meetings.service import planning
from partywork.meetings.terms import MeetingKind
from partywork.resolutions import service as resolutions
from tests.access.sides import TODAY
from tests.access.work import Builder
from tests.support.meetings import plan_of
from tests.support.papers import vote

HELD_ON = date(2026, 12, 10)


def build(builder: Builder) -> None:
    """Draft a decision on a passed vote; let the Đảng ủy plan its congress."""
    side = builder.side
    builder.freeze(TODAY)
    kind = BodyKind.CELL if builder.is_cell else BodyKind.STANDING_COMMITTEE
    taken = vote(side.organisation, builder.make.body(side.organisation, kind).id)
    with transaction():
        taken.subject = VoteSubject.ORDINARY
    meeting_id = side.objects["filed"]["meeting_id"]
    decision = resolutions.draft_decision(
        side.secretary,
        meeting_id=meeting_id,
        vote=taken,
        decided_on=TODAY,
        title=side.word("về việc"),
        grounds=side.word("Căn cứ"),
        articles=side.word("Điều 1. Giao"),
        recipients=side.word("Lưu"),
        access=AccessClass.INTERNAL,
    )
    builder.keep("draft-decision", resolution_id=decision.id, meeting_id=meeting_id)
    if not builder.is_cell:
        _plan_congress(builder)


def _plan_congress(builder: Builder) -> None:
    side = builder.side
    body = builder.make.body(side.organisation, BodyKind.COMMITTEE)
    meeting = planning.plan(
        side.secretary,
        body.id,
        kind=MeetingKind.CONGRESS,
        month=Month.of(HELD_ON),
        facts=plan_of(body, on=HELD_ON, kind=MeetingKind.CONGRESS, title=side.word("Đại hội")),
    )
    builder.keep("congress", meeting_id=meeting.id)
