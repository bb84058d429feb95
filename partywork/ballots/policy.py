"""Who sees votes and ballots, and who runs them."""

from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select

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
from partywork.core.actor import MOST_ACTORS, Actor, Role
from partywork.core.db import SCOPED

T = TypeVar("T")


def visible(actor: Actor) -> Select[Vote]:
    """Votes of the actor's own cell, of bodies they run, and those they take part in.

    An inspector's case opens others. What a filed meeting decided reaches the committees above
    through its minutes.
    """
    return _inside(actor, select(Vote), Vote)


def _inside(actor: Actor, query: Select[T], owner: type[Vote] | type[Ballot]) -> Select[T]:
    query = query.execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(_readable(actor, owner))


@lru_cache(maxsize=2 * MOST_ACTORS)
def _readable(actor: Actor, owner: type[Vote] | type[Ballot]) -> ColumnElement[bool]:
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
        _takes_part(actor, owner),
    ]
    for kind in NARROW:
        run = select(Body.id).where(
            Body.kind == kind, Body.organisation_id.in_(run_in(actor, kind))
        )
        conditions.append(owner.body_id.in_(run))
    return or_(*conditions)


def _takes_part(actor: Actor, owner: type[Vote] | type[Ballot]) -> ColumnElement[bool]:
    own = actor.member_id
    if owner is Vote:
        return Vote.id.in_(select(RollEntry.vote_id).where(RollEntry.member_id == own))
    return or_(
        Ballot.id.in_(select(RegisterLine.ballot_id).where(RegisterLine.member_id == own)),
        Ballot.id.in_(select(Teller.ballot_id).where(Teller.member_id == own)),
    )


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


def is_own_voice(actor: Actor, vote_id: Any) -> ColumnElement[bool]:
    """The condition «the voice that the actor gave themself in that vote»."""
    return and_(Voice.vote_id == vote_id, Voice.member_id == actor.member_id)


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
    return _inside(actor, select(Ballot), Ballot)


def visible_register(actor: Actor) -> Select[RegisterLine]:
    """Who has voted is no secret to those who see the ballot; what they chose is not here."""
    query = select(RegisterLine).join(Ballot, Ballot.id == RegisterLine.ballot_id)
    return _inside(actor, query, Ballot)


def visible_box(actor: Actor) -> Select[Envelope]:
    """The sealed envelopes, for counting and for the digest; their words are sealed for tellers."""
    return _inside(actor, select(Envelope).join(Ballot, Ballot.id == Envelope.ballot_id), Ballot)


def visible_tellers(actor: Actor) -> Select[Teller]:
    """Who counts is seen where the ballot is; of their keys only the public half is kept."""
    return _inside(actor, select(Teller).join(Ballot, Ballot.id == Teller.ballot_id), Ballot)


def visible_trackers(actor: Actor) -> Select[Tracker]:
    """The letters of all who voted on screens; only a voter knows which are their own."""
    return _inside(actor, select(Tracker).join(Ballot, Ballot.id == Tracker.ballot_id), Ballot)
