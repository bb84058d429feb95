"""The secret ballots of a meeting as one person in the room has to do with them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from partywork.ballots import queries
from partywork.ballots.models import Ballot, Vote
from partywork.ballots.terms import BallotStatus, BallotWay, VoteStatus
from partywork.core.actor import Actor
from partywork.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Polling:
    """One secret ballot that is not counted yet, its questions together.

    `may_cast` says that this person answers on a screen; `has_share_to_take` and `counts` what
    the meeting waits for a teller to do.
    """

    ballot_id: UUID
    title: str
    votes: tuple[Vote, ...]
    is_prepared: bool
    is_open: bool
    is_on_paper: bool
    may_cast: bool
    has_share_to_take: bool
    counts: bool


def of_meeting(actor: Actor, meeting: Meeting) -> tuple[Polling, ...]:
    """Return the ballots of the agenda that have no result yet, in its order.

    Who only attends may not read the ballot itself and sees its questions.
    """
    votes: dict[UUID, list[Vote]] = {}
    for item in meeting.agenda:
        vote = item.vote
        if vote is None or vote.ballot_id is None:
            continue
        if vote.status in (VoteStatus.PREPARED, VoteStatus.OPEN):
            votes.setdefault(vote.ballot_id, []).append(vote)
    if not votes:
        return ()
    readable = queries.some_ballots(actor, votes)
    able = queries.own_parts(actor, [one.id for questions in votes.values() for one in questions])
    return tuple(_seen(actor, key, asked, readable.get(key), able) for key, asked in votes.items())


def _seen(
    actor: Actor, key: UUID, votes: list[Vote], ballot: Ballot | None, able: Collection[UUID]
) -> Polling:
    is_prepared = votes[0].status is VoteStatus.PREPARED
    if ballot is None:
        return Polling(
            ballot_id=key,
            title=votes[0].question,
            votes=tuple(votes),
            is_prepared=is_prepared,
            is_open=not is_prepared,
            is_on_paper=False,
            may_cast=False,
            has_share_to_take=False,
            counts=False,
        )
    own = next((one for one in ballot.tellers if one.member_id == actor.member_id), None)
    is_on_paper = ballot.way is BallotWay.PAPER
    is_open = ballot.status is BallotStatus.OPEN
    return Polling(
        ballot_id=key,
        title=ballot.title,
        votes=tuple(votes),
        is_prepared=is_prepared,
        is_open=is_open,
        is_on_paper=is_on_paper,
        may_cast=is_open and not is_on_paper and any(one.id in able for one in votes),
        has_share_to_take=own is not None and is_prepared and not is_on_paper and not own.has_share,
        counts=own is not None and ballot.status is BallotStatus.CLOSED,
    )
