"""Who sees votes."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from partywork.ballots.models import Vote
from partywork.cells.policy import in_case, in_own_organisation
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED


def visible(actor: Actor) -> Select[Vote]:
    """Votes of the actor's own organisation; an inspector's case opens others.

    What a filed meeting decided reaches the committees above through its minutes.
    """
    query = select(Vote).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            in_own_organisation(
                actor,
                Vote.organisation_id,
                Role.MEMBER,
                Role.CELL_OFFICER,
                Role.OFFICE,
                Role.COMMITTEE,
            ),
            in_case(actor, Vote.organisation_id),
        )
    )


def may_run(actor: Actor, organisation_id: UUID) -> bool:
    """Officers of that organisation, or the office for its own committee's bodies, run votes."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE, Role.COMMITTEE)
