"""The resolutions that a meeting adopted: what its last page says of them, and their drafts."""

from collections.abc import Iterator
from datetime import date

from partywork.ballots.models import Vote
from partywork.ballots.terms import VoteStatus
from partywork.cells.terms import BodyKind
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import drafting, papers
from partywork.meetings.terms import MeetingKind
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey
from partywork.resolutions import service as resolutions
from partywork.resolutions.models import Resolution
from partywork.resolutions.pages import Parts
from partywork.tasks import service as tasks


def told(meeting: Meeting) -> Iterator[str]:
    """Say which drafts the end of a meeting brings about."""
    found = drafting.resolution_votes(meeting)
    if not found:
        yield "Cuộc họp không biểu quyết nghị quyết nên không có dự thảo nghị quyết."
    for number, (_, vote) in enumerate(found):
        if vote.status is VoteStatus.PASSED:
            yield (
                f"Lập dự thảo nghị quyết «{_title(meeting, vote, number)}» đã được "
                f"{vote.in_favour}/{vote.roll} đồng chí tán thành, chờ ký."
            )
        else:
            yield (
                "Nghị quyết không được thông qua: dự thảo được lưu với kết quả ấy, không lấy số."
            )


def _title(meeting: Meeting, vote: Vote, number: int) -> str:
    """The first is called after the meeting, every further one after its own matter."""
    return drafting.title_of(vote) if number else papers.summary_of(meeting)


def draft(actor: Actor, meeting: Meeting) -> Resolution | None:
    """Draft every resolution the meeting voted on, inside the caller's transaction.

    Each passed vote leaves a paper of its own. Returns that of the whole meeting, to which the
    tasks belong.
    """
    drafts = [
        _draft(actor, meeting, number, item, vote, adopted_on=_voted_on(meeting, vote))
        for number, (item, vote) in enumerate(drafting.resolution_votes(meeting))
    ]
    if not drafts:
        return None
    meeting.resolution_id = drafts[0].id
    return drafts[0]


def _voted_on(meeting: Meeting, vote: Vote) -> date:
    """Return the day of a vote; one noted down after the meeting was taken before its end."""
    ended_at = meeting.closed_at or clock.now()
    return clock.day_of(min(vote.closed_at or ended_at, ended_at))


def _draft(
    actor: Actor, meeting: Meeting, number: int, item: AgendaItem, vote: Vote, *, adopted_on: date
) -> Resolution:
    is_cell = meeting.body.kind in (BodyKind.CELL, BodyKind.CELL_COMMITTEE)
    key = ProvisionKey.RECIPIENTS_CELL if is_cell else ProvisionKey.RECIPIENTS_COMMITTEE
    days_after = provisions.value(ProvisionKey.RESULTS_DAYS_AFTER, adopted_on)
    if number:
        parts: Parts = drafting.parts_of_further(meeting, item, vote, days_after=days_after)
    else:
        before = tasks.open_or_recent(actor, meeting.organisation_id, meeting.period.shift(-1))
        parts = drafting.parts_of(meeting, before, today=clock.today(), days_after=days_after)
    return resolutions.draft_from_meeting(
        actor,
        organisation_id=meeting.organisation_id,
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        title=_title(meeting, vote, number),
        opening=drafting.opening_of(meeting),
        closing=drafting.closing_of(vote),
        parts=parts,
        vote=vote,
        adopted_on=adopted_on,
        recipients=provisions.value(key, adopted_on),
        is_congress=meeting.kind is MeetingKind.CONGRESS,
    )
