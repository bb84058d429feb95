"""Who sees votes."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from partywork.ballots.models import Ballot, Envelope, RegisterLine, Tracker, Vote
from partywork.cells.policy import in_case, in_own_organisation
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED

T = TypeVar("T")


def visible(actor: Actor) -> Select[Vote]:
    """Votes of the actor's own organisation; an inspector's case opens others.

    What a filed meeting decided reaches the committees above through its minutes.
    """
    return _inside(actor, select(Vote), Vote.organisation_id)


def _inside(actor: Actor, query: Select[T], organisation: InstrumentedAttribute[UUID]) -> Select[T]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            in_own_organisation(
                actor,
                organisation,
                Role.MEMBER,
                Role.CELL_OFFICER,
                Role.OFFICE,
                Role.COMMITTEE,
            ),
            in_case(actor, organisation),
        )
    )


def may_run(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of that organisation, or the office for its own committee's bodies, run votes."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)


def visible_ballots(actor: Actor) -> Select[Ballot]:
    """Ballots are seen where their votes are; what is in the box is seen by nobody."""
    return _inside(actor, select(Ballot), Ballot.organisation_id)


def visible_register(actor: Actor) -> Select[RegisterLine]:
    """Who has voted is no secret to those who see the ballot; what they chose is not here."""
    query = select(RegisterLine).join(Ballot, Ballot.id == RegisterLine.ballot_id)
    return _inside(actor, query, Ballot.organisation_id)


def visible_box(actor: Actor) -> Select[Envelope]:
    """The sealed envelopes, for counting and for the digest; their words are sealed for tellers."""
    query = select(Envelope).join(Ballot, Ballot.id == Envelope.ballot_id)
    return _inside(actor, query, Ballot.organisation_id)


def visible_trackers(actor: Actor) -> Select[Tracker]:
    """The letters of all who voted on screens; only a voter knows which are their own."""
    query = select(Tracker).join(Ballot, Ballot.id == Tracker.ballot_id)
    return _inside(actor, query, Ballot.organisation_id)
