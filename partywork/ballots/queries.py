"""Votes with what their pages show."""

from uuid import UUID

from sqlalchemy.orm import selectinload

from partywork.ballots import policy
from partywork.ballots.models import ReservedOpinion, RollEntry, Vote
from partywork.core.actor import Actor
from partywork.core.db import db
from partywork.core.errors import NotVisible

# What a page or a paper needs to tell everything about a vote.
WHOLE = (
    selectinload(Vote.roll_entries).joinedload(RollEntry.member),
    selectinload(Vote.reserved_opinions).joinedload(ReservedOpinion.member),
)


def vote_of(actor: Actor, vote_id: UUID) -> Vote:
    """Return a vote the actor may see, with its frozen roll and its reserved opinions."""
    found = db.session.scalar(
        policy.visible(actor)
        .where(Vote.id == vote_id)
        .options(*WHOLE)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotVisible()
    return found
