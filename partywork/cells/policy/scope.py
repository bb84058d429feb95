"""The subtree filter every policy uses, and who oversees whose people."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select

from partywork.cells.models import Organisation
from partywork.core.actor import Actor, Desk, Role

OVERSEERS = (Role.OFFICE, Role.COMMITTEE, Role.INSPECTOR)


def within(paths: Iterable[str], organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «`organisation_id` lies in one of the subtrees»."""
    prefixes = [Organisation.path.startswith(path, autoescape=True) for path in paths]
    if not prefixes:
        return false()
    return organisation_id.in_(select(Organisation.id).where(or_(*prefixes)))


def in_own_organisation(actor: Actor, organisation_id: Any, *roles: Role) -> ColumnElement[bool]:
    """Return the condition «the actor holds one of `roles` in that very organisation»."""
    own = actor.organisations_as(*roles)
    return organisation_id.in_(own) if own else false()


def in_case(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «the actor has an open inspection case on that very organisation»."""
    opened = actor.case_organisations
    return organisation_id.in_(opened) if opened else false()


def in_succession(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «the actor runs the cell that followed that dissolved organisation».

    What a dissolved cell left, drafts included, is read by the officers of its successor and by
    those above, who read what was filed; nobody writes in its name any more.
    """
    return organisation_id.in_(actor.predecessors) if actor.predecessors else false()


def sees_people_of(actor: Actor, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition «the actor may look into the life of that organisation»."""
    return or_(
        within(actor.paths_as(*OVERSEERS, Role.CELL_OFFICER), organisation_id),
        in_own_organisation(actor, organisation_id, Role.MEMBER),
        in_succession(actor, organisation_id),
    )


def confided_paths(actor: Actor) -> tuple[str, ...]:
    """Return the subtrees of whose people the actor may know discipline, and what follows from it.

    Officers of the cell, committee, inspectors, the desks of organisation and inspection; neither
    văn thư nor fellow members.
    """
    desks = (Desk.ORGANISATION, Desk.INSPECTION)
    confided = (Role.CELL_OFFICER, Role.COMMITTEE, Role.INSPECTOR)
    paths = {
        grant.path
        for grant in actor.grants
        if grant.role in confided or (grant.role is Role.OFFICE and grant.desk in desks)
    }
    return tuple(sorted(paths))


def is_confided_people_of(actor: Actor, path: str) -> bool:
    """Say whether the actor may know discipline, and what follows from it, in that place."""
    return actor.is_system or any(path.startswith(one) for one in confided_paths(actor))


def desk_paths(actor: Actor, *desks: Desk) -> tuple[str, ...]:
    """Return the subtrees of the offices at one of whose desks the actor works."""
    paths = {
        grant.path for grant in actor.grants if grant.role is Role.OFFICE and grant.desk in desks
    }
    return tuple(sorted(paths))


def desk_covers(actor: Actor, path: str, *desks: Desk) -> bool:
    """Say whether the actor works at one of these desks of an office above that place."""
    return any(path.startswith(one) for one in desk_paths(actor, *desks))
