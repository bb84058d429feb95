"""Who sees and who decides on groups, offices that take two people, and reorganisations."""

from sqlalchemy import Select, false, or_, select

from partywork.cells.models import (
    CellGroup,
    CellWatch,
    GroupPlace,
    Nomination,
    OfficeWithdrawal,
    Organisation,
    Reorganisation,
    UpperConsent,
)
from partywork.cells.policy.scope import OVERSEERS, in_succession, sees_people_of, within
from partywork.cells.policy.tree import may_appoint
from partywork.cells.terms import OfficeTitle
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def visible_groups(actor: Actor) -> Select[CellGroup]:
    """Groups of the cells whose people the actor may see."""
    query = select(CellGroup).execution_options(**{SCOPED: True})
    return (
        query if actor.is_system else query.where(sees_people_of(actor, CellGroup.organisation_id))
    )


def visible_places(actor: Actor) -> Select[GroupPlace]:
    """Who belongs to those groups."""
    query = select(GroupPlace).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(sees_people_of(actor, GroupPlace.organisation_id))


def visible_reorganisations(actor: Actor) -> Select[Reorganisation]:
    """Decisions on the cells the actor oversees or runs, and on those that came down to them.

    What is only being prepared is the organisation desk's.
    """
    query = select(Reorganisation).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    organisation_id = Reorganisation.organisation_id
    return query.where(
        or_(
            within(_desk_paths(actor), organisation_id),
            Reorganisation.done_at.is_not(None)
            & or_(
                within(actor.paths_as(*OVERSEERS, Role.CELL_OFFICER), organisation_id),
                in_succession(actor, organisation_id),
            ),
        )
    )


def visible_nominations(actor: Actor) -> Select[Nomination]:
    """Offices that wait for a second person, for those who may be that person."""
    query = select(Nomination).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = (*_desk_paths(actor), *_secretary_paths(actor))
    return query.where(within(paths, Nomination.organisation_id))


def visible_withdrawals(actor: Actor) -> Select[OfficeWithdrawal]:
    """Entries on offices that were taken back, for those who decide on offices there."""
    query = select(OfficeWithdrawal).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    paths = (*_desk_paths(actor), *_secretary_paths(actor))
    return query.where(within(paths, OfficeWithdrawal.organisation_id))


def visible_watches(actor: Actor) -> Select[CellWatch]:
    """What was last told of cells is the system's own memory."""
    query = select(CellWatch).execution_options(**{SCOPED: True})
    return query if actor.is_system else query.where(false())


def visible_consents(actor: Actor) -> Select[UpperConsent]:
    """Consents of the committee above, for whoever may look into the life of the organisation."""
    query = select(UpperConsent).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(sees_people_of(actor, UpperConsent.organisation_id))


def _desk_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(
        grant.path
        for grant in actor.grants
        if grant.role is Role.OFFICE and grant.desk is Desk.ORGANISATION
    )


def _secretary_paths(actor: Actor) -> tuple[str, ...]:
    return tuple(
        grant.path
        for grant in actor.grants
        if grant.role is Role.COMMITTEE and grant.office == OfficeTitle.SECRETARY
    )


def may_confirm_offices(actor: Actor) -> bool:
    """The organisation desk and the bí thư of the Đảng ủy are the second person for an office."""
    return bool(_desk_paths(actor) or _secretary_paths(actor))


def may_reorganise(actor: Actor, organisation: Organisation) -> bool:
    """The organisation desk carries out decisions on cells of its subtree."""
    return may_appoint(actor, organisation)
