"""Secret ballots of a meeting: several questions on one paper, tellers from those present."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules import counting
from partywork.ballots.rules.counting import Voter
from partywork.ballots.service import ballots
from partywork.ballots.service.ballots import Question
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import db, transaction
from partywork.core.errors import NotVisible, RuleBroken
from partywork.live import service as live
from partywork.meetings import policy, rules
from partywork.meetings.models import AgendaItem, Meeting
from partywork.meetings.service import record, roll_call, votes
from partywork.meetings.service.addresses import vote_path
from partywork.meetings.terms import AttendanceMark, ListOrder, Place
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


@dataclass(frozen=True, slots=True)
class Setting:
    """A ballot before it opens: who may count it, who will vote, what is still missing.

    `present` are those in the hall, who may be tellers; `refusal` says why the ballot cannot open
    yet.
    """

    meeting: Meeting
    item: AgendaItem
    ballot: Ballot
    present: list[tuple[UUID, str]]
    voters: int
    from_afar: int
    refusal: str | None


def prepare(
    actor: Actor,
    meeting_id: UUID,
    item_id: UUID,
    *,
    title: str,
    way: BallotWay,
    questions: Sequence[Question],
    seats: int | None,
    path: str,
) -> Ballot:
    """Put a ballot on an item; each further question gets an item behind it."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting, item = votes.for_asking(actor, meeting_id, item_id)
        voters = roll_call.voters_of(meeting)
        rules.check_has_hall(meeting.mode, sum(one.present and not one.is_online for one in voters))
        ballot = ballots.prepare(
            policy.as_leader(actor, meeting),
            organisation_id=meeting.organisation_id,
            body_id=meeting.body_id,
            title=title,
            way=way,
            questions=questions,
            path=path,
            channel=meeting_id,
            seats=seats,
        )
        ballots.check_enough(ballot, voters)
        for vote in ballot.votes:
            if item.vote_id is not None:
                item = votes.item_behind(meeting, item, f"{ballot.title}: {vote.question}")
            item.vote_id = vote.id
            vote.path = vote_path(meeting, vote)
        db.session.flush()
        live.publish(meeting_id, "agenda", "ballot")
    return ballot


def setting(actor: Actor, meeting_id: UUID, ballot_id: UUID) -> Setting:
    """Return a ballot of a meeting with what is needed to open it."""
    meeting = record.whole(actor, meeting_id)
    leader = policy.as_leader(actor, meeting)
    ballot = queries.ballot_of(leader, ballot_id)
    item = item_of(meeting, ballot)
    votes.check_running(actor, meeting)
    voters = roll_call.voters_of(meeting)
    able = ballots.able_to_vote(ballot, voters)
    present = [
        (line.member_id, line.member.full_name)
        for line in roll_call.in_order(meeting, ListOrder.ALPHABET)
        if line.mark is AttendanceMark.PRESENT and line.place is Place.HALL
    ]
    barred = ballots.barred_from_counting(ballot.way, [key for key, _ in present])
    return Setting(
        meeting=meeting,
        item=item,
        ballot=ballot,
        present=[(key, name) for key, name in present if key not in barred],
        voters=len(able),
        from_afar=sum(one.present and one.is_online for one in voters),
        refusal=_why_not_yet(ballot, voters),
    )


def stopped_on(actor: Actor, item: AgendaItem) -> Ballot | None:
    """Return the ballot of an item that was stopped, so that its questions are put once more."""
    vote = item.vote
    if vote is None or vote.ballot_id is None or vote.status is not VoteStatus.STOPPED:
        return None
    return queries.ballot_of(actor, vote.ballot_id)


def item_of(meeting: Meeting, ballot: Ballot) -> AgendaItem:
    """Return the item on which a ballot stands; a ballot of another meeting is not there."""
    asked = {vote.id for vote in ballot.votes}
    for item in meeting.agenda:
        if item.vote_id in asked:
            return item
    raise NotVisible()


def too_few_for_screens(meeting: Meeting) -> int | None:
    """Return how many would vote now, where they are too few for any screen: paper comes first."""
    able = counting.eligible_present(roll_call.voters_of(meeting))
    return able if able < provisions.value(ProvisionKey.BALLOT_MIN_VOTERS, clock.today()) else None


def _why_not_yet(ballot: Ballot, voters: Sequence[Voter]) -> str | None:
    if ballot.status is not BallotStatus.PREPARED:
        return f"Cuộc bỏ phiếu «{ballot.status.label}»."
    try:
        ballots.check_enough(ballot, voters)
    except RuleBroken as few:
        return few.message
    if not ballot.tellers:
        return "Chưa ghi người kiểm phiếu."
    waiting = [one.member.full_name for one in ballot.tellers if not one.has_share]
    if ballot.way is not BallotWay.PAPER and waiting:
        return f"Chờ nhận mảnh chìa khóa: {', '.join(waiting)}."
    return None


def name_tellers(
    actor: Actor, meeting_id: UUID, ballot_id: UUID, *, version: int, tellers: Sequence[UUID]
) -> Ballot:
    """Write down whom the meeting chose to count."""
    with transaction():
        meeting = setting(actor, meeting_id, ballot_id).meeting
        ballot = ballots.name_tellers(
            policy.as_leader(actor, meeting),
            ballot_id,
            version=version,
            tellers=tellers,
            voters=roll_call.voters_of(meeting),
        )
        live.publish(meeting_id, "ballot")
    return ballot


def open_ballot(actor: Actor, meeting_id: UUID, ballot_id: UUID, *, version: int) -> Ballot:
    """Open a ballot with the roll as it is now."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = setting(actor, meeting_id, ballot_id).meeting
        return ballots.open_ballot(
            policy.as_leader(actor, meeting),
            ballot_id,
            version=version,
            voters=roll_call.voters_of(meeting),
        )


def withdraw(actor: Actor, meeting_id: UUID, ballot_id: UUID, *, version: int) -> None:
    """Take back a ballot nobody has opened; the items it made for itself stay as items."""
    with transaction():
        record.queue_writers(meeting_id)
        meeting = setting(actor, meeting_id, ballot_id).meeting
        leader = policy.as_leader(actor, meeting)
        ballot = queries.ballot_of(leader, ballot_id)
        if ballot.status is not BallotStatus.PREPARED:
            raise RuleBroken("Cuộc bỏ phiếu đã mở nên không bỏ được.")
        asked = {vote.id for vote in ballot.votes}
        for item in meeting.agenda:
            if item.vote_id in asked:
                item.vote_id = None
        db.session.flush()
        ballots.withdraw(leader, ballot_id, version=version)
        live.publish(meeting_id, "agenda", "ballot")
