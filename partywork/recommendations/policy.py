"""Who reads recommendations, who writes them down, who answers."""

from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from partywork.cells.policy import in_own_organisation, within
from partywork.core.actor import Actor, Role
from partywork.core.db import SCOPED
from partywork.recommendations.models import Recommendation
from partywork.recommendations.terms import Addressee

_ABOVE = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def visible(actor: Actor) -> Select[Recommendation]:
    """Those of one's own organisation; those asked of the Đảng ủy for it and its office."""
    query = select(Recommendation).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            in_own_organisation(
                actor,
                Recommendation.organisation_id,
                Role.MEMBER,
                Role.CELL_OFFICER,
                *_ABOVE,
            ),
            and_(
                Recommendation.addressee == Addressee.COMMITTEE,
                within(list(actor.paths_as(*_ABOVE)), Recommendation.organisation_id),
            ),
        )
    )


def may_record(actor: Actor, organisation_id: UUID) -> bool:
    """Officers write down what their organisation asks, and read its answers out."""
    return organisation_id in actor.organisations_as(Role.CELL_OFFICER, Role.OFFICE)


def may_answer(actor: Actor, one: Recommendation) -> bool:
    """The office answers for the Đảng ủy; else the officers write down the answer that came."""
    if one.addressee is Addressee.COMMITTEE:
        return any(one.organisation.path.startswith(path) for path in actor.paths_as(Role.OFFICE))
    return may_record(actor, one.organisation_id)


def may_read_all(actor: Actor) -> bool:
    """Say whether the actor reads what many cells ask of the Đảng ủy."""
    return actor.has(*_ABOVE)


def prints_for(actor: Actor) -> frozenset[UUID]:
    """Return the organisations for which the actor may have the register on paper."""
    return actor.organisations_as(*_ABOVE) or actor.organisations_as(Role.CELL_OFFICER)


def may_print(actor: Actor) -> bool:
    """Officers of a cell and who reads for the Đảng ủy take the register on paper."""
    return bool(prints_for(actor))
