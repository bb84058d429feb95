"""The whole record of a meeting, loaded for the pages and papers that tell it."""

from uuid import UUID

from sqlalchemy.orm import joinedload, selectinload

from partywork.ballots.models import Vote
from partywork.ballots.queries import WHOLE
from partywork.cells.models import Organisation
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update
from partywork.core.errors import NotVisible, RuleBroken, require
from partywork.documents.models import Document
from partywork.meetings import policy, rules
from partywork.meetings.models import (
    AgendaItem,
    Assignment,
    Attendance,
    Meeting,
    Minutes,
    Statement,
)
from partywork.meetings.terms import MeetingStatus, MinutesStatus

_NOT_YOURS = "Chỉ cấp ủy và người ghi biên bản của cuộc họp được ghi biên bản."

# Everything the minutes tell; made once, for making it costs as much as a question.
_WHOLE = (
    joinedload(Meeting.organisation).joinedload(Organisation.parent),
    joinedload(Meeting.body),
    joinedload(Meeting.chair),
    joinedload(Meeting.minutes_taker),
    joinedload(Meeting.minutes).options(
        selectinload(Minutes.addenda),
        joinedload(Minutes.document).selectinload(Document.files),
    ),
    selectinload(Meeting.agenda).options(
        joinedload(AgendaItem.vote).options(*WHOLE, joinedload(Vote.ballot)),
        joinedload(AgendaItem.presenter),
        selectinload(AgendaItem.statements).joinedload(Statement.member),
    ),
    selectinload(Meeting.attendances).joinedload(Attendance.member),
    selectinload(Meeting.guests),
    selectinload(Meeting.recordings),
    selectinload(Meeting.assignments).joinedload(Assignment.lead),
)


def whole(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return a meeting with everything its minutes tell."""
    query = (
        policy.visible(actor)
        .where(Meeting.id == meeting_id)
        .options(*_WHOLE)
        .execution_options(populate_existing=True)
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotVisible()
    return found


def item_of(meeting: Meeting, item_id: UUID) -> AgendaItem:
    """Return an agenda item of this very meeting."""
    for item in meeting.agenda:
        if item.id == item_id:
            return item
    raise NotVisible()


def item_with_vote(meeting: Meeting, vote_id: UUID) -> tuple[AgendaItem, Vote]:
    """Return a vote of this very meeting and the item it was taken on."""
    for item in meeting.agenda:
        if item.vote is not None and item.vote.id == vote_id:
            return item, item.vote
    raise NotVisible()


def check_stands_in(actor: Actor, meeting_id: UUID, vote_id: UUID) -> None:
    """Refuse a vote that stands on no item of this very meeting; nothing else of it is read."""
    query = policy.visible_agenda(actor).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.vote_id == vote_id
    )
    if db.session.scalar(query.with_only_columns(AgendaItem.id)) is None:
        raise NotVisible()


def minutes_status(meeting: Meeting) -> MinutesStatus:
    """Return where the minutes stand; minutes nobody has begun are a draft."""
    return meeting.minutes.status if meeting.minutes is not None else MinutesStatus.DRAFT


def is_read_out(actor: Actor, meeting_id: UUID) -> bool:
    """Say whether the minutes of a meeting are adopted and can still be heard anew."""
    query = policy.visible_minutes(actor).where(Minutes.meeting_id == meeting_id)
    status = db.session.scalar(query.with_only_columns(Minutes.status))
    return status is MinutesStatus.ADOPTED


def begin_minutes(meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting, begun inside the running transaction if need be."""
    if meeting.minutes is None:
        meeting.minutes = Minutes(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            status=MinutesStatus.DRAFT,
            addenda=[],
            document=None,
        )
        db.session.flush()
    return meeting.minutes


def hear_anew(meeting: Meeting) -> bool:
    """Let minutes that were read out before the roll changed be a draft again, and say whether."""
    minutes = meeting.minutes
    if minutes is None or rules.after_the_roll(minutes.status) is minutes.status:
        return False
    minutes.status = rules.after_the_roll(minutes.status)
    minutes.read_out_at = None
    return True


def queue_writers(meeting_id: UUID) -> None:
    """Let only one writer at a time change what the minutes of a meeting say."""
    lock_for_update(f"minutes:{meeting_id}")


def check_writing(actor: Actor, meeting: Meeting) -> None:
    """Refuse to change the record of a meeting by others, after its end, or once read out."""
    require(policy.may_write(actor, meeting), _NOT_YOURS)
    rules.check_minutes_editable(minutes_status(meeting))
    if meeting.status is not MeetingStatus.OPEN:
        raise RuleBroken(f"Cuộc họp «{meeting.status.label}», chỉ ghi biên bản khi đang họp.")


def for_change(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return the whole meeting to somebody who may change its record now."""
    queue_writers(meeting_id)
    meeting = whole(actor, meeting_id)
    check_writing(actor, meeting)
    return meeting
