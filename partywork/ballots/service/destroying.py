"""Destroying the envelopes of a box once nobody can complain of its count any more."""

from partywork.audit import service as audit
from partywork.ballots import policy
from partywork.ballots.models import Ballot, Envelope
from partywork.ballots.service import votes
from partywork.core import bulk, clock
from partywork.core.actor import system
from partywork.core.db import db, transaction


def destroy_envelopes() -> int:
    """Destroy the envelopes of ballots whose time for complaints has passed; return how many."""
    actor = system(clock.today())
    with transaction():
        due = db.session.scalars(
            policy.visible_ballots(actor).where(
                Ballot.envelopes_until < actor.day, Ballot.envelopes_destroyed_on.is_(None)
            )
        ).all()
        for ballot in due:
            bulk.destroy(Envelope, Envelope.ballot_id == ballot.id)
            ballot.envelopes_destroyed_on = actor.day
            audit.record(
                actor,
                "ballot.destroy_envelopes",
                ballot,
                organisation_path=votes.path_of(ballot.organisation_id),
            )
    return len(due)
