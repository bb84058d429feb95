"""The decision that a vote of a meeting took: what it begins with, and drafting it."""

from dataclasses import dataclass
from uuid import UUID

from partywork.ballots.models import Vote
from partywork.cells.policy import NARROW
from partywork.cells.terms import BodyKind
from partywork.core import clock, display
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import RuleBroken, require
from partywork.core.text import tidy
from partywork.documents.terms import AccessClass, DocumentKind
from partywork.meetings import policy
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import papers, record
from partywork.meetings.terms import MeetingKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import rules as resolution_rules
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution

_OF_CELLS = (BodyKind.CELL, BodyKind.CELL_COMMITTEE)
_LAST_ARTICLE = (
    "Quyết định có hiệu lực kể từ ngày ký. {office} và các tổ chức, cá nhân có liên quan chịu "
    "trách nhiệm thi hành Quyết định này."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form of a decision begins with."""

    meeting: Meeting
    vote: Vote
    title: str
    grounds: str
    articles: str
    recipients: str
    access: AccessClass


def for_deciding(actor: Actor, meeting_id: UUID, vote_id: UUID) -> Draft:
    """Return the passed vote of a meeting on which the actor may draft a decision now."""
    meeting = record.whole(actor, meeting_id)
    require(policy.may_run(actor, meeting), "Chỉ người điều hành cơ quan này được lập quyết định.")
    item, vote = record.item_with_vote(meeting, vote_id)
    _check(actor, meeting, vote)
    day = clock.day_of(meeting.opened_at or meeting.starts_at)
    is_cell = meeting.body.kind in _OF_CELLS
    key = ProvisionKey.RECIPIENTS_CELL if is_cell else ProvisionKey.RECIPIENTS_DECISION
    common = str(provisions.value(ProvisionKey.DECISION_GROUNDS, day)).splitlines()
    taken = (
        f"Căn cứ kết quả biểu quyết tại {papers.summary_of(meeting)}, "
        f"ngày {display.day_in_text(day)}"
    )
    return Draft(
        meeting=meeting,
        vote=vote,
        title=f"về việc {vote.question[:1].lower()}{vote.question[1:].rstrip('.')}",
        grounds="\n".join([*(one.rstrip(" ;,.") for one in common), taken]),
        articles=_articles(item, vote, "Chi ủy" if is_cell else "Văn phòng Đảng ủy"),
        recipients=str(provisions.value(key, day)),
        access=AccessClass.RESTRICTED if meeting.body.kind in NARROW else AccessClass.INTERNAL,
    )


def _articles(item: AgendaItem, vote: Vote, office: str) -> str:
    concluded = [tidy(line) for line in item.conclusion.splitlines() if tidy(line)]
    decided = " ".join(concluded) or f"{vote.question.rstrip('.')}."
    return f"Điều 1. {decided}\nĐiều 2. {_LAST_ARTICLE.format(office=office)}"


def _check(actor: Actor, meeting: Meeting, vote: Vote) -> None:
    is_taken = resolutions.decision_of(actor, vote.id) is not None
    resolution_rules.check_deciding(vote.subject, vote.status, is_taken=is_taken)
    resolution_rules.check_not_at_congress(meeting.kind is MeetingKind.CONGRESS)
    matrix = provisions.value(ProvisionKey.AUTHORITY, meeting.starts_on)
    resolution_rules.check_authority(matrix, meeting.body.kind, DocumentKind.DECISION)


def may_decide(actor: Actor, meeting: Meeting, vote: Vote) -> bool:
    """Tell whether the page of a vote offers a decision to the actor."""
    try:
        _check(actor, meeting, vote)
    except RuleBroken:
        return False
    return policy.may_run(actor, meeting)


def decide(
    actor: Actor,
    meeting_id: UUID,
    vote_id: UUID,
    *,
    title: str,
    grounds: str,
    articles: str,
    recipients: str,
    access: AccessClass,
) -> Resolution:
    """Draft the decision on a passed vote; it names the meeting and the vote that took it."""
    with transaction():
        record.queue_writers(meeting_id)
        draft = for_deciding(actor, meeting_id, vote_id)
        meeting = draft.meeting
        return resolutions.draft_decision(
            actor,
            meeting_id=meeting.id,
            vote=draft.vote,
            decided_on=clock.day_of(meeting.opened_at or meeting.starts_at),
            title=title,
            grounds=grounds,
            articles=articles,
            recipients=recipients,
            access=access,
        )


def decision_of(actor: Actor, vote: Vote) -> Resolution | None:
    """Return the decision that rests on a vote, if the actor may read it."""
    return resolutions.decision_of(actor, vote.id)
