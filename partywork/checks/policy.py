"""Who looks at data checks, who compares lists, who sees what was loaded for it."""

from sqlalchemy import Select, false, select

from partywork.cells.policy import in_own_organisation
from partywork.checks.models import DifferenceList, DifferenceRow
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def may_check(actor: Actor) -> bool:
    """Officers check the records of their cell, the office those of all."""
    return actor.is_system or actor.has(Role.CELL_OFFICER, Role.OFFICE)


def may_compare(actor: Actor) -> bool:
    """The organisation desk, which keeps the register, compares it with other lists."""
    return actor.is_system or actor.sits_at(Desk.ORGANISATION)


def visible(actor: Actor) -> Select[DifferenceList]:
    """Compared lists are the organisation desk's, for its own organisation."""
    query = select(DifferenceList).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    own = in_own_organisation(actor, DifferenceList.organisation_id, Role.OFFICE)
    return query.where(own) if may_compare(actor) else query.where(false())


def visible_rows(actor: Actor) -> Select[DifferenceRow]:
    """Rows of the lists the actor may see."""
    query = select(DifferenceRow).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    own = in_own_organisation(actor, DifferenceRow.organisation_id, Role.OFFICE)
    return query.where(own) if may_compare(actor) else query.where(false())
