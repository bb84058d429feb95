"""Who looks at data checks, who compares lists, who sees what was loaded for it."""

from sqlalchemy import Select, select

from partywork.cells.policy.scope import desk_paths, within
from partywork.checks.models import DifferenceList, DifferenceRow, NamesakePair
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def may_check(actor: Actor) -> bool:
    """Officers check the records of their cell, the office those of all."""
    return actor.is_system or actor.has(Role.CELL_OFFICER, Role.OFFICE)


def may_compare(actor: Actor) -> bool:
    """An organisation desk, which keeps the register of its subtree, compares it with lists."""
    return actor.is_system or bool(desk_paths(actor, Desk.ORGANISATION))


def visible(actor: Actor) -> Select[DifferenceList]:
    """Compared lists are the organisation desk's, of its subtree."""
    query = select(DifferenceList).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(desk_paths(actor, Desk.ORGANISATION), DifferenceList.organisation_id))


def visible_rows(actor: Actor) -> Select[DifferenceRow]:
    """Rows of the lists the actor may see."""
    query = select(DifferenceRow).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(within(desk_paths(actor, Desk.ORGANISATION), DifferenceRow.organisation_id))


def visible_namesakes(actor: Actor) -> Select[NamesakePair]:
    """Pairs found to be two persons, for whoever checks records there: those of one's subtree."""
    query = select(NamesakePair).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = actor.paths_as(Role.CELL_OFFICER, Role.OFFICE)
    return query.where(within(paths, NamesakePair.organisation_id))
