"""Reserved opinions after any kind of vote, given by the member themself."""

from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import policy, queries
from partywork.ballots.models import ReservedOpinion, Vote
from partywork.ballots.rules.counting import check_reserving
from partywork.ballots.service.votes import NOT_YOURS, path_of
from partywork.ballots.terms import VoteStatus
from partywork.core.actor import Actor
from partywork.core.db import db, lock_for_update, transaction
from partywork.core.errors import require
from partywork.documents.service import refuse_secret


def reserve(actor: Actor, vote_id: UUID, *, member_id: UUID | None, text: str) -> Vote:
    """Keep the opinion that somebody reserves after a vote, with their name and their own words.

    Open, secret or on paper: whoever voted may ask that their opinion is kept and reported upward
    (Điều lệ Đảng, Điều 9). How they answered is neither asked nor kept. Who runs the body writes it
    down for those who have no device.
    """
    with transaction():
        lock_for_update(f"vote:{vote_id}")
        vote = queries.vote_of(actor, vote_id)
        is_own = member_id is not None and member_id == actor.member_id
        require(is_own or policy.may_run(actor, vote.body), NOT_YOURS)
        text = text.strip()
        refuse_secret(actor, text)
        check_reserving(
            member_id,
            text,
            voted=who_voted(actor, vote),
            reserved={one.member_id for one in vote.reserved_opinions},
            is_decided=vote.status in (VoteStatus.PASSED, VoteStatus.FAILED),
        )
        db.session.add(
            ReservedOpinion(
                organisation_id=vote.organisation_id,
                vote_id=vote.id,
                member_id=member_id,
                text=text,
            )
        )
        db.session.flush()
        audit.record(
            actor,
            "vote.reserve",
            vote,
            organisation_path=path_of(vote.organisation_id),
            kind=vote.subject,
        )
    return queries.vote_of(actor, vote_id)


def who_voted(actor: Actor, vote: Vote) -> set[UUID]:
    """Return who took part in a vote that is closed, and so may reserve an opinion on it.

    In an open vote hands and voices add up to all who may; of a secret one the register tells.
    """
    able = {entry.member_id for entry in vote.roll_entries if entry.may_vote}
    if vote.ballot_id is None:
        return able
    return able & queries.who_took_part(actor, vote.ballot_id)
