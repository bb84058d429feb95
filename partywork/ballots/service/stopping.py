"""Stopping a ballot that cannot be brought to its end: no result, nothing that could be opened."""

from datetime import timedelta
from uuid import UUID

from partywork.audit import service as audit
from partywork.ballots import queries
from partywork.ballots.models import Ballot
from partywork.ballots.rules import secrecy
from partywork.ballots.service import ballots, leading, offers, votes
from partywork.ballots.terms import BallotStatus, VoteStatus
from partywork.core import clock
from partywork.core.actor import Actor
from partywork.core.db import lock_for_update, transaction
from partywork.core.errors import require
from partywork.core.state_secrets import refuse_secret
from partywork.core.text import tidy
from partywork.provisions import service as provisions
from partywork.provisions.terms import ProvisionKey


def stop(actor: Actor, ballot_id: UUID, *, version: int, reason: str) -> Ballot:
    """Stop a ballot that is open or not counted yet; its questions may be put anew."""
    with transaction():
        lock_for_update(f"ballot:{ballot_id}")
        ballot = queries.ballot_of(actor, ballot_id)
        require(leading.may_run(actor, ballot), votes.NOT_YOURS)
        ballot.expect_version(version)
        refuse_secret(reason)
        end(ballot, tidy(reason))
        audit.record(
            actor,
            "ballot.stop",
            ballot,
            organisation_path=votes.path_of(ballot.organisation_id),
            reason=ballot.stop_reason,
        )
        ballots.tell(ballot)
    return ballot


def end(ballot: Ballot, reason: str) -> None:
    """Let a ballot and its questions end without a result, and erase what opens its box.

    The sealed envelopes, which nobody can open any more, stay for complaints as those of a
    counted box do.
    """
    secrecy.check_stop(ballot.status, reason)
    now = clock.now()
    ballot.status = BallotStatus.STOPPED
    ballot.stop_reason = reason
    ballot.closed_at = ballot.closed_at or now
    ballot.wraps = None
    ballot.papers_sealed = None
    offers.forget(ballot)
    for vote in ballot.votes:
        vote.status = VoteStatus.STOPPED
        vote.closed_at = now
    days = provisions.value(ProvisionKey.BALLOT_ENVELOPE_DAYS, clock.day_of(now))
    ballot.envelopes_until = clock.day_of(now) + timedelta(days=days)
