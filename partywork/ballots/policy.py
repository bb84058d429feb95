"""Who sees votes."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.ballots.models import Ballot, Envelope, RegisterLine, Tracker, Vote
from partywork.cells.models import Body
from partywork.cells.policy import in_case, in_own_organisation
from partywork.cells.terms import BodyKind
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED

T = TypeVar("T")


def visible(actor: Actor) -> Select[Vote]:
    """Votes of the actor's own organisation; an inspector's case opens others.

    What a filed meeting decided reaches the committees above through its minutes.
    """
    return _inside(actor, select(Vote), Vote)


def _inside(actor: Actor, query: Select[T], owner: type[Vote] | type[Ballot]) -> Select[T]:
    query = query.execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            in_own_organisation(
                actor,
                owner.organisation_id,
                Role.MEMBER,
                Role.CELL_OFFICER,
                Role.OFFICE,
                Role.COMMITTEE,
            ),
            owner.body_id.in_(_commissions(actor)),
            in_case(actor, owner.organisation_id),
        )
    )


def _commissions(actor: Actor) -> Select[UUID]:
    """The Ủy ban Kiểm tra in which the actor sits, and no other body of its Đảng bộ."""
    return select(Body.id).where(
        Body.kind == BodyKind.INSPECTION_COMMISSION,
        Body.organisation_id.in_(actor.organisations_as(Role.INSPECTOR)),
    )


def may_run(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of that organisation, or office and inspection for its committee's bodies.

    Of which of its bodies each of them runs the meetings, the meetings say.
    """
    return organisation_id in actor.organisations_as(
        Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR
    )


def visible_ballots(actor: Actor) -> Select[Ballot]:
    """Ballots are seen where their votes are; what is in the box is seen by nobody."""
    return _inside(actor, select(Ballot), Ballot)


def visible_register(actor: Actor) -> Select[RegisterLine]:
    """Who has voted is no secret to those who see the ballot; what they chose is not here."""
    query = select(RegisterLine).join(Ballot, Ballot.id == RegisterLine.ballot_id)
    return _inside(actor, query, Ballot)


def visible_box(actor: Actor) -> Select[Envelope]:
    """The sealed envelopes, for counting and for the digest; their words are sealed for tellers."""
    query = select(Envelope).join(Ballot, Ballot.id == Envelope.ballot_id)
    return _inside(actor, query, Ballot)


def visible_trackers(actor: Actor) -> Select[Tracker]:
    """The letters of all who voted on screens; only a voter knows which are their own."""
    query = select(Tracker).join(Ballot, Ballot.id == Tracker.ballot_id)
    return _inside(actor, query, Ballot)
