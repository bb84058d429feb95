"""Who sees votes and ballots, and who runs them."""

from typing import Any, TypeVar

from sqlalchemy import Select, and_, or_, select

from partywork.ballots.models import (
    Ballot,
    Envelope,
    Outcome,
    RegisterLine,
    RollEntry,
    Teller,
    Tracker,
    Voice,
    Vote,
)
from partywork.cells.models import Body
from partywork.cells.policy import NARROW, in_case, in_own_organisation, run_in, runs
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED

T = TypeVar("T")


def visible(actor: Actor) -> Select[Vote]:
    """Votes of the actor's own cell, of bodies they run, and those they take part in.

    An inspector's case opens others. What a filed meeting decided reaches the committees above
    through its minutes.
    """
    entered = select(RollEntry.vote_id).where(RollEntry.member_id == actor.member_id)
    return _inside(actor, select(Vote), Vote, Vote.id.in_(entered))


def _inside(
    actor: Actor, query: Select[T], owner: type[Vote] | type[Ballot], takes_part: Any
) -> Select[T]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    of_cells = select(Body.id).where(Body.kind == BodyKind.CELL)
    narrow = select(Body.id).where(Body.kind.in_(NARROW))
    conditions = [
        and_(
            in_own_organisation(actor, owner.organisation_id, Role.MEMBER),
            owner.body_id.in_(of_cells),
        ),
        and_(
            in_own_organisation(
                actor, owner.organisation_id, Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE
            ),
            owner.body_id.not_in(narrow),
        ),
        in_case(actor, owner.organisation_id),
        takes_part,
    ]
    for kind in NARROW:
        run = select(Body.id).where(
            Body.kind == kind, Body.organisation_id.in_(run_in(actor, kind))
        )
        conditions.append(owner.body_id.in_(run))
    return query.where(or_(*conditions))


def visible_voices(actor: Actor) -> Select[Voice]:
    """Who has voted by name in the votes the actor may see."""
    query = select(Voice).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(Voice.vote_id.in_(visible(actor).with_only_columns(Vote.id)))


def own_entries(actor: Actor) -> Select[RollEntry]:
    """How the actor counted themself when votes opened."""
    query = select(RollEntry).where(RollEntry.member_id == actor.member_id)
    return query.execution_options(**{SCOPED: True})


def own_voices(actor: Actor) -> Select[Voice]:
    """How the actor voted by name themself."""
    query = select(Voice).where(Voice.member_id == actor.member_id)
    return query.execution_options(**{SCOPED: True})


def may_run(actor: Actor, body: Body) -> bool:
    """Those who run a body run its votes."""
    return runs(actor, body.kind, body.organisation_id)


def visible_outcomes(actor: Actor) -> Select[Outcome]:
    """What the votes decided that the actor may see."""
    query = select(Outcome).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(Outcome.vote_id.in_(visible(actor).with_only_columns(Vote.id)))


def visible_ballots(actor: Actor) -> Select[Ballot]:
    """Ballots are seen where their votes are, by voters and tellers too; nobody sees the box."""
    return _of_ballots(actor, select(Ballot))


def _of_ballots(actor: Actor, query: Select[T]) -> Select[T]:
    own = actor.member_id
    takes_part = or_(
        Ballot.id.in_(select(RegisterLine.ballot_id).where(RegisterLine.member_id == own)),
        Ballot.id.in_(select(Teller.ballot_id).where(Teller.member_id == own)),
    )
    return _inside(actor, query, Ballot, takes_part)


def visible_register(actor: Actor) -> Select[RegisterLine]:
    """Who has voted is no secret to those who see the ballot; what they chose is not here."""
    query = select(RegisterLine).join(Ballot, Ballot.id == RegisterLine.ballot_id)
    return _of_ballots(actor, query)


def visible_box(actor: Actor) -> Select[Envelope]:
    """The sealed envelopes, for counting and for the digest; their words are sealed for tellers."""
    return _of_ballots(actor, select(Envelope).join(Ballot, Ballot.id == Envelope.ballot_id))


def visible_tellers(actor: Actor) -> Select[Teller]:
    """Who counts is seen where the ballot is; of their keys only the public half is kept."""
    return _of_ballots(actor, select(Teller).join(Ballot, Ballot.id == Teller.ballot_id))


def visible_trackers(actor: Actor) -> Select[Tracker]:
    """The letters of all who voted on screens; only a voter knows which are their own."""
    return _of_ballots(actor, select(Tracker).join(Ballot, Ballot.id == Tracker.ballot_id))
