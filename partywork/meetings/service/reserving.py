"""Reserved opinions of a meeting: for whom one may write them, until the minutes are adopted."""

from uuid import UUID

from partywork.ballots.models import Vote
from partywork.ballots.service import reserving as opinions
from partywork.ballots.service.votes import NOT_YOURS
from partywork.core.actor import Actor
from partywork.core.db import transaction
from partywork.core.errors import require
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import Meeting
from partywork.meetings.service import record
from partywork.meetings.terms import MinutesStatus


def may_reserve(actor: Actor, meeting: Meeting, vote: Vote) -> tuple[tuple[UUID, str], ...]:
    """Return for whom this person may write a reserved opinion, while the minutes are open."""
    if record.minutes_status(meeting) is not MinutesStatus.DRAFT:
        return ()
    done = {one.member_id for one in vote.reserved_opinions}
    leads = policy.may_lead(actor, meeting)
    voted = opinions.who_voted(actor, vote)
    able = [
        (entry.member_id, entry.member.full_name)
        for entry in vote.roll_entries
        if entry.member_id in voted and entry.member_id not in done
    ]
    own = [one for one in able if one[0] == actor.member_id]
    others = [one for one in able if one[0] != actor.member_id] if leads else []
    return (*own, *others)


def reserve(
    actor: Actor, meeting_id: UUID, vote_id: UUID, *, member_id: UUID | None, text: str
) -> Vote:
    """Keep an opinion that somebody reserves, until the minutes are read out and adopted."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = record.whole(actor, meeting_id)
        record.item_with_vote(meeting, vote_id)
        is_own = member_id is not None and member_id == actor.member_id
        require(is_own or policy.may_lead(actor, meeting), NOT_YOURS)
        rules.check_minutes_editable(record.minutes_status(meeting))
        leader = policy.as_leader(actor, meeting)
        kept = opinions.reserve(leader, vote_id, member_id=member_id, text=text)
        live.publish(meeting_id, "minutes")
    return kept
