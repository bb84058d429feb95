"""Who sees which members, and who works with lists of them."""

from sqlalchemy import Select, or_, select

from partywork.cells.models import ImportRow, Member, MemberImport, Membership
from partywork.cells.policy.scope import OVERSEERS, in_own_organisation, sees_people_of, within
from partywork.core.actor import Actor, Desk, Role
from partywork.core.db import SCOPED


def visible_memberships(actor: Actor) -> Select[Membership]:
    """Memberships of the cells whose people `actor` may see.

    Members see who belongs to their own cell; officers their cell; office, committee and
    inspectors their subtree; the administrator nobody.
    """
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(
        or_(
            sees_people_of(actor, Membership.organisation_id),
            Membership.member_id == actor.member_id,
        )
    )


def visible_people(actor: Actor) -> Select[Membership]:
    """Memberships in the cells the actor runs or oversees: the lists from which records open."""
    query = select(Membership).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    managed = actor.paths_as(*OVERSEERS, Role.CELL_OFFICER)
    return query.where(within(managed, Membership.organisation_id))


def visible_members(actor: Actor) -> Select[Member]:
    """Records of members: one's own, one's cell for its officers, the subtree for overseers.

    A plain member does not open the records of others; names for lists and roll-calls come from
    memberships.
    """
    query = select(Member).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    managed = select(Membership.member_id).where(
        within(actor.paths_as(*OVERSEERS, Role.CELL_OFFICER), Membership.organisation_id)
    )
    return query.where(or_(Member.id == actor.member_id, Member.id.in_(managed)))


def visible_imports(actor: Actor) -> Select[MemberImport]:
    """Imports are the committee office's, for its own organisation."""
    query = select(MemberImport).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, MemberImport.organisation_id, Role.OFFICE))


def visible_import_rows(actor: Actor) -> Select[ImportRow]:
    """Rows of the imports the actor may see."""
    query = select(ImportRow).execution_options(**{SCOPED: True})
    if actor.is_system:
        return query
    return query.where(in_own_organisation(actor, ImportRow.organisation_id, Role.OFFICE))


def may_import(actor: Actor) -> bool:
    """The committee office brings lists of members in."""
    return actor.is_system or actor.has(Role.OFFICE)


def may_list_people(actor: Actor) -> bool:
    """Officers and the people above a cell work with lists of members; members see their own."""
    return actor.is_system or actor.has(*OVERSEERS, Role.CELL_OFFICER)


def may_manage_accounts_of(actor: Actor) -> bool:
    """The organisation desk opens accounts of members and prints their codes."""
    return actor.is_system or actor.sits_at(Desk.ORGANISATION, Desk.CLERICAL)
